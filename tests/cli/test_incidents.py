"""`ferrule incidents` and `ferrule stats` as a user meets them: tables, JSON by schema, clear words for mistakes."""

import json
from pathlib import Path

import jsonschema
import pytest

from flow.fix.crates import MARKS
from flow.levels.crates import broken, climbed
from ladder import ferrule, ferrule_json
from workspaces import package

pytestmark = MARKS
SCHEMAS = Path(__file__).parents[2] / "docs/schemas"


def fits(value: object, name: str) -> None:
    """Hold an object against the schema that is shipped for it."""
    jsonschema.validate(value, json.loads((SCHEMAS / name).read_text()))


def test_a_waiting_incident_is_shown_in_every_form(tmp_path: Path) -> None:
    """List, show, packet, stats and history: as text and as JSON that fits its schema; `reopen` begins anew."""
    root = broken(tmp_path / "ws")
    _, report = climbed(root)
    [question] = report["questions"]
    name = question["incident"]

    listed, table = ferrule_json(root, "incidents", "list"), ferrule(root, "incidents", "list")
    shown, text = ferrule_json(root, "incidents", "show", name), ferrule(root, "incidents", "show", name)
    packet = ferrule(root, "incidents", "show", name.lower()[2:6], "--packet")
    stats, chart = ferrule_json(root, "stats"), ferrule(root, "stats")
    history = ferrule(root, "history")

    fits(report, "fix.json")
    fits(question, "question.json")
    fits(listed[1], "incidents.json")
    fits(shown[1], "incident.json")
    fits(stats[1], "stats.json")
    assert (4, 4) == (listed[0], table.returncode)
    assert "E0425" in table.stdout
    assert "level3 -> waiting (question)" in text.stdout
    assert f"ferrule incidents answer {name}" in text.stdout
    assert packet.stdout.startswith(f"# Escalation `{name}` to level 3")
    assert "4 user" in chart.stdout
    assert "waiting" in history.stdout

    opened = ferrule(root, "incidents", "reopen", name)
    assert (0, f"{name} is open again, at level 1\n") == (opened.returncode, opened.stdout)
    assert 0 == ferrule(root, "incidents", "list").returncode


def test_nothing_is_said_of_nothing(tmp_path: Path) -> None:
    """A workspace in which nothing was ever repaired: no incidents, no counts, and no database is made."""
    root = package(tmp_path / "ws")

    listed, stats = ferrule(root, "incidents", "list"), ferrule(root, "stats")
    _, counts = ferrule_json(root, "stats")

    assert (0, "no incidents\n") == (listed.returncode, listed.stdout)
    assert "no incidents so far" in stats.stdout
    fits(counts, "stats.json")
    assert not (root / ".ferrule").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("incidents", "show", "I-00000000"), 2, "no incident I-00000000"),
        (("incidents", "answer", "I-00000000", "A", "--trust"), 2, "no incident I-00000000"),
        (("incidents", "reopen", "x"), 2, "no incident x"),
        (("fix", "--trust", "--max-level", "5"), 2, "5 is not in the range"),
        (("fix", "--trust", "--deadline", "soon"), 2, "--deadline soon: neither a duration such as 20m nor a time"),
        (("stats", "import", "missing.json"), 2, "missing.json"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    """What, where, and the right exit code."""
    done = ferrule(package(tmp_path / "ws"), *words)

    assert (code, True) == (done.returncode, said in done.stderr), done.stderr
