"""Gazetteers that the user adds: every kind of file, joined duplicates, bad files, and what reports make of them."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.cli.app import app
from sayso.errors import GazetteerError
from sayso.places.added.adding import add, remove
from sayso.places.added.columns import guess_columns
from sayso.places.added.shelf import added_gazetteers
from sayso.places.gazetteer import gazetteer
from sayso.places.store import compiled_file

RUNNER = CliRunner()
# Villages of our own making, in GeoNames' nineteen columns.
DUMP = (
    "990000001\tNovozhukivka\tNovozhukivka\tNovozhukovka,Новожуківка\t49.95\t36.75\tP\tPPL\tUA\t\t07\t\t\t\t0\t\t\t\t\n"
    "578072\tBelgorod\tBelgorod\tBjelgorod\t50.61\t36.58\tP\tPPLA\tRU\t\t09\t\t\t\t345289\t\t\t\t\n"
    "990000002\tQuercus Air Base\tQuercus Air Base\t\t49.7\t36.9\tS\tAIRB\tUA\t\t07\t\t\t\t0\t\t\t\t\n"
    "690791\tUkraine\tUkraine\t\t49.0\t32.0\tA\tPCLI\tUA\t\t00\t\t\t\t0\t\t\t\t\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for gazetteers, with the compiled one in it."""
    whole = compiled_file()
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(whole, folder)
    monkeypatch.setenv("SAYSO_GAZETTEER", str(folder))
    gazetteer.cache_clear()
    yield folder
    gazetteer.cache_clear()


def table(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_with_a_header(home: Path, tmp_path: Path) -> None:
    rows = "settlement_en;settlement_local;lat;lon\nZhukolisy;село Жуколісся;49,9;36,7\n"
    file = table(tmp_path / "villages.csv", rows)
    added = add(file)
    assert (added.name, added.places, added.joined) == ("villages", 1, 0)
    for name in ("Zhukolisy", "Жуколісся", "село Жуколісся"):
        (found,) = [c.place for c in gazetteer().candidates(name) if c.match < 2]
        assert (found.lat, found.lon) == (49.9, 36.7)
        assert (found.country, found.admin1) == ("UA", "07"), "the codes of the nearest known settlement"
        assert found.source == added.version


@pytest.mark.parametrize("packing", ["txt", "zip", "gz"])
def test_a_dump_of_geonames(home: Path, tmp_path: Path, packing: str) -> None:
    file = tmp_path / f"UA.{packing}"
    if packing == "zip":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "About GeoNames. " * 99)
            archive.writestr("UA.txt", DUMP)
    elif packing == "gz":
        file.write_bytes(gzip.compress(DUMP.encode()))
    else:
        file.write_text(DUMP, encoding="utf-8")
    said: list[tuple[int, int]] = []
    added = add(file, progress=lambda done, total: said.append((done, total)))
    assert (added.places, added.joined) == (3, 1), "the country is left out, Belgorod was known"
    assert said
    assert said[-1][0] == said[-1][1]
    assert [c.place.geonameid for c in gazetteer().candidates("Novozhukovka")] == [990000001]
    assert [c.place.kind for c in gazetteer().candidates("Quercus Air Base")] == ["area"]
    belgorods = [c for c in gazetteer().candidates("Belgorod") if c.place.geonameid == 578072]
    assert len(belgorods) == 1, "duplicates are joined"


def test_alternate_names_of_known_places(home: Path, tmp_path: Path) -> None:
    rows = "1\t578072\tuk\tQuerbilhorod\t\t\t\t\n2\t578072\tlink\thttps://x\t\t\t\t\n"
    add(table(tmp_path / "alternateNames.txt", rows))
    (found,) = gazetteer().candidates("Querbilhorod")
    assert found.place.name == "Belgorod"
    assert not gazetteer().candidates("https://x")


def test_geojson(home: Path, tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"name": "Querholm"},
               "geometry": {"type": "Polygon", "coordinates": [[[36, 50], [37, 50], [37, 51], [36, 51], [36, 50]]]}}
    empty = {"type": "Feature", "properties": {}, "geometry": None}
    whole = {"type": "FeatureCollection", "features": [feature, empty]}
    add(table(tmp_path / "a.geojson", json.dumps(whole, indent=1)))
    (found,) = gazetteer().candidates("Querholm")
    assert found.place.point == (50.5, 36.5)


