"""What worked is kept, found again, forgotten, and exchanged without being counted twice."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.errors import BadLessons
from ferrule.escalation.memory import exported, forget, imported, lessons, recalled, remember
from ferrule.facts.escalation import KeptEdit, Resolution
from ferrule.store.database import Database, open_database

EDIT = KeptEdit("src/lib.rs", "drop(v)", "drop(v.clone())")
CLONE = Resolution("aa", "move", "E0382", 1, "engine", "clone", "cloned `v`", 1, 1, (EDIT,))
REORDER = replace(CLONE, move="reorder", message="swapped", tried=4, right=1, edits=())
LIKE = replace(CLONE, fingerprint="bb", tried=3, right=3)
OTHER = replace(CLONE, fingerprint="cc", code="E0499", kind="borrow")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Database]:
    """The store of somebody else."""
    (tmp_path / "team").mkdir()
    with open_database(tmp_path / "team") as opened:
        yield opened


def short(found: tuple[Resolution, ...]) -> list[tuple[str, str, int, int]]:
    """Give fingerprint, move and counts."""
    return [(one.fingerprint, one.move, one.right, one.tried) for one in found]


def text_of(database: Database) -> str:
    """Give an export as a file has it."""
    return json.dumps(exported(database))


def test_the_same_incident_comes_first(database: Database) -> None:
    """What is known of the incident itself stands before what is known of its like, each by how sure it is."""
    for lesson in (REORDER, CLONE, CLONE, LIKE, replace(LIKE, fingerprint="dd"), OTHER):
        remember(database, lesson)
    found = recalled(database, "aa", "move", "E0382")

    assert [("aa", "clone", 2, 2), ("aa", "reorder", 1, 4), ("", "clone", 6, 6)] == short(found)
    assert [(EDIT,), (), ()] == [one.edits for one in found]
    assert [] == short(recalled(database, "zz", "trait", "E0277"))


def test_a_few_successes_are_not_surer_than_many(database: Database) -> None:
    """Nine of ten come before one of one: the lower end of the interval decides."""
    remember(database, CLONE)
    remember(database, replace(REORDER, tried=10, right=9))

    assert ["reorder", "clone"] == [one.move for one in recalled(database, "aa", "move", "E0382")]


def test_lessons_are_forgotten(database: Database) -> None:
    """One by its id, then all; an unknown id takes nothing."""
    for lesson in (CLONE, REORDER, OTHER):
        remember(database, lesson)
    one = lessons(database)[0]

    assert (0, 1) == (forget(database, "L-nothing"), forget(database, one.id))
    assert one.id not in {left.id for left in lessons(database)}
    assert (2, ()) == (forget(database), lessons(database))


def test_a_team_exchanges_lessons(database: Database, team: Database) -> None:
    """Counts add up over stores; the same file twice, a newer one and one's own lessons coming back count once."""
    remember(database, CLONE)
    remember(team, replace(CLONE, right=0))
    remember(team, OTHER)
    file = text_of(team)
    taken = [imported(database, file, "team.json") for _ in range(2)]
    remember(team, replace(CLONE, right=0))
    taken.append(imported(database, text_of(team), "team.json"))
    taken.append(imported(team, text_of(database), "ours.json"))
    taken.append(imported(database, text_of(team), "team.json"))

    assert [2, 0, 1, 1, 0] == taken
    assert short(lessons(database)) == short(lessons(team))
    assert ("aa", "clone", 1, 3) in short(lessons(database))


def test_secrets_stay_out(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret in the message is masked; edits with one are dropped, so that no mask comes into a source file."""
    secret = "s3cr3t-value-1234"  # noqa: S105 - made up
    monkeypatch.setenv("MY_TOKEN", secret)
    remember(database, replace(CLONE, message=f"wrote {secret}", edits=(replace(EDIT, new=secret),)))

    [kept] = lessons(database)
    assert ("wrote ***", ()) == (kept.message, kept.edits)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"schema": "ferrule.lessons/1",\n "lessons": [}', "team.json:2:14: Expecting value"),
        ("[]", "team.json: its schema is None, this ferrule reads 'ferrule.lessons/1'"),
        ('{"schema": "ferrule.lessons/2"}', "team.json: its schema is 'ferrule.lessons/2'"),
        ('{"schema": "ferrule.lessons/1"}', "team.json: in `lessons`: Expected `array`, got `null`"),
        ("[" * 100_000, "team.json: nested too deep"),
    ],
)
def test_a_file_that_is_no_export(database: Database, text: str, told: str) -> None:
    """Text that is no such file, or one of another version, is refused with its place."""
    with pytest.raises(BadLessons) as refusal:
        imported(database, text, "team.json")

    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"tried": "3"}, "Expected `int`, got `str` - at `$[1].tried`"),
        ({"more": 1}, "Object contains unknown field `more` - at `$[1]`"),
        ({"right": 9}, "lesson 2: 9 right of 1 tried"),
        ({"tried": 0, "right": 0}, "lesson 2: 0 right of 0 tried"),
        ({"level": 7}, "lesson 2: level 7"),
        ({"origin": ""}, "lesson 2: no origin"),
        ({"edits": [{"path": "../x", "old": "a", "new": "b"}]}, "lesson 2: the path '../x' leads out"),
        ({"edits": [{"path": "/etc/x", "old": "a", "new": "b"}]}, "lesson 2: the path '/etc/x' leads out"),
        ({"edits": [{"path": "C:\\x", "old": "a", "new": "b"}]}, "lesson 2: the path 'C:\\\\x' leads out"),
    ],
)
def test_a_lesson_that_cannot_be(database: Database, team: Database, wrong: dict[str, object], told: str) -> None:
    """A lesson that no ferrule counted is named with its fault, and nothing of its file is taken in."""
    remember(team, CLONE)
    [good] = json.loads(text_of(team))["lessons"]
    text = json.dumps({"schema": "ferrule.lessons/1", "lessons": [good, {**good, **wrong}]})

    with pytest.raises(BadLessons) as refusal:
        imported(database, text, "team.json")

    assert told in str(refusal.value)
    assert () == lessons(database)
