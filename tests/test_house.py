"""The rules of the house: who may import whom, that all that is public explains itself, and that files stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "sayso"
GROUND = {"model", "codebook", "errors", "version"}
# What each room may import beside itself (docs/design.md, "Rooms").
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "version": set(),
    "model": {"errors"},
    "codebook": {"model", "errors"},
    "intake": GROUND,
    "language": GROUND,
    "times": GROUND | {"language"},
    "places": GROUND | {"language"},
    "reading": GROUND | {"language", "times", "places"},
    "ledger": GROUND | {"places"},
    "publish": GROUND | {"places"},
    "api": GROUND | {"intake", "reading", "publish", "ledger"},
    "cli": GROUND | {"api", "intake", "language", "times", "places", "reading", "publish", "ledger"},
    "__init__": GROUND | {"api", "ledger"},
    "__main__": {"cli"},
}
LONGEST = 400


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules of the package that a file imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "sayso":
                yield from (f"sayso.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("sayso."):
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("sayso"))


def violations(path: Path, tree: ast.AST) -> list[str]:
    here = room(path)
    found = []
    for module in imported(tree):
        there = module.split(".")[1] if "." in module else "__init__"
        if there.startswith("__version__"):
            there = "version"
        if there != here and there not in ALLOWED[here]:
            found.append(f"{path.relative_to(PACKAGE)} imports {module}")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    assert room(path) in ALLOWED, f"{path} is in no room: give it one here and in docs/design.md"
    assert not violations(path, ast.parse(path.read_text(encoding="utf-8")))


def test_the_rule_of_imports_can_fail() -> None:
    tree = ast.parse("from sayso.reading import read_report")
    assert violations(PACKAGE / "places" / "x.py", tree)
    assert violations(PACKAGE / "model" / "x.py", ast.parse("import sayso.codebook"))


def undocumented(tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree) and tree.body:
        yield "the module"
    stack: list[tuple[str, ast.AST]] = [("", node) for node in tree.body]
    while stack:
        prefix, node = stack.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                stack.extend((f"{node.name}.", child) for child in node.body)


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_what_is_public_explains_itself(path: Path) -> None:
    assert not list(undocumented(ast.parse(path.read_text(encoding="utf-8"))))


def test_the_rule_of_docstrings_can_fail() -> None:
    assert list(undocumented(ast.parse('"""A module."""\nclass A:\n    """A."""\n    def b(self): ...'))) == ["A.b"]


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_hold_one_concept(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_public_names_exist() -> None:
    import sayso

    assert sayso.__all__
    for name in sayso.__all__:
        assert getattr(sayso, name).__doc__ or name.startswith("__"), name
