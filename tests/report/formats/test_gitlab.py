"""Code Quality reports: what GitLab's documentation asks for, with unique fingerprints."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ferrule.facts.finding import Level, Phase
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.formats import ReportFormat, chunks
from report.samples import NASTY, PATHS, finding, hostile, ordinary

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas/gitlab-code-quality.json").read_text())


def issues(sheet: Sheet) -> list[dict[str, Any]]:
    """Write a sheet, hold it against the schema, and give its issues."""
    found: list[dict[str, Any]] = json.loads("".join(chunks(sheet, ReportFormat.GITLAB)))
    jsonschema.validate(found, SCHEMA)
    assert len(found) == len({one["fingerprint"] for one in found})
    return found


def test_an_issue_for_each_finding() -> None:
    """Words, rule, gravity and place; the rows that made it stand behind the words."""
    [broken, failed, unused] = issues(ordinary(prefix="rust/"))

    assert "mismatched types [clippy, test]" == broken["description"]
    assert ("E0308", "blocker") == (broken["check_name"], broken["severity"])
    assert {"path": "rust/src/lib.rs", "lines": {"begin": 3}} == broken["location"]
    assert ("critical", "minor") == (failed["severity"], unused["severity"])


@pytest.mark.parametrize(
    ("level", "phase", "severity"),
    [
        (Level.ERROR, Phase.BORROW, "blocker"),
        (Level.ERROR, Phase.LINT, "critical"),
        (Level.ERROR, None, "critical"),
        (Level.WARNING, Phase.LINT, "minor"),
        (Level.NOTE, None, "info"),
        (Level.HELP, None, "info"),
    ],
)
def test_severities(level: Level, phase: Phase | None, severity: str) -> None:
    """What keeps the code from being built is a blocker; a lint that is denied is not."""
    [found] = issues(ordinary(Problem(finding(level=level, phase=phase), ("check",))))

    assert severity == found["severity"]


def test_nothing_found_is_an_empty_list() -> None:
    """GitLab reads a report without issues as one that holds none."""
    assert [] == issues(ordinary(Problem(finding(), ("I-1",), "resolved", "I-1")))


@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_stay_words(name: str) -> None:
    """Whatever a tool prints, there are two issues of bounded size."""
    text = "".join(chunks(hostile(NASTY[name]), ReportFormat.GITLAB))

    assert 2 == len(issues(hostile(NASTY[name])))
    assert len(text) < 20_000


@pytest.mark.parametrize("name", PATHS)
def test_every_issue_names_a_file_of_the_repository(name: str) -> None:
    """What lies outside is told in the description and stands at the manifest: GitLab would drop it otherwise."""
    [first, _] = issues(hostile("boom", PATHS[name]))

    if name in {"absolute", "up", "colon"}:
        assert "Cargo.toml" == first["location"]["path"]
        assert PATHS[name] in first["description"]
