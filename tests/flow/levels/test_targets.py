"""A time that is stated and missed goes straight to an architect, and ends as every incident does (P37)."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flow.fix.crates import FAULT, MARKS, tree
from flow.levels.crates import LEVELS, answering, blueprint, guidance, says, user_settings
from flow.levels.times import BOLD, CHEAT, COMMAND, FAST, FASTER, SLOW, TARGET, aimed, stepping
from ladder import ferrule, ferrule_json

pytestmark = MARKS
SCHEMAS = Path(__file__).parents[3] / "docs/schemas"


def answered_with(folder: Path, edit: dict[str, str]) -> dict[str, str]:
    """Give the variables under which a program with this edit is the architect."""
    argv = answering(folder, says(guidance(), blueprint(edit)))
    return {"FERRULE_USER_CONFIG": str(user_settings(folder, argv, level2="engine", level3="helper"))}


def fits(value: object, name: str) -> None:
    """Hold an object against the schema that is shipped for it."""
    jsonschema.validate(value, json.loads((SCHEMAS / name).read_text()))


def shown(root: Path, report: dict[str, Any]) -> dict[str, Any]:
    """Give what is kept of the one incident of a report."""
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])
    fits(told, "incident.json")
    return told


def test_a_missed_time_goes_to_the_performance_architect(tmp_path: Path) -> None:
    """Straight to level 3, with how much is missing in the trace; then it waits, and a second run asks the same."""
    root = stepping(tmp_path / "ws")
    before = tree(root)

    code, report = aimed(root)
    told = shown(root, report)
    again, _ = aimed(root)
    plain = ferrule(root, "fix", "--trust", **LEVELS)

    fits(report, "fix.json")
    [one], [question], [target] = report["incidents"], report["questions"], report["targets"]
    assert (4, "waiting", 0, 0) == (code, report["verdict"], report["errors_before"], report["errors_after"])
    assert ("missed-target", "performance", "examples/steps.rs", 4) == (
        one["code"], one["class"], one["path"], one["level"],
    )  # fmt: skip
    assert ("missed", 1e-6, 1e-5, "steps", "criterion") == (
        target["status"], target["limit_s"], target["measured_s"], target["benchmark"], target["timer"],
    )  # fmt: skip
    assert f"performance (P37): `{COMMAND}` is to take at most 1 us, and took 10 us after" in told["trigger"]
    assert told["trigger"].endswith("900% too much")
    assert ["trigger"] == [event["cause"] for event in told["events"] if event["after"] == "level3" != event["before"]]
    assert {3} == {event["level"] for event in told["events"] if event["kind"] == "attempted"}
    assert "performance-architect" == told["packets"][-1]["to"]
    assert "[10000 ns 10000 ns 10000 ns]" in told["packets"][-1]["error_full"]
    assert [] == question["options"]
    assert (4, 0, 4) == (again, plain.returncode, ferrule(root, "incidents", "list").returncode)
    assert before == tree(root)


def test_another_time_is_another_incident(tmp_path: Path) -> None:
    """A tighter time for the same command is asked about by itself, and takes the place of the first."""
    root = stepping(tmp_path / "ws")
    _, first = aimed(root, target=f"2 us {COMMAND}")

    code, second = aimed(root, target=f"1 us {COMMAND}")
    _, listed = ferrule_json(root, "incidents", "list")

    [one], [other] = first["incidents"], second["incidents"]
    assert (4, True) == (code, one["id"] != other["id"])
    assert [other["id"]] == [each["id"] for each in listed["incidents"]]
    assert "more than 1 us" in second["questions"][0]["problem"]


def test_below_level_3_a_missed_time_is_an_error(tmp_path: Path) -> None:
    """`--max-level 1`: exit code 1, and one line says what was measured; a looser time is reached and closes it."""
    root = stepping(tmp_path / "ws")

    code, report = aimed(root, "--max-level", "1")
    looser, reached = aimed(root, target=f"1ms {COMMAND}")

    line = f"target missed: `{COMMAND}` takes 10 us, of 1 us at most (criterion `steps`)"
    assert (1, "unfixed", True) == (code, report["verdict"], line in report["notes"])
    assert (0, "clean", []) == (looser, reached["verdict"], reached["incidents"])
    assert [f"target reached: `{COMMAND}` takes 0.01 ms, of 1 ms at most (criterion `steps`)"] == reached["notes"]
    _, listed = ferrule_json(root, "incidents", "list")
    assert [] == listed["incidents"]


def test_an_architect_reaches_it(tmp_path: Path) -> None:
    """The edit compiles, holds the tests, reaches the time and is written; the tree was repaired before, at level 1."""
    root = stepping(tmp_path / "ws", SLOW + FAULT)
    before = tree(root)

    code, report = aimed(root, **answered_with(tmp_path, FAST))

    [fault, missed] = report["incidents"]
    assert (0, "fixed", "reached") == (code, report["verdict"], report["targets"][0]["status"])
    assert [("E0596", 1), ("missed-target", 3)] == [(one["code"], one["level"]) for one in (fault, missed)]
    assert missed["attempts"][-1]["result"].endswith("takes 0.1 us, of 1 us at most (criterion `steps`)")
    assert "let mut v" in (root / "src/lib.rs").read_text()
    assert "EACH: u32 = 1;" in (root / "src/lib.rs").read_text()
    assert 0 == ferrule(root, "undo").returncode
    assert before == tree(root)


def test_an_edit_that_fails_a_test_is_none(tmp_path: Path) -> None:
    """However quick it is, it is neither written nor offered."""
    root = stepping(tmp_path / "ws")
    before = tree(root)

    code, report = aimed(root, **answered_with(tmp_path, CHEAT))

    assert (4, before, []) == (code, tree(root), report["questions"][0]["options"])


@pytest.mark.parametrize(
    ("edit", "saved", "risk", "resolves"),
    [
        (FASTER, "takes 5 us instead of 10 us", "the time is still missed: 1 us at most were asked for", False),
        (BOLD, "takes 0.1 us instead of 10 us", "the guard does not admit it: ", True),
    ],
    ids=["not enough", "refused"],
)
def test_what_saves_time_is_an_option(
    tmp_path: Path, edit: dict[str, str], saved: str, risk: str, resolves: bool
) -> None:
    """What the guard refuses, and what saves too little, is measured, tested and left to the user, who may take it."""
    root = stepping(tmp_path / "ws")
    before = tree(root)

    code, report = aimed(root, **answered_with(tmp_path, edit))
    [question], kept = report["questions"], tree(root)
    taken, done = ferrule_json(root, "incidents", "answer", question["incident"], "A", "--trust", **LEVELS)

    [option] = question["options"]
    assert (4, before) == (code, kept)
    assert (saved in option["summary"], option["risk"].startswith(risk)) == (True, True)
    assert (resolves, "tested") == (option["resolves"], option["proof"])
    assert (0, "resolved", True) == (taken, done["status"], done["applied"])
    assert edit["new"] in (root / "src/lib.rs").read_text()


def test_the_users_words_go_up_with_the_time(tmp_path: Path) -> None:
    """Their words reach the architect, whose edit is measured against the same time."""
    root = stepping(tmp_path / "ws")
    _, report = aimed(root)
    [question] = report["questions"]
    env = LEVELS | answered_with(tmp_path, FAST)

    code, done = ferrule_json(root, "incidents", "answer", question["incident"], "count once", "--trust", **env)

    told = shown(root, report)
    assert (0, "resolved", True) == (code, done["status"], done["applied"])
    assert "count once" in told["packets"][-1]["guidance"]
    assert told["packets"][-1]["trigger"].startswith("performance (P37): ")


def test_another_text_is_another_chance(tmp_path: Path) -> None:
    """The same sources are asked about once; when any file of the crate changes, the architect is asked again."""
    root = stepping(tmp_path / "ws")
    aimed(root)
    (root / "src/lib.rs").write_text(SLOW.replace("= 100", "= 90"))

    code, report = aimed(root, **answered_with(tmp_path, {**FAST, "old": "EACH: u32 = 90"}))

    assert (0, "resolved") == (code, report["incidents"][0]["status"])


@pytest.mark.parametrize(
    ("target", "text", "why"),
    [
        ("1us no-such-program", SLOW, "no-such-program: No such file or directory"),
        ("1us cargo run --example missing", SLOW, "it ended with 101: "),
        (TARGET, SLOW + "pub fn broken() -> u8 { missing() }\n", "the tree does not compile"),
    ],
    ids=["missing", "failing", "broken"],
)
def test_what_cannot_be_measured_is_not_reached(tmp_path: Path, target: str, text: str, why: str) -> None:
    """It is neither reached nor missed: exit code 3, or that of the errors that are left."""
    code, report = aimed(stepping(tmp_path / "ws", text), "--max-level", "1", target=target)

    [one] = report["targets"]
    assert (1 if "compile" in why else 3, "not-measured", None) == (code, one["status"], one["measured_s"])
    assert why in one["why"]
    assert any(note.startswith("target not measured: ") for note in report["notes"])


def test_the_clock_where_nothing_is_told(tmp_path: Path) -> None:
    """A command without a benchmark's line is timed as a whole; a program that sleeps longer than it may misses."""
    sleep = "fn main() { std::thread::sleep(std::time::Duration::from_millis(300)) }\n"
    root = stepping(tmp_path / "ws")
    (root / "src/main.rs").write_text(sleep)

    code, report = aimed(root, "--max-level", "3", target="200ms cargo run --quiet")

    [one] = report["targets"]
    assert (1, "missed", "wall", None) == (code, one["status"], one["timer"], one["benchmark"])
    assert one["measured_s"] >= 0.3
    assert ["Cargo.toml"] == [incident["path"] for incident in report["incidents"]]


@pytest.mark.parametrize("words", ["x86_64-unknown-linux-gnu", "120 cargo bench", "5ms", "0ms true", "5ms 'cargo"])
def test_other_words_are_wrong_use(tmp_path: Path, words: str) -> None:
    """Cargo's own `--target` is something else: exit code 2, with the form that is meant; so with failing tests."""
    root = stepping(tmp_path / "ws")
    done = ferrule(root, "fix", "--trust", "--target", words)
    looked = ferrule(root, "fix", "--trust", "--failing-tests", "--target", TARGET)

    assert (2, True) == (done.returncode, "--target '120us cargo bench --bench parse'" in done.stderr)
    assert (2, True) == (looked.returncode, "does not go with it: --target" in looked.stderr)
