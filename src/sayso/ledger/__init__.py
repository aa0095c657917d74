"""Many reports, one story: readings and decisions in, as statements that are only ever added; events, origins, statuses
and grades out, computed from them."""
