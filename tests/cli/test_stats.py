"""`ferrule stats --moves` and `ferrule stats forget`, after a repair of a real crate."""

from pathlib import Path

from ladder import ferrule, ferrule_json
from workspaces import package

BROKEN = "pub fn f(text: &str) -> String {\n    text\n}\n"


def test_a_repair_teaches_and_can_be_forgotten(tmp_path: Path) -> None:
    """The move that stood is counted once; after `forget` it is not, and the run is still in the history."""
    root = package(tmp_path, {"src/lib.rs": BROKEN})
    assert ferrule(root, "fix", "--tests", "none").returncode == 0
    code, found = ferrule_json(root, "stats", "--moves")
    here = [one for one in found["moves"] if one["here"]["tried"]]
    assert (code, found["schema"]) == (0, "ferrule.stats/1")
    assert [("E0308", 1)] == [(one["code"], one["here"]["right"]) for one in here if one["here"]["right"]]
    assert found["shipped"]["programs"] > 0

    shown = ferrule(root, "stats", "--moves")
    assert "E0308" in shown.stdout
    assert "1 of 1" in shown.stdout
    assert max(map(len, shown.stdout.splitlines()[:-4])) <= 80

    told = ferrule(root, "stats", "forget")
    assert told.returncode == 0
    assert "forgotten" in told.stdout
    _, after = ferrule_json(root, "stats")
    assert not any(one["here"]["tried"] for one in after["moves"])
    _, listed = ferrule_json(root, "history")
    assert ["fix"] == [run["kind"] for run in listed["runs"]]


def test_where_nothing_ran_yet(tmp_path: Path) -> None:
    """A workspace without a history has what ferrule came with; there is nothing to forget."""
    root = package(tmp_path)
    _, found = ferrule_json(root, "stats")
    assert not any(one["here"]["tried"] for one in found["moves"])
    assert "0 lessons" in ferrule(root, "stats", "forget").stdout
    assert ferrule(root, "stats", "forget", "--quiet").stdout == ""
