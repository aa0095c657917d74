"""Many reports, one story: readings and decisions in, as statements that are only ever added; events, origins, statuses
and grades out, computed from them.

`Ledger` (`ledger.py`) is the whole; `computation.py` shows the way from statements to events on one screen. Around it:

- the statements: `statement`, `record`, `store`, `transaction`, `schema`, `migrations`, `engine`, `failures`, `chain`,
  `audit`, `backup`, `anchor`;
- same event or not: `telling`, `features`, `candidates`, `comparing`, `sameness`, `judgements`, `partition`,
  `clusters`, `event_ids`;
- who depends on whom: `signature`, `shingles`, `quotations`, `likeness`, `translations`, `copies`, `dependence`,
  `families`, `identities`, `joining`, `origins`;
- what may be said: `sayings`, `accounts`, `testimonies`, `standing`, `withdrawals`, `assessment`, `consensus`,
  `counts`, `grades`, `reliability`, `contradictions`, `rulings`.
"""
