"""The rules of the house, as tests: short files and functions, tests that say what they prove, docs that agree."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ferrule import errors
from ferrule.facts.status import Reason
from ferrule.gates.catalog import GATES, PROFILES

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for room in ("src", "tests", "bench") for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE = 200
LONGEST_FUNCTION = 40
EXIT_CODES = {1, 2, 3, 4}


def code_lines(text: str) -> int:
    """Count lines that are neither blank nor only a comment."""
    return sum(1 for line in text.split("\n") if line.strip() and not line.strip().startswith("#"))


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield each function of a file with the place where it stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef, text: str) -> int:
    """Count the code lines of a function without its signature and docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return code_lines("\n".join(text.split("\n")[first.lineno - 1 : node.end_lineno]))


def test_files_are_short() -> None:
    """No source file is longer than the house limit."""
    sizes = {str(path.relative_to(ROOT)): code_lines(path.read_text()) for path in SOURCES}

    assert {} == {name: size for name, size in sizes.items() if size > LONGEST_FILE}
    assert len(sizes) > 50


def test_functions_are_short() -> None:
    """No function is longer than the house limit."""
    sizes = {place: body_lines(node, path.read_text()) for path in SOURCES for place, node in functions(path)}

    assert {} == {place: size for place, size in sizes.items() if size > LONGEST_FUNCTION}
    assert len(sizes) > 300


def test_every_test_says_what_it_proves() -> None:
    """A test without a sentence is a test that nobody can judge."""
    tests = [path for path in SOURCES if path.is_relative_to(ROOT / "tests")]
    found = [(place, node) for path in tests for place, node in functions(path) if node.name.startswith("test_")]

    assert [] == [place for place, node in found if not ast.get_docstring(node)]
    assert len(found) > 100


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["fix", "--help"]], ids=" ".join)
def test_the_readme_shows_the_real_help(words: list[str]) -> None:
    """The help in the README is what the program prints."""
    ferrule = Path(sys.executable).parent / "ferrule"
    shown = subprocess.run((ferrule, *words), env={"COLUMNS": "80"}, capture_output=True, text=True, check=True)
    block = f"```console\n$ ferrule {' '.join(words)}\n{shown.stdout.strip()}\n```"

    assert block in (ROOT / "README.md").read_text()


def test_every_gate_profile_and_reason_is_documented() -> None:
    """A reader of docs/gates.md finds each word that a report can contain."""
    text = (ROOT / "docs/gates.md").read_text()
    words = [gate.ID for gate in GATES] + list(PROFILES) + [reason.value for reason in Reason]

    assert [] == [word for word in words if f"`{word}`" not in text]


def test_every_foreseen_failure_has_a_code_and_a_hint() -> None:
    """Each class of the error tree ends with a code of the contract and tells what to do."""
    classes = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.FerruleError)
    ]

    assert all(kind.exit_code in EXIT_CODES and kind.hint for kind in classes)
    assert len(classes) > 5


def test_every_dependency_has_a_reason() -> None:
    """ARCHITECTURE.md names each package that ferrule needs at run time."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    named = {name.split(">")[0].split("[")[0].strip() for name in (*project["dependencies"], *extras)} - {"ferrule"}
    text = (ROOT / "ARCHITECTURE.md").read_text()

    assert set() == {name for name in named if f"`{name}`" not in text}


def test_every_module_and_room_is_on_the_map() -> None:
    """ARCHITECTURE.md names each room of the package."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = [path.name for path in (ROOT / "src/ferrule").iterdir() if (path / "__init__.py").exists()]

    assert [] == [room for room in rooms if f"`{room}/`" not in text]
