"""Copies: which report depends on which, and what must not be taken for a copy."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger import facts, translations
from sayso.ledger.copies import compare, dependences
from sayso.ledger.dependence import Dependence, before, explain
from sayso.ledger.families import families
from sayso.ledger.furniture import body, credited
from sayso.ledger.outlets import outlet_key, posts, same_outlet
from sayso.ledger.quotations import quotations, unquoted
from sayso.ledger.shingles import containment, level_of, sampled, shingles, words
from sayso.ledger.signature import Signature, index_keys, signature
from sayso.ledger.telling import Entry
from tests.tellings import claim, entry, source

WIRE = """\
PORT SUDAN, March 4 (AFP) - Drones struck a fuel depot near the airport of Atbara in northern Sudan early on \
Tuesday, wounding nine workers, a military source told AFP.

The depot, which holds some 14,000 tonnes of diesel, was still burning at noon, said the source, who was not \
authorised to speak to the press. "Six of the eleven tanks are lost," he said.

A doctor at Atbara Teaching Hospital said that two of the wounded were in a critical condition.

The Rapid Support Forces, at war with the army since April 2023, did not comment."""

REWRITTEN = """\
Nine workers were hurt when a fuel store beside Atbara airport in Sudan's north came under drone attack at dawn \
on Tuesday.

According to a source in the military, six of the eleven tanks were lost. Flames could still be seen at midday \
over the site, where about 14,000 tonnes of diesel are kept. Two of the injured are fighting for their lives, a \
doctor at the Atbara Teaching Hospital said.

There has been no word from the Rapid Support Forces, which have been fighting the army since April 2023."""

INDEPENDENT = """\
Our neighbours woke at five from a noise like a sewing machine. Then the depot behind the airport went up, and \
the whole of Atbara was orange.

The Northern Gas Company told this newspaper that eight employees and a guard are in hospital. Its director, \
Salah Idris, says no diesel can be sold in the state before Thursday. Tankers wait in a line of two kilometres \
on the Ad-Damir road.

The state security committee accused the RSF of the attack and closed the airport until Friday."""

RUSSIAN = """\
Беспилотники рано утром во вторник нанесли удар по складу топлива у аэропорта Атбары на севере Судана, ранены \
девять рабочих, сообщил агентству Франс Пресс военный источник.

Склад, где хранится около 14 000 тонн дизельного топлива, в полдень ещё горел. «Шесть из одиннадцати резервуаров \
потеряны», — сказал он.

