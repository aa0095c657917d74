"""Of which of the codebook's kinds an event is: what its words, its weapons and those it hit tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sayso.codebook import CIVILIAN_TARGETS, MILITARY_TARGETS
from sayso.reading.clauses import Clauses
from sayso.reading.events.means import Means
from sayso.reading.events.triggers import Trigger
from sayso.reading.roles.lexicons import target_kind, word_set
from sayso.reading.trigger_lexicon import lexicon

# The kind of an act that could be told only by those it hit.
UNSAID = "unsaid"
UNSAID_FIGHT = "unsaid_fight"
# The kind of a strike that only its weapon could tell.
FROM_AFAR = "from_afar"
# Classes of acts that are aimed at somebody: whom, tells more than what else its sentence names.
_AIMED = ("attack", "shoot")
_STRIKES = ("drone_strike", "missile_strike", "shelling", "airstrike")


class KindReader:
    """Reads kinds of triggers from the words around them, over one text."""

    def __init__(self, clauses: Clauses, means: tuple[Means, ...]) -> None:
        self._clauses = clauses
        self._words = lexicon()
        self._weights = self._words.votes
        self._by_sentence: dict[int, list[Means]] = {}
        for one in means:
            self._by_sentence.setdefault(clauses.parse.tokens[one.start].sentence, []).append(one)
        self._rank = {name: number for number, (name, _) in enumerate(self._words.means_order)}
        self._kind_of_means = dict(self._words.means_order)

    def explicit(self, trigger: Trigger) -> str | None:
        """The kind that a trigger's own words, or the weapon in its clause, tell; None where they leave it open."""
        if trigger.name not in self._words.defaults:
            return trigger.name
        kind = self._by_means(trigger, self._in_clause(trigger))
        return kind if kind not in (None, "target") else None

    def votes(self, trigger: Trigger) -> list[tuple[str, float]]:
        """Kinds with weights, as one mention tells them; UNSAID where only those it hit could tell, and nobody says
        who they were (UNSAID_FIGHT where it is more likely fighting)."""
        weights = self._weights
        if trigger.name not in self._words.defaults:
            return [(trigger.name, weights["own"])]
        kind = self._by_means(trigger, self._in_clause(trigger))
        if kind is not None and kind != "target":
            return [(kind, weights["clause"])]
        default = self._words.defaults[trigger.name]
        told_by_hit = trigger.name in _AIMED and self._of_those(self._hit(trigger)) is not None
        if kind is None and not told_by_hit and trigger.name != "shoot":
            sentence = self._clauses.parse.tokens[trigger.token].sentence
            noun_of_damage = trigger.name == "damage" and not trigger.verbal
            near = [one for one in self._by_sentence.get(sentence, ()) if not self._is_hit(one)]
            kind = None if noun_of_damage else self._by_means(trigger, near)
            if kind is not None and kind != "target":
                return [(kind, weights["sentence"])]
        if kind == "target" or default == "target":
            hit, direct = self._by_target(trigger)
            told = trigger.founds == "yes" or (direct and self._is_done_by_people(trigger))
            return [(hit, weights["hit" if direct else "target"] if told else weights["faint"])]
        if trigger.name == "strike":
            return [(FROM_AFAR, weights["default" if trigger.verbal else "strike"])]
        return [(default, weights["default" if trigger.founds == "yes" else "faint"])]

    def _is_hit(self, means: Means) -> bool:
        """Whether what could be a means is what was hit or lost ("the helicopter was hit")."""
        verb = self._clauses.head_of[means.end - 1]
        return self._clauses.lemmas[verb] in self._words.hitting and means.end - 1 in self._clauses.objects(verb)

    def _is_done_by_people(self, trigger: Trigger) -> bool:
        """Whether people do it, and not a blast or a weapon ("gunmen killed six")."""
        clauses = self._clauses
        subjects = clauses.subjects(trigger.token) if trigger.verbal else ()
        categories = ("forces", "civilians", "persons", "party_noun")
        return any(
            clauses.is_body(i) or any(self._words.is_a(clauses.lemmas[i], name) for name in categories)
            for i in subjects
        )

    def _by_means(self, trigger: Trigger, means: Iterable[Means]) -> str | None:
        listens = self._words.listens[trigger.name]
        heard = [m.name for m in means if m.name in listens and m.name in self._rank]
        if not heard:
            return None
        best = min(heard, key=self._rank.__getitem__)
        if best in self._words.salvo:
            best = next(name for name in heard if name in self._words.salvo)
        return self._kind_of_means[best]

    def _in_clause(self, trigger: Trigger) -> list[Means]:
        """The means in the trigger's own phrase, or among the parts of its clause."""
        clauses = self._clauses
        sentence = clauses.parse.tokens[trigger.token].sentence
        head = clauses.head_of[trigger.token]
        # what is hit or found is no means of the act: only what is fired is
        hit = () if trigger.name == "launch" else clauses.objects(head)
        found = []
        for one in self._by_sentence.get(sentence, ()):
            inside = one.start <= trigger.token < one.end
            if not inside and (one.end - 1 in hit or (trigger.name == "damage" and not trigger.verbal)):
                continue
            if inside or clauses.head_of[one.end - 1] == head:
                found.append(one)
                continue
            above = clauses.parse.ancestors(one.end - 1)
            # "a bomb attached to a motorbike killed nine": the weapon's own participle does not part it from the act
            if trigger.token in above and clauses.parse.tokens[clauses.head_of[one.end - 1]].relation.startswith("acl"):
                found.append(one)
        return found

    def _by_target(self, trigger: Trigger) -> tuple[str, bool]:
        """Fighting or an attack on civilians, by whom it hit; whether its own words tell that, or only others of its
        sentence."""
        clauses, words = self._clauses, self._words
        hit = self._hit(trigger)
        if (told := self._of_those(hit)) is not None:
            return told, True
        plain = any(t.upos == "NOUN" and not words.is_a(clauses.lemmas[t.index], "persons")
                    for t in (clauses.parse.tokens[i] for i in hit))
        if trigger.name == "killing" and plain and self._is_done_by_people(trigger):
            return "attack_on_civilians", True  # whoever is killed and is no fighter
        sentence = clauses.parse.sentences[clauses.parse.tokens[trigger.token].sentence]
        victims = [i for t in clauses.parse.tokens_of(sentence) if t.upos == "VERB" for i in self._victims(t.index)]
        if (told := self._of_those(victims)) is not None:
            return told, False
        firearms = any(m.name in ("firearms", "blades") for m in self._by_sentence.get(sentence.index, ()))
        shot = trigger.verbal and trigger.name == "shoot" and (bool(hit) or clauses.is_passive(trigger.token))
        return UNSAID if firearms or shot or trigger.name in ("killing", "casualty") else UNSAID_FIGHT, False

    def _of_those(self, hit: Iterable[int]) -> str | None:
        """What an act is by those it hit: their own word, else what tells of which they are ("gang members")."""
        clauses, words = self._clauses, self._words
        hit, tokens = tuple(hit), clauses.parse.tokens
        if any(clauses.entity_kind(i) == "nationality" and tokens[i].upos != "ADJ" for i in hit):
            return "attack_on_civilians"
        every = [i for at in hit for i in (at, *(t.index for t in clauses.parse.children(at, "compound", "amod")))]
        if any(words.is_a(clauses.lemmas[i], "forces") for i in every):
            return "armed_clash"
        if any(words.is_a(clauses.lemmas[i], "civilians") for i in every):
            return "attack_on_civilians"
        kinds = {target_kind(clauses.parse, i) for i in hit if tokens[i].upos in ("NOUN", "PROPN")}
        if kinds & (MILITARY_TARGETS | {"prison"}):
            return "armed_clash"
        peaceful = bool(kinds & CIVILIAN_TARGETS) or any(
            clauses.entity_kind(i) == "person" or clauses.lemmas[i] in word_set("counts", "not_people", "people")
            for i in hit
        )
        return "attack_on_civilians" if peaceful else None

    def _victims(self, verb: int) -> tuple[int, ...]:
        lemma = self._clauses.lemmas[verb]
        if lemma in self._words.dying:
            return self._clauses.subjects(verb)
        return self._clauses.objects(verb) if lemma in self._words.hurting else ()

    def _hit(self, trigger: Trigger) -> list[int]:
        clauses = self._clauses
        if trigger.verbal:
            aimed = clauses.obliques(trigger.token, "at", "on", "against", "towards", "toward")
            done_to = clauses.objects(trigger.token)
            token = clauses.parse.tokens[trigger.token]
            if not done_to and token.xpos == "VBN" and token.relation == "xcomp":
                done_to = clauses.objects(token.head)  # "were found shot"
            dead = [t.index for t in clauses.parse.children(token.index) if clauses.lemmas[t.index] == "dead"]
            behind = clauses.parse.tokens[dead[0] + 1 : dead[0] + 2] if dead else ()
            if not done_to and any(t.upos in ("ADP", "PUNCT") for t in behind):
                done_to = clauses.subjects(token.index)  # a headline: "one man shot dead on the bridge"
            found = [*done_to, *aimed]
        else:
            found = [*clauses.obliques(trigger.token, "on", "against", "at", "of", "in", "upon")]
            if clauses.lemmas[clauses.parse.tokens[trigger.token].head] == "come":  # "came under attack"
                found += clauses.subjects(clauses.parse.tokens[trigger.token].head)
        return found

    def decide(self, mentions: Iterable[tuple[Trigger, float, bool]]) -> str:
        """The kind of an event by all its mentions, each with how much its place in the report counts, and whether it
        is told as having happened."""
        told: Counter[str] = Counter()
        first: dict[str, int] = {}
        for number, (trigger, weight, happened) in enumerate(mentions):
            for kind, vote in self.votes(trigger):
                told[kind] += vote * weight * (1.0 if happened else self._weights["denied"])  # type: ignore[assignment]
                first.setdefault(kind, number)
        if FROM_AFAR in told:
            told[self._from_afar(told)] += told.pop(FROM_AFAR)
            first.setdefault(self._from_afar(told), first[FROM_AFAR])
        if unsaid := told[UNSAID] + told[UNSAID_FIGHT]:
            # what does not tell whom it hit is what the rest of the report tells of them
            fight = (told["armed_clash"], told[UNSAID_FIGHT]) > (told["attack_on_civilians"], told[UNSAID])
            told["armed_clash" if fight else "attack_on_civilians"] += unsaid
        del told[UNSAID], told[UNSAID_FIGHT]
        best = max(told, key=lambda kind: (told[kind], -first.get(kind, 0)))
        for kind in sorted(told, key=lambda k: first.get(k, 0)):
            if told[kind] >= self._weights["overrules"] and best in self._words.precedence.get(kind, ()):
                best = kind
        return best

    def _from_afar(self, told: Mapping[str, float]) -> str:
        """The kind of a strike of which no word of its own clause tells the weapon: what else is told of it, else
        what flies in the report the most, else an air strike."""
        known = [kind for kind in _STRIKES if told.get(kind, 0.0) > 0]
        if known:
            return max(known, key=lambda kind: told[kind])
        named = Counter(one.name for means in self._by_sentence.values() for one in means)
        return "drone_strike" if named["drone"] > named["aircraft"] + named["air_bomb"] else "airstrike"
