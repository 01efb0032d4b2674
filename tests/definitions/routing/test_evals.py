"""The trigger cases of skills, run against the router."""

import dataclasses
import json
from pathlib import Path

import pytest

from definitions.routing.loaded import MEGA, ORCHESTRATOR, definition, known
from ferrule.definitions.routing.evals import evaluate
from ferrule.facts.definition import Definition
from ferrule.facts.evaluation import OTHER, Cell, Evaluation

CLI = "Add a --json flag to our clap program."
TUI = "The ratatui table flickers when I scroll."


def evaluated(folder: Path, text: str, skill: Definition) -> Evaluation:
    """Write a file of cases beside a skill and run it."""
    (folder / "assets").mkdir()
    (folder / "assets/trigger-evals.json").write_text(text)
    placed = dataclasses.replace(skill, path=str(folder / "SKILL.md"), files=("assets/trigger-evals.json",))
    return evaluate(known(placed, without=(skill.name,)))


def case(query: str, *, should: bool) -> dict[str, object]:
    """Give one case."""
    return {"query": query, "should_trigger": should, "reason": "It says so itself."}


def test_the_table(tmp_path: Path) -> None:
    """Each case is one cell; what went elsewhere is told with where it went."""
    cases = [case(CLI, should=True), case(TUI, should=True), case(TUI, should=False), case(CLI, should=False)]
    found = evaluated(tmp_path, json.dumps(cases), definition("rust-cli-clap"))
    [tally] = found.tallies

    assert 4 == found.total
    assert (2, 1, 2, 1) == (tally.wanted, tally.wanted_right, tally.unwanted, tally.unwanted_right)
    assert Cell("rust-cli-clap", "rust-tui-ratatui", 1) in found.confusion
    assert Cell(OTHER, "rust-cli-clap", 1) in found.confusion
    failed = [(one.case.query, one.routed) for one in found.failures]
    assert [(TUI, "rust-tui-ratatui"), (CLI, "rust-cli-clap")] == failed
    assert () == found.remarks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "cannot be read"),
        ("{}", "expected a list"),
        ("[3]", "case 1"),
        ('[{"query": "short", "should_trigger": true, "reason": "long enough"}]', "query needs"),
        ('[{"query": "long enough it is", "should_trigger": 1, "reason": "long enough"}]', "not true or false"),
        ('[{"query": "long enough it is", "should_trigger": true}]', "reason needs"),
        ("[" * 100_000, "cannot be read"),
        (" " * 131_073, "longer than"),
    ],
)
def test_malformed_files(tmp_path: Path, text: str, words: str) -> None:
    """What cannot be run becomes a remark at the file."""
    found = evaluated(tmp_path, text, definition("rust-cli-clap"))

    assert 0 == found.total
    assert words in found.remarks[0].message
    assert found.remarks[0].path.endswith("trigger-evals.json")


def test_explicit_only_cases_name_the_skill(tmp_path: Path) -> None:
    """A case that should open a closed skill without naming it is a fault of the case."""
    cases = [case("Plan the multi-crate workspace strategy.", should=True)]
    found = evaluated(tmp_path, json.dumps(cases), ORCHESTRATOR)

    assert MEGA in found.remarks[0].message
    assert 0 == found.total


def test_skills_without_cases() -> None:
    """They are no part of the table."""
    assert () == evaluate(known()).tallies
