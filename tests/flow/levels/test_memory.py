"""What worked is offered first the next time, in this workspace and in another that took the lessons in (P46)."""

from pathlib import Path

from flow.fix.crates import MARKS
from flow.levels.crates import GOOD, RIGHT, answering, broken, climbed, guidance, says, user_settings
from ladder import ferrule, ferrule_json
from workspaces import package

pytestmark = MARKS


def taught(root: Path, folder: Path) -> None:
    """Let a program answer once, and take its edit back."""
    settings = user_settings(folder, answering(folder, says(guidance(RIGHT))))
    code, _ = climbed(root, FERRULE_USER_CONFIG=str(settings))
    assert 0 == code
    assert 0 == ferrule(root, "undo").returncode


def test_the_second_time_level_1_knows_it(tmp_path: Path) -> None:
    """The same incident is resolved at level 1, in one attempt, with what worked at level 2."""
    root = broken(tmp_path / "ws")
    taught(root, tmp_path)

    code, report = climbed(root)
    [one] = report["incidents"]

    assert (0, 1, ["remembered"]) == (code, one["level"], [each["move"] for each in one["attempts"]])
    assert "worked before: count each part three times" in one["attempts"][0]["action"]
    assert "u64::from(*one) * 3" in (root / "src/lib.rs").read_text()


def test_what_is_forgotten_is_not_offered(tmp_path: Path) -> None:
    """`stats forget` deletes the lessons, and the incident goes up again."""
    root = broken(tmp_path / "ws")
    taught(root, tmp_path)

    forgotten = ferrule(root, "stats", "forget")
    code, _ = climbed(root)

    assert (0, 4) == (forgotten.returncode, code)
    assert "lessons forgotten" in forgotten.stdout


def test_a_team_shares_its_lessons(tmp_path: Path) -> None:
    """Exported here and imported there: the other workspace repairs it at level 1; twice counts once."""
    root, other = broken(tmp_path / "one/ws"), broken(tmp_path / "two/ws")
    taught(root, tmp_path)
    file = tmp_path / "lessons.json"

    assert 0 == ferrule(root, "stats", "export", str(file)).returncode
    first = ferrule(other, "stats", "import", str(file))
    again = ferrule(other, "stats", "import", str(file))
    code, report = climbed(other)

    assert ("1 lessons taken in\n", "0 lessons taken in\n") == (first.stdout, again.stdout)
    assert (0, 1) == (code, report["incidents"][0]["level"])


def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    """Exit code 2 with the place; nothing is taken in."""
    root = package(tmp_path / "ws", {"src/lib.rs": GOOD})
    file = tmp_path / "lessons.json"
    file.write_text('{"schema": "ferrule.lessons/9", "lessons": []}')

    done = ferrule(root, "stats", "import", str(file))
    _, stats = ferrule_json(root, "stats")

    assert (2, True) == (done.returncode, "ferrule.lessons/9" in done.stderr)
    assert 0 == stats["incidents"]