@pytest.mark.parametrize(("content", "problem"), [
    ("", "empty"),
    ("a,b,c\n1,2,3\n", "header"),
    ("name,lat,lon\nX,ninety,2\n", "no places"),
    ('{"type": "FeatureCollection", "features": []}', "no feature"),
    ('{"type": "Feature"', "JSON"),
])
def test_bad_files_are_one_clear_line(home: Path, tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(GazetteerError, match=problem) as raised:
        add(table(tmp_path / "bad.csv", content))
    assert "\n" not in str(raised.value)
    assert not added_gazetteers()
    assert not list((home / "added").glob(".draft*"))


def test_missing_files_and_binary_ones(home: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no such file"):
        add(tmp_path / "nowhere.csv")
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\x00\xff\xfe" * 50)
    with pytest.raises(GazetteerError, match="not text"):
        add(tmp_path / "image.csv")


def test_a_gazetteer_of_the_same_name_is_replaced_and_can_be_removed(home: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "mine.csv", "name,lat,lon\nQuerelle,1.5,30.5\n")
    add(file)
    table(file, "name,lat,lon\nQuerulous,1.5,30.5\n")
    add(file)
    assert [a.places for a in added_gazetteers()] == [1]
    assert not gazetteer().candidates("Querelle")
    assert gazetteer().candidates("Querulous")
    remove("mine")
    assert not gazetteer().candidates("Querulous")
    with pytest.raises(GazetteerError, match="mine"):
        remove("mine")


def test_the_village_near_belgorod_is_found_once_it_is_listed(home: Path, tmp_path: Path) -> None:
    text = ("A dump blew up in Russia on Monday at Krasny Oktyabr, a village some 25 km south-west of Belgorod. "
            "Nobody was hurt.")
    before = sayso.read(text).events[0].where
    assert before is not None
    assert before.precision == "near_settlement"
    assert before.region is not None
    added = add(table(tmp_path / "ru.csv", "region,name,lat,lon\nBelgorod Oblast,Krasnyy Oktyabr,50.454,36.342\n"
                      "Vladimir Oblast,Krasnyy Oktyabr,55.405,40.911\n"))
    after = sayso.read(text).events[0].where
    assert after is not None
    assert (after.lat, after.lon) == (50.454, 36.342)
    assert (after.precision, after.gazetteer) == ("settlement", added.version)


def test_the_command(home: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "hamlets.csv", "name,lat,lon\nQuerheim,50.0,8.0\n")
    found = RUNNER.invoke(app, ["gazetteer", "add", str(file), "--name", "my hamlets"])
    assert (found.exit_code, found.stdout) == (0, "my-hamlets: 1 places by 1 names, 0 of them known before\n")
    assert "my-hamlets" in RUNNER.invoke(app, ["gazetteer", "list"]).stdout
    assert json.loads(RUNNER.invoke(app, ["gazetteer", "list", "--json"]).stdout)[0]["places"] == 1
    (row,) = json.loads(RUNNER.invoke(app, ["gazetteer", "search", "Querheim", "--json"]).stdout)
    assert row["gazetteer"].startswith("my-hamlets (hamlets.csv, sha256 ")
    assert RUNNER.invoke(app, ["gazetteer", "search", "Qqqqq"]).exit_code == 1
    assert RUNNER.invoke(app, ["gazetteer", "remove", "my-hamlets"]).exit_code == 0
    missing = RUNNER.invoke(app, ["gazetteer", "add", str(tmp_path / "no.csv")])
    assert missing.exit_code == 1
    assert missing.stderr.count("\n") == 1


def test_places_of_a_report(tmp_path: Path) -> None:
    file = table(tmp_path / "report.txt", "A dump blew up at Krasny Oktyabr, a village 12 km from Belgorod in Russia.")
    text = RUNNER.invoke(app, ["places", str(file)])
    assert text.exit_code == 0
    assert "lies 7 to 17 km from Belgorod" in text.stdout
    mentions = json.loads(RUNNER.invoke(app, ["places", str(file), "--format", "json"]).stdout)["mentions"]
    village = next(m for m in mentions if m["name"] == "Krasny Oktyabr")
    assert village["place"] is None
    assert village["in_gazetteer"]
    assert village["candidates"]
    assert village["region"]["type"] in ("Polygon", "MultiPolygon")
    assert RUNNER.invoke(app, ["places", str(tmp_path / "no.txt")]).exit_code == 1


def test_headers_of_tables() -> None:
    columns = guess_columns(["GEONAMEID", "Name_EN", "Latitude", "LONG", "Country Code", "Name_RU", "Pop_Max"])
    assert columns is not None
    assert (columns.name, columns.latitude, columns.longitude, columns.others) == (1, 2, 3, (5,))
    assert (columns.country, columns.geonameid, columns.population) == (4, 0, 6)
    assert guess_columns(["name", "lat"]) is None