По словам врача учебной больницы Атбары, двое раненых в критическом состоянии. Силы быстрой поддержки, воюющие с \
армией с апреля 2023 года, не дали комментариев."""

STATEMENT = (
    '"The cowardly attack on the bridge at Dar Salim will not remain without an answer, and those who planned it will '
    'be found wherever they hide, in this valley or beyond the border, by night or by day," the Interior Ministry said.'
)


def kinds(one: Entry, other: Entry) -> list[str]:
    return [d.kind for d in dependences(one, [other])]


def wire(published: str = "2025-03-04T09:00:00Z") -> Entry:
    return entry(WIRE, publisher="AFP", published=published)


class TestCopies:
    def test_the_same_text_under_another_name_is_verbatim(self) -> None:
        copy = entry(WIRE.split(" - ", 1)[1] + "\n\n- AFP\n\nFollow us on Telegram.", publisher="Nile Post",
                     published="2025-03-04T12:00:00Z")
        (found,) = dependences(copy, [wire()])
        assert (found.kind, found.report, found.on) == ("verbatim", copy.key, wire().key)
        assert found.score > 0.95
        assert any("credits" in reason for reason in found.reasons)

    def test_two_sentences_of_a_long_article_are_shortened(self) -> None:
        paragraphs = [
            f"On day {n} the column reached mile {n * 7} of the road to Kosti, and {n + 20} lorries stood there."
            for n in range(4, 90)
        ]
        article = "\n\n".join([*paragraphs[:40], WIRE, *paragraphs[40:]])
        long = entry(article, publisher="Nile Post", published="2025-03-04T09:00:00Z")
        short = entry(" ".join(WIRE.split("\n\n")[1:]), publisher="Delta Star", published="2025-03-04T13:00:00Z")
        (found,) = dependences(short, [long])
        assert (found.kind, found.on) == ("shortened", long.key)
        assert set(index_keys(signature(short))) & set(index_keys(signature(long)))

    def test_other_words_and_nothing_of_its_own_is_rewritten(self) -> None:
        copy = entry(REWRITTEN, publisher="Delta Star", published="2025-03-04T13:00:00Z")
        assert kinds(copy, wire()) == ["rewritten"]

    def test_a_rewriting_weeks_later_is_none(self) -> None:
        copy = entry(REWRITTEN, publisher="Delta Star", published="2025-04-04T13:00:00Z")
        assert kinds(copy, wire()) == []

    def test_other_words_with_sources_of_its_own_are_no_copy(self) -> None:
        names = ("Salah Idris", "Omar Zein", "Huda Mansour", "Ali Nur")
        own = [source(f"s{n}", name, "official") for n, name in enumerate(names)]
        copy = entry(REWRITTEN, publisher="Delta Star", published="2025-03-04T13:00:00Z", sources=own,
                     claims=[claim(f"c{n}", s.id) for n, s in enumerate(own)])
        assert kinds(copy, wire()) == []

    def test_a_report_of_its_own_on_the_same_event_is_no_copy(self) -> None:
        other = entry(INDEPENDENT, publisher="Atbara Voice", published="2025-03-04T15:00:00Z")
        assert kinds(other, wire()) == []

    def test_a_statement_that_both_quote_is_no_copy(self) -> None:
        one = entry(
            "Shops in Dar Salim stayed shut on Monday after a bomb under the bridge killed a shepherd. " + STATEMENT,
            publisher="Valley Voice",
        )
        other = entry(
            f"{STATEMENT} Our reporter counted four burned lorries north of the river and spoke with two drivers who "
            "had slept in the reeds until morning.", publisher="Hill Courier", published="2024-05-01T14:00:00Z",
        )
        assert kinds(one, other) == []

    def test_a_shared_frame_is_no_copy(self) -> None:
        frame = (
            "\n\nFollow us on Telegram and Facebook for the news of the region.\n\nAll rights reserved. No part of "
            "this page may be reproduced without permission.\n\nRead more: what we know of the war so far"
        )
        one = entry("A mortar round fell in the orchard of Bani Sa'd." + frame)
        other = entry("Two fishermen were detained off Kalba by a patrol boat." + frame, publisher="Gulf Net")
        assert kinds(one, other) == []

    def test_the_same_village_another_month_is_no_copy(self) -> None:
        first = entry(
            "Shells fell on Krynki at dawn and wounded a woman of 61, the governor said. Four houses are damaged.",
            publisher="Oblast Today", published="2023-05-04",
        )
        second = entry(
            "Shells fell on Krynki in the evening and wounded a boy of 12, the governor said. The school is damaged.",
            publisher="Oblast Today", published="2023-06-09",
        )
        assert kinds(first, second) == []


class TestTranslations:
    def test_a_translation_that_names_its_agency(self) -> None:
        copy = entry(RUSSIAN, publisher="Нил", published="2025-03-04T12:00:00Z", language="ru")
        (found,) = dependences(copy, [wire()])
        assert (found.kind, found.report) == ("translated", copy.key)
        assert any("figure 11" in reason for reason in found.reasons)
        assert set(index_keys(signature(copy))) & set(index_keys(signature(wire())))

    def test_a_report_on_the_same_event_is_no_translation(self) -> None:
        copy = entry(RUSSIAN, publisher="Нил", published="2025-03-04T16:00:00Z", language="ru")
        assert kinds(copy, entry(INDEPENDENT, publisher="Atbara Voice", published="2025-03-04T15:00:00Z")) == []

    def test_the_translation_of_another_agency_needs_more(self) -> None:
        other = entry(RUSSIAN.replace("агентству Франс Пресс", "агентству Рейтер"), publisher="Нил",
                      published="2025-03-04T12:00:00Z", language="ru")
        assert kinds(other, wire()) == []

    @pytest.mark.parametrize(("one", "other"), [
        ("Kharkiv", "Харьков"), ("Kharkiv", "خاركيف"), ("Luhansk", "Луганск"), ("Mohammed", "محمد"),
        ("Nuseirat", "النصيرات"), ("Zaporizhzhia", "Запорожье"), ("Chernihiv", "Чернигов"), ("Hezbollah", "Хезболла"),
    ])
    def test_names_of_two_scripts_have_one_skeleton(self, one: str, other: str) -> None:
        assert translations.skeleton(one) == translations.skeleton(other)

    def test_an_inflected_name_is_the_same_and_a_longer_one_is_not(self) -> None:
        assert translations.same_sound(translations.skeleton("Belgorod"), translations.skeleton("Белгородской"))
        assert translations.same_sound(translations.skeleton("Zawtika"), translations.skeleton("Завтика"))
        assert not translations.same_sound(translations.skeleton("Kherson"), translations.skeleton("Харьков"))


class TestRelays:
    def relay(self, *names: str, text: str = REWRITTEN) -> Entry:
        own = [source(f"s{n}", name, "media" if n == 0 else "official") for n, name in enumerate(names)]
        return entry(text, publisher="Delta Star", published="2025-03-04T13:00:00Z", sources=own,
                     claims=[claim(f"c{n}", s.id) for n, s in enumerate(own)])

    def test_who_cites_an_outlet_passes_its_report_on(self) -> None:
        (found,) = dependences(self.relay("Agence France-Presse"), [wire()])
        assert found.kind == "relayed"
        assert found.score >= 0.75
        assert "AFP" in found.reasons[0]

    def test_with_sources_of_its_own_it_does_so_in_part(self) -> None:
        (whole,) = dependences(self.relay("AFP"), [wire()])
        (part,) = dependences(self.relay("AFP", "Salah Idris"), [wire()])
        assert part.kind == "relayed"
        assert part.score < 0.75 < whole.score

    def test_citing_an_outlet_on_something_else_is_no_relay(self) -> None:
        other = self.relay("AFP", text="Customs officers at Wadi Halfa seized 300 camels without papers, AFP reported.")
        assert kinds(other, wire()) == []

    def test_the_words_of_a_communique_in_quotation_marks_are_a_relay(self) -> None:
        said = (
            "Our fighters set fire to the customs house at Qalat, since the tax on salt is theft from the poor of "
            "three valleys. Nobody was harmed."
        )
        communique = entry(said, publisher="Baloch Liberation Army", published="2024-05-01T08:00:00Z")
        report = entry(
            'The customs house at Qalat burned down on Sunday. "The tax on salt is theft from the poor of three '
            'valleys," a message says; nobody was harmed, fighters add.', publisher="Hill Courier",
        )
        assert kinds(report, communique) == ["relayed"]

    def test_a_post_whose_address_both_give(self) -> None:
        one = entry("The roof of the mill is gone, see https://t.me/mill_town/4471.", publisher="Valley Voice")
        other = entry("Watch the fire: t.me/mill_town/4471", publisher="Courier", published="2024-05-01T12:00:00Z")
        (found,) = dependences(one, [other])
        assert (found.kind, found.report) == ("shared_post", other.key)

    def test_a_channel_that_both_cite_on_the_same_figures(self) -> None:
        def report(text: str, publisher: str, hour: int) -> Entry:
            channel = source("s1", "Mill Town Alarm", "social_media", described="Telegram channel")
            return entry(text, publisher=publisher, published=f"2024-05-01T{hour:02d}:00:00Z", sources=[channel],
                         claims=[claim("c1", "s1")])

        one = report("At 23:40 a drone fell on the Verbova mill and 17 sacks burned, says Mill Town Alarm.", "Voice", 8)
        other = report("Seventeen sacks were lost at Verbova. Mill Town Alarm puts the crash at 23:40.", "Courier", 9)
        assert kinds(one, other) == ["shared_post"]


class TestOrder:
    def test_the_later_depends_on_the_earlier_whichever_is_asked_for(self) -> None:
        late = entry(WIRE, publisher="Nile Post", published="2025-03-05")
        for one, other in ((late, wire()), (wire(), late)):
            assert [(d.report, d.on) for d in dependences(one, [other])] == [(late.key, wire().key)]

    def test_of_two_without_a_time_the_one_that_credits_depends(self) -> None:
        agency = entry(WIRE.split(" - ", 1)[1], publisher="AFP", published=None)
        paper = entry(WIRE.split(" - ", 1)[1] + "\n\nSource: AFP", publisher="Nile Post", published=None)
        (found,) = dependences(agency, [paper])
        assert found.report == paper.key

    def test_of_two_without_a_time_the_shorter_depends(self) -> None:
        long = entry(INDEPENDENT, publisher="One", published=None)
        short = entry(" ".join(INDEPENDENT.split("\n\n")[:2]).split(" Tankers")[0], publisher="Two", published=None)
        (found,) = dependences(long, [short])
        assert (found.report, found.kind) == (short.key, "shortened")

    def test_days_and_times(self) -> None:
        assert before("2024-05-01T10:00:00+03:00", "2024-05-01T08:00:00Z") is True
        assert before("2024-05-01", "2024-05-01T08:00:00Z") is None
        assert before("2024-05-01", "2024-05-02") is True
        assert before(None, "2024-05-02") is None

    def test_the_judgement_on_a_pair_hangs_on_no_other_report(self) -> None:
        others = [
            entry(REWRITTEN, publisher="Delta Star", published="2025-03-04T13:00:00Z"),
            entry(WIRE, publisher="Nile Post", published="2025-03-04T12:00:00Z"),
            entry(INDEPENDENT, publisher="Voice"),
        ]
        together = dependences(wire(), others)
        assert sorted(together, key=repr) == sorted((d for o in others for d in dependences(wire(), [o])), key=repr)
        assert together == dependences(wire(), others[::-1])

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from(f"{WIRE} {INDEPENDENT} {REWRITTEN}".split()), min_size=1, max_size=80),
           st.lists(st.sampled_from(f"{WIRE} {INDEPENDENT} {REWRITTEN}".split()), min_size=1, max_size=80))
    def test_comparing_has_no_sides(self, one: list[str], other: list[str]) -> None:
        first = signature(entry(" ".join(one), publisher="One"))
        second = signature(entry(" ".join(other), publisher="Two", published=None))
        assert compare(first, second) == compare(second, first)


class TestSignatures:
    @pytest.mark.parametrize("text", [WIRE, RUSSIAN, "", "!", "1 2 3"])
    def test_a_signature_survives_json(self, text: str) -> None:
        found = signature(entry(text, language="ru" if text == RUSSIAN else "en"))
        assert Signature.from_json(json.loads(json.dumps(found.to_json()))) == found

    def test_it_is_small_and_has_few_keys_however_long_the_text(self) -> None:
        found = signature(entry(" ".join(f"word{n} Name{n} said {n} things." for n in range(6000))))
        assert len(json.dumps(found.to_json())) < 16_000
        assert len(index_keys(found)) < 100

    def test_samples_of_different_lengths_are_brought_to_one_rate(self) -> None:
        whole = shingles([f"w{n}" for n in range(20_000)], 4)
        part = whole[5000:7000]
        level = max(level_of(whole, 384), level_of(part, 384))
        assert containment(sampled(part, level), sampled(whole, level)) == 1.0
        other = shingles([f"w{n}" for n in range(19_000, 21_000)], 4)
        assert 0.3 < containment(sampled(other, level), sampled(whole, level)) < 0.7


class TestParts:
    @pytest.mark.parametrize(("text", "outlets", "left"), [
        ("BRYANSK, September 12. /TASS/. A depot burned.", ("TASS",), "A depot burned."),
        ("Sept 12 (Reuters) - A depot burned.", ("Reuters",), "A depot burned."),
        ("A depot burned. (AFP)", ("AFP",), "A depot burned."),
        ("A depot burned.\nSource: Interfax", ("Interfax",), "A depot burned."),
        ("A depot burned.\n\nThis was first published by the Delta Courier.", ("Delta Courier",), "A depot burned."),
        ("A depot burned.\nReporting by Ada Roe; Editing by Max Poe", (), "A depot burned."),
        ("The army (SAF) denied it.", (), "The army (SAF) denied it."),
    ])
    def test_datelines_and_credits(self, text: str, outlets: tuple[str, ...], left: str) -> None:
        assert credited(text, "Nile Post") == outlets
        assert body(text) == left

    def test_an_outlets_own_dateline_is_no_credit(self) -> None:
        assert credited("KYIV (Reuters) - A depot burned.", "Reuters") == ()

    def test_figures_and_names(self) -> None:
        text = "Twenty-three people fled Kafr Nabil at 23.20; 1,200 sheep died in 2022; two of them were Kafr's best."
        assert facts.anchors(text) == ("23", "kafr", "nabil", "23:20", "1200", "2", "kafr")
        assert facts.anchors("Погибли двадцать три человека, 1 200 овец.", "ru") == ("23", "1200")
        assert [facts.weight(f) for f in ("2", "7", "40", "37", "23:20")] == [0.0, 0.5, 0.6, 1.0, 1.0]

    def test_quotations(self) -> None:
        text = 'He said: "We saw two of them fall" and „wir sahen sie dort“, a "provocation".'
        assert quotations(text, 4) == ["We saw two of them fall", "wir sahen sie dort"]
        assert words(unquoted(text, 4)) == ["he", "said", "and", "a", "provocation"]

    def test_outlets(self) -> None:
        assert outlet_key("Reuters news agency") == outlet_key("Thomson Reuters") == "reuters"
        assert outlet_key("AFP") == outlet_key("Agence France-Presse")
        assert outlet_key("the local newspaper") == ""
        assert same_outlet(outlet_key("Tanat Collective"), outlet_key("Tanat Collective for Human Rights"))
        assert not same_outlet(outlet_key("Kyiv Courier"), outlet_key("Delta Courier"))
        assert posts("see https://x.com/abc/status/12 and t.me/s/def/34") == ("abc/12", "def/34")


class TestFamilies:
    def test_copies_are_a_family_under_the_earliest_and_relays_are_not(self) -> None:
        first, second, third, fourth = (
            entry(f"Report {n}", publisher=f"Outlet {n}", published=f"2024-05-0{n}T10:00:00Z") for n in range(1, 5)
        )
        found = families([fourth, third, second, first], [
            Dependence(third.key, second.key, "shortened", (), 0.9),
            Dependence(second.key, first.key, "translated", (), 0.9),
            Dependence(fourth.key, first.key, "relayed", (), 0.9),
        ])
        assert found == {first.key: first.key, second.key: first.key, third.key: first.key, fourth.key: fourth.key}

    def test_a_dependence_is_told_in_a_sentence(self) -> None:
        copy = entry(WIRE, publisher="Nile Post", published="2025-03-05")
        (found,) = dependences(copy, [wire()])
        assert explain(found, "Nile Post", "AFP").startswith("Nile Post has the text of AFP: 100% of ")
