"""Identities of sources over reports, and the origins of an event."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.dependence import Dependence
from sayso.ledger.identities import identities, named_keys
from sayso.ledger.joining import AUTHOR
from sayso.ledger.origins import Origin, independent, origins
from sayso.ledger.profiles import profile_of, publisher_profile
from sayso.ledger.telling import Entry, Telling
from sayso.model import Source
from tests.tellings import claim, entry, source


def tellings(*entries: Entry) -> list[Telling]:
    return [telling for e in entries for telling in e.tellings()]


def report(n: int, *sources: Source, publisher: str | None = None, chains: tuple[str, ...] | None = None,
           text: str = "") -> Entry:
    """The n-th report, published in the n-th hour, with one affirming claim for every source, or for every chain."""
    told = tuple(s.id for s in sources) if chains is None else chains
    return entry(text or f"Report {n}.", publisher=publisher or f"Outlet {chr(64 + n)}", sources=sources,
                 published=f"2024-05-01T{n:02d}:00:00Z", claims=[claim(f"c{i}", chain) for i, chain in enumerate(told)])


def same(*sources: Source) -> list[set[str]]:
    """The names that are one identity, of sources that each stand in a report of their own."""
    entries = [report(n, s) for n, s in enumerate(sources, 1)]
    found = identities(tellings(*entries))
    groups: dict[str, set[str]] = {}
    for e, s in zip(entries, sources, strict=True):
        groups.setdefault(found[e.key, s.id].key, set()).add(f"{s.description + ' ' if s.description else ''}{s.name}")
    return sorted(groups.values(), key=lambda names: (-len(names), sorted(names)))


def count(*entries: Entry, **more: object) -> tuple[Origin, ...]:
    told = tellings(*entries)
    return origins(told, {e.key: e.key for e in entries}, identities(told), **more)  # type: ignore[arg-type]


GLADYSHEV = source("s1", "Vyacheslav Gladyshev", "official", described="Belgorod governor", side="Russia")
GOVERNOR = source("s1", "governor", "official")


class TestIdentities:
    @pytest.mark.parametrize("sources", [
        (GLADYSHEV, GOVERNOR, source("s1", "Gladyshev", "official", described="Governor")),
        (source("s1", "Russia's Defence Ministry", "military", side="Russia"), source("s1", "ministry", "official"),
         source("s1", "Russian MoD", "military", side="Russia"), source("s1", "Ministry of Defence", "military")),
        (source("s1", "Reuters", "media"), source("s1", "Reuters news agency", "media")),
        (source("s1", "Sudanese army", "military", side="Sudan"), source("s1", "army", "military"),
         source("s1", "Nabil Adlan", "military", described="army spokesman, Brigadier", side="Sudan")),
        (source("s1", "Israeli military", "military", side="Israel"), source("s1", "IDF", "military", side="Israel")),
        (source("s1", "Rapid Support Forces", "armed_group", side="Rapid Support Forces"),
         source("s1", "RSF", "armed_group", side="Rapid Support Forces")),
        (source("s1", "Syrian Observatory for Human Rights", "ngo"), source("s1", "SOHR", "official")),
        (source("s1", "Tanat Collective for Human Rights", "ngo"), source("s1", "Tanat Collective", "official")),
        (source("s1", "Council of Elders of Zuwara", "official"),
         source("s1", "Omar Saleh", "official", described="Council of Elders of Zuwara's chairman")),
        (source("s1", "Turkey's Defence Ministry", "military", side="Turkey"), source("s1", "Ankara", "official",
                                                                                     side="Turkey")),
        (source("s1", "V. Gladyshev", "official"), source("s1", "Vyacheslav Gladyshev", "official")),
        (source("s1", "post on the mayor's Telegram channel", "social_media"), source("s1", "mayor", "official")),
    ])
    def test_names_of_one(self, sources: tuple[Source, ...]) -> None:
        for order in itertools.permutations(sources):
            assert len(same(*order)) == 1

    @pytest.mark.parametrize("sources", [
        (source("s1", "Ivan Petrov", "official"), source("s1", "Oleg Petrov", "official")),
        (source("s1", "governor", "official"), source("s1", "deputy governor", "official")),
        (source("s1", "mayor of Tuzla", "official"), source("s1", "mayor of Doboj", "official")),
        (source("s1", "Russian Defence Ministry", "military", side="Russia"),
         source("s1", "Ukrainian Defence Ministry", "military", side="Ukraine")),
        (source("s1", "Defence Ministry", "military"), source("s1", "Interior Ministry", "official")),
        (source("s1", "Kyiv Courier", "media"), source("s1", "Delta Courier", "media")),
        (source("s1", "Sudanese army", "military", side="Sudan"),
         source("s1", "Sudanese police", "police", side="Sudan")),
        (source("s1", "residents", "witness"), source("s1", "residents", "witness")),
    ])
    def test_names_of_two(self, sources: tuple[Source, ...]) -> None:
        first, second = (report(n, s) for n, s in enumerate(sources, 1))
        found = identities(tellings(first, second))
        assert found[first.key, "s1"] != found[second.key, "s1"]

    def test_a_bare_office_joins_nobody_where_two_hold_one(self) -> None:
        other = source("s1", "Igor Bashkatov", "official", described="Kursk governor", side="Russia")
        assert len(same(GLADYSHEV, other, GOVERNOR)) == 3

    def test_of_two_holders_the_one_whom_its_own_report_names_is_meant(self) -> None:
        kursk = source("s2", "Igor Bashkatov", "official", described="Kursk governor", side="Russia")
        bare = source("s3", "governor", "official")
        first, second = report(1, GLADYSHEV), report(2, kursk, bare)
        found = identities(tellings(first, second))
        assert found[second.key, "s3"] == found[second.key, "s2"] != found[first.key, "s1"]

    def test_a_word_stands_for_the_only_one_of_its_report(self) -> None:
        one = report(1, source("s1", "Tanat Collective", "ngo"), source("s2", "rights group", "ngo"))
        found = identities(tellings(one))
        assert found[one.key, "s2"] == found[one.key, "s1"]

    def test_the_voice_of_a_report_is_its_publishers(self) -> None:
        wire, paper = report(1, publisher="Reuters"), report(2, source("s1", "Reuters news agency", "media"))
        found = identities(tellings(wire, paper))
        assert found[wire.key, AUTHOR] == found[wire.key, "author"] == found[paper.key, "s1"]

    def test_the_voice_of_a_communique_is_the_body_that_issues_it(self) -> None:
        communique = report(1, publisher="General Staff of the Armed Forces of Ukraine")
        paper = report(2, source("s1", "Ukraine's General Staff", "military", side="Ukraine"))
        found = identities(tellings(communique, paper))
        assert found[communique.key, AUTHOR] == found[paper.key, "s1"]
        assert found[paper.key, "s1"].side == "Ukraine"

    def test_keys_are_the_same_in_every_event_and_only_of_the_named(self) -> None:
        one, other = report(1, GLADYSHEV, source("s2", "residents", "witness")), report(5, GLADYSHEV)
        assert set(named_keys(identities(tellings(one))).values()) == {"vyacheslav gladyshev"}
        assert set(named_keys(identities(tellings(other))).values()) == {"vyacheslav gladyshev"}

    def test_it_takes_sources_that_are_hardly_any(self) -> None:
        odd = [source("s1", "", "official"), source("s2", "’s", "media"), source("s3", "of", "military"),
               source("s4", "—", "social_media", described="")]
        assert len(identities(tellings(report(1, *odd)))) == 5

    @pytest.mark.parametrize(("name", "kind", "form"), [
        ("Kyiv Courier", "media", "named"), ("Governor Gladyshev | Belgorod region", "official", "named"),
        ("Taras Hnatiuk, mayor of Melitopol (Telegram)", "official", "named"),
        ("Syrian Ministry of Interior", "official", "body"), ("Jabal Salvation Front", "armed_group", "named"),
        ("Reuters", "media", "named"),
    ])
    def test_publishers(self, name: str, kind: str, form: str) -> None:
        found = publisher_profile(name)
        assert (found.kind, found.form) == (kind, form)

    @pytest.mark.parametrize(("name", "kind"), [
        ("two security officials", "official"), ("duty doctor at the Fifth City Hospital", "medic"),
        ("residents", "witness"), ("source in the SBU", "unnamed"), ("Videos on social media", "footage"),
        ("French radio station", "media"), ("Ukrainian officials", "official"),
        ("satellite picture of 19 June", "footage"),
    ])
    def test_nobody_in_particular(self, name: str, kind: str) -> None:
        assert profile_of(name, None, kind, None).form == "nobody"  # type: ignore[arg-type]


class TestOrigins:
    def test_outlets_that_pass_on_one_speaker_are_one_origin(self) -> None:
        found = count(report(1, GLADYSHEV), report(2, GOVERNOR), report(3, source("s1", "Gladyshev", "official")))
        assert [(o.name, o.own, len(o.reports)) for o in found] == [("Vyacheslav Gladyshev", False, 3)]
        told = "Vyacheslav Gladyshev (official, Russia) is cited by Outlet A, Outlet B and Outlet C."
        assert found[0].explain == told

    def test_who_only_denies_or_declines_is_none(self) -> None:
        denying = entry("No.", sources=[GLADYSHEV], claims=[claim("c1", "s1", stance="denies"),
                                                            claim("c2", "s1", stance="declines")])
        assert count(denying) == ()

    def test_unnamed_sources_are_the_gathering_of_their_report(self) -> None:
        one = report(1, source("s1", "residents", "witness"), source("s2", "medic", "medic"), GLADYSHEV,
                     chains=("s1", "s2", "author"))
        (own,) = count(one)
        assert (own.own, own.root, own.name) == (True, one.key, "Outlet A")
        assert own.explain == "Outlet A tells of it from residents and medic."

    def test_the_reports_own_voice_counts_only_where_it_cites_nobody(self) -> None:
        assert [o.own for o in count(report(1, chains=("author",)))] == [True]
        assert [o.name for o in count(report(1, GLADYSHEV, chains=("author", "s1")))] == ["Vyacheslav Gladyshev"]

    def test_an_outlets_people_without_a_name_are_its_gathering(self) -> None:
        paper = report(2, source("s1", "Reuters", "media"), source("s2", "officials", "official"), chains=("s1 s2",))
        assert [o.name for o in count(paper)] == ["Reuters"]
        wire = report(1, source("s1", "two officials", "official"), publisher="Reuters")
        (found,) = count(wire, paper)
        assert (found.own, found.root, set(found.reports)) == (True, wire.key, {wire.key, paper.key})

    def test_a_cited_outlet_whose_report_rests_on_others_brings_none_of_its_own(self) -> None:
        wire = report(1, GLADYSHEV, publisher="Reuters")
        paper = report(2, source("s1", "Reuters", "media"))
        assert [(o.name, len(o.reports)) for o in count(wire, paper)] == [("Vyacheslav Gladyshev", 2)]

    def test_a_report_that_comes_later_is_not_what_was_cited(self) -> None:
        paper = report(1, source("s1", "Reuters", "media"))
        wire = report(2, GLADYSHEV, publisher="Reuters")
        assert {o.name for o in count(paper, wire)} == {"Reuters", "Vyacheslav Gladyshev"}

    def test_the_last_link_of_a_chain_is_the_origin(self) -> None:
        chain = report(1, GLADYSHEV, source("s2", "village head", "official"), chains=("s1 s2",))
        assert [o.name for o in count(chain)] == ["village head"]
        vague = report(1, GLADYSHEV, source("s2", "residents", "witness"), chains=("s1 s2",))
        assert [o.name for o in count(vague)] == ["Vyacheslav Gladyshev"]

    def test_copies_count_once(self) -> None:
        first = report(1, source("s1", "residents", "witness"))
        copy = report(2, source("s1", "residents", "witness"))
        told = tellings(first, copy)
        (own,) = origins(told, {first.key: first.key, copy.key: first.key}, identities(told))
        assert (own.root, own.claims, set(own.reports)) == (first.key, ((first.key, "c0"),), {first.key, copy.key})
        assert len(origins(told, {first.key: first.key, copy.key: copy.key}, identities(told))) == 2

    def test_a_copy_of_a_communique_is_the_issuers_word(self) -> None:
        first = report(1, publisher="General Staff of the Armed Forces of Ukraine", chains=("author",))
        copy = report(2, chains=("author",))
        told = tellings(first, copy)
        (found,) = origins(told, {first.key: first.key, copy.key: first.key}, identities(told))
        assert (found.own, found.side, len(found.reports)) == (False, "Ukraine", 2)

    def test_a_relay_in_its_own_words_brings_nothing(self) -> None:
        first, relay = report(1, source("s1", "residents", "witness")), report(2, chains=("author",))
        depends = [Dependence(relay.key, first.key, "relayed", (), 0.9)]
        assert len(count(first, relay)) == 2
        (found,) = count(first, relay, dependences=depends)
        assert (found.root, len(found.reports)) == (first.key, 2)

    def test_a_relay_with_witnesses_of_its_own_keeps_them(self) -> None:
        first = report(1, source("s1", "residents", "witness"))
        relay = report(2, source("s1", "Outlet A", "media"), source("s2", "shepherd", "witness"))
        depends = [Dependence(relay.key, first.key, "relayed", (), 0.6)]
        assert {o.root for o in count(first, relay, dependences=depends)} >= {first.key, relay.key}

    def test_a_text_that_credits_an_agency_is_that_agencys(self) -> None:
        paper = report(2, chains=("author",), text="A depot burned at Sabkha.\n\nSource: Interfax")
        assert [(o.name, o.own) for o in count(paper)] == [("Interfax", False)]

    def test_an_outlet_that_repeats_itself_has_gathered_nothing_anew(self) -> None:
        first = report(1, source("s1", "residents", "witness"), publisher="Valley Voice")
        again = report(9, chains=("author",), publisher="Valley Voice")
        assert len(count(first, again)) == 1
        anew = report(9, source("s1", "shepherd", "witness"), publisher="Valley Voice")
        assert len(count(first, anew)) == 2

    def test_what_is_withdrawn_leaves_no_origin(self) -> None:
        one = report(1, GLADYSHEV)
        assert count(one, withdrawn={(one.key, "c0")}) == ()

    def test_the_sides(self) -> None:
        found = count(
            report(1, GLADYSHEV), report(2, source("s1", "Russian Defence Ministry", "military", side="Russia")),
            report(3, source("s1", "Ukraine's General Staff", "military", side="Ukraine")),
            report(4, source("s1", "residents", "witness"), publisher="Valley Voice"),
            report(5, source("s1", "shepherd", "witness"), publisher="Valley Voice"),
            report(6, source("s1", "Human Rights Watch", "ngo")),
        )
        groups = [[o.name for o in group] for group in independent(found)]
        assert groups == [["Vyacheslav Gladyshev", "Russian Defence Ministry"], ["Ukraine's General Staff"],
                          ["Valley Voice", "Valley Voice"], ["Human Rights Watch"]]

    def test_officials_of_no_known_side_are_one_states(self) -> None:
        found = count(report(1, source("s1", "governor", "official")), report(2, source("s1", "police", "police")))
        assert len(found) == 2
        assert len(independent(found)) == 1

    @settings(max_examples=40, deadline=None)
    @given(st.permutations(range(6)))
    def test_the_order_in_which_reports_come_in_tells_nothing(self, order: list[int]) -> None:
        entries = [
            report(1, GLADYSHEV), report(2, source("s1", "residents", "witness"), publisher="Reuters"),
            report(3, source("s1", "Reuters", "media")), report(4, GOVERNOR), report(5, chains=("author",)),
            report(6, source("s1", "Ukraine's military", "military", side="Ukraine"), chains=("s1", "author")),
        ]
        assert count(*(entries[n] for n in order)) == count(*entries)
