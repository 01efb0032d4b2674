"""Captured output of real tools, and how a reading is written down in a test."""

from pathlib import Path

from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.libtest import read_libtest
from ferrule.facts.finding import Finding, Suggestion
from ferrule.facts.reading import CaseResult, Reading

ROOT = Path("/ws")
FOLDER = Path(__file__).parent.parent / "tool_output"
DEMO = frozenset({"path+file:///ws#demo-one@0.1.0"})


def captured(name: str) -> str:
    """Give what a real tool printed, with machine paths replaced by `/ws`, `/outside`, `/rust` and `/elsewhere`."""
    return (FOLDER / name).read_text("utf-8")


def compiled(name: str) -> Reading:
    """Read captured compiler output of the package demo-one."""
    return read_cargo_json(captured(f"cargo/{name}"), ROOT, DEMO)


def ran(name: str) -> Reading:
    """Read captured output of `cargo test`, as the gate does."""
    text = captured(f"libtest/{name}")
    return read_libtest("\n".join(read_cargo_json(text, ROOT, DEMO).unread), executables(text), ROOT)


def short(finding: Finding) -> str:
    """Give a finding without its words."""
    place = ":".join(str(part) for part in (finding.path, finding.line, finding.column) if part is not None)
    return f"{finding.tool} {finding.rule} {finding.level}{' ' * bool(place)}{place}"


def edits(suggestion: Suggestion) -> list[str]:
    """Give each edit of a suggestion as its place and what is put there."""
    return [f"{edit.line}:{edit.column}-{edit.end_column} {edit.replacement!r}" for edit in suggestion.edits]


def outcomes(tests: tuple[CaseResult, ...]) -> list[str]:
    """Give each test with what became of it."""
    return [f"{test.binary} {test.name} {test.status}" for test in tests]
