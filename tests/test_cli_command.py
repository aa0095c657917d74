"""The command as people run it: version, help, schema, pipes, progress."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from sayso.cli import progress
from sayso.cli.app import app
from sayso.intake import Item, Source
from sayso.model import Reading
from sayso.version import __version__

RUNNER = CliRunner()


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "sayso", *arguments], capture_output=True, text=True, timeout=60, **options
    )


def test_the_version_comes_at_once() -> None:
    started = time.perf_counter()
    found = run("--version")
    assert found.stdout == f"sayso {__version__}\n"
    assert found.returncode == 0
    assert time.perf_counter() - started < 2  # half a second on an idle machine
    heavy = {"pydantic", "numpy", "onnxruntime", "lxml", "jinja2", "trafilatura", "shapely"}
    code = f"import sys, sayso.cli; print(*sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "\n"


def parameters() -> Iterator[tuple[str, typer.models.ParameterInfo]]:
    command = get_command(app)
    commands = {"sayso": command, **getattr(command, "commands", {})}
    for name, one in commands.items():
        for parameter in one.params:
            yield f"{name} {'/'.join(parameter.opts)}", parameter  # type: ignore[misc]


@pytest.mark.parametrize(("name", "parameter"), list(parameters()), ids=[name for name, _ in parameters()])
def test_every_option_explains_itself(name: str, parameter: typer.models.ParameterInfo) -> None:
    text = getattr(parameter, "help", None)
    assert text, name
    assert text.endswith("."), name


def test_every_command_explains_itself() -> None:
    assert set(getattr(get_command(app), "commands", {})) == {
        "add", "anchor", "annotate", "backup", "confirm", "copies", "correct", "dates", "decisions", "diff", "events",
        "gazetteer", "grade", "history", "merge", "overrule", "places", "read", "reread", "retract", "schema", "show",
        "sources", "split", "undo", "verify",
    }
    for one in getattr(get_command(app), "commands", {}).values():
        assert one.help
    assert "read" in RUNNER.invoke(app, ["--help"]).output


def test_the_schema_describes_a_reading() -> None:
    schema = json.loads(RUNNER.invoke(app, ["schema"]).stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert set(schema["properties"]) == {"schema", "report", "sources", "events", "claims", "checks", "loaded_language"}
    assert "schema_" not in json.dumps(schema)
    assert set(Reading.model_json_schema(by_alias=True)["properties"]) == set(schema["properties"])


def test_nothing_asked_for() -> None:
    assert run().returncode == 2
    found = run("read")
    assert found.returncode == 2
    assert "Traceback" not in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_broken_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_standard_output_on_a_full_disk() -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "sayso", "schema"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
            check=False,
        )
    assert found.returncode == 1
    assert found.stderr.splitlines() == [
        "sayso: standard output: it cannot be written (no space left on device); nothing was changed there"
    ]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_for_people_with_much_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many, big = [Source("a", None)], [Source("a", None)] * 9, [Source("a", None, 10_000_000)]
    assert not progress.is_wanted(many, output_on_terminal=False)  # standard error is captured here
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert not progress.is_wanted(few, output_on_terminal=False)
    assert progress.is_wanted(many, output_on_terminal=False)
    assert progress.is_wanted(big, output_on_terminal=False)
    assert not progress.is_wanted(many, output_on_terminal=True)


def test_progress_passes_on_every_item(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    items = [Item(str(number), size=10) for number in range(5)]
    assert list(progress.shown(items, 50)) == items
    assert "reports" in stream.getvalue()
