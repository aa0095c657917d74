"""Clauses, means and triggers on parses made by hand, so that the rules are tested without the encoder."""

from __future__ import annotations

from parses import by_hand
from sayso.reading.clauses import Clauses
from sayso.reading.events.means import find_means
from sayso.reading.events.triggers import find_triggers

PASSIVE = ("The/the/DET/det/2 depot/depot/NOUN/nsubj:pass/4 was/be/AUX/aux:pass/4 hit/hit/VERB/root/0 "
           "by/by/ADP/case/6 drones/drone/NOUN/obl:agent/4")


def test_the_subject_of_a_passive_is_what_is_acted_on() -> None:
    clauses = Clauses(by_hand(PASSIVE))
    assert clauses.objects(3) == (1,)
    assert clauses.subjects(3) == (5,)


def test_a_word_of_quantity_gives_way_to_what_it_counts() -> None:
    clauses = Clauses(by_hand(
        "It/it/PRON/nsubj/2 sent/send/VERB/root/0 hundreds/hundred/NOUN/obj/2 of/of/ADP/case/5 "
        "troops/troops/NOUN/nmod/3"))
    assert clauses.objects(1) == (2, 4)
    assert clauses.lemmas[4] == "troop"


def test_a_clause_ends_at_a_clausal_relation() -> None:
    clauses = Clauses(by_hand(
        "Police/police/NOUN/nsubj/2 said/say/VERB/root/0 rebels/rebel/NOUN/nsubj/4 fled/flee/VERB/ccomp/2"))
    assert clauses.head_of == (1, 1, 3, 3)


def test_a_longer_means_hides_the_shorter_in_it() -> None:
    clauses = Clauses(by_hand(
        "A/a/DET/det/3 roadside/roadside/NOUN/compound/3 bomb/bomb/NOUN/nsubj/4 exploded/explode/VERB/root/0"))
    assert [(m.name, m.start, m.end) for m in find_means(clauses)] == [("explosive", 1, 3)]


def test_a_bomb_beside_an_aircraft_is_from_the_air() -> None:
    clauses = Clauses(by_hand(
        "A/a/DET/det/2 jet/jet/NOUN/nsubj/3 dropped/drop/VERB/root/0 a/a/DET/det/5 bomb/bomb/NOUN/obj/3"))
    assert [m.name for m in find_means(clauses)] == ["aircraft", "air_bomb"]


def test_a_frame_decides_what_a_plain_verb_tells() -> None:
    fell = Clauses(by_hand("Rockets/rocket/NOUN/nsubj/2 fell/fall/VERB/root/0"))
    assert [t.name for t in find_triggers(fell, find_means(fell))] == ["arrival"]
    prices = Clauses(by_hand("Prices/price/NOUN/nsubj/2 landed/land/VERB/root/0"))
    assert find_triggers(prices, ()) == ()


def test_a_compound_noun_and_an_ignored_phrase_tell_nothing() -> None:
    siren = Clauses(by_hand("The/the/DET/det/3 blast/blast/NOUN/compound/3 site/site/NOUN/root/0"))
    assert find_triggers(siren, ()) == ()
    fast = Clauses(by_hand(
        "A/a/DET/det/3 hunger/hunger/NOUN/compound/3 strike/strike/NOUN/nsubj/4 began/begin/VERB/root/0"))
    assert find_triggers(fast, ()) == ()


def test_a_bare_crime_in_a_charge_founds_no_event() -> None:
    clauses = Clauses(by_hand(
        "He/he/PRON/nsubj/2 faces/face/VERB/root/0 charges/charge/NOUN/obj/2 of/of/ADP/case/5 "
        "murder/murder/NOUN/nmod/3"))
    assert [(t.name, t.founds) for t in find_triggers(clauses, ())] == [("attack_on_civilians", "no")]
