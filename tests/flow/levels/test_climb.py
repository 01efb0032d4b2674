"""What no move answers goes up from level to level, is counted, and waits for the user (P12, P24, P33, P39)."""

from pathlib import Path

from flow.fix.crates import FAULT, MARKS, is_left_alone, leftovers, tree
from flow.levels.crates import GONE, GOOD, broken, climbed
from ladder import ferrule, ferrule_json
from workspaces import package

pytestmark = MARKS


def test_what_no_level_answers_waits_for_the_user(tmp_path: Path) -> None:
    """Exit code 4, a question with worked-out options, every file as it was, each level passed once."""
    root = broken(tmp_path / "ws")
    before = tree(root)

    code, report = climbed(root)

    [one] = report["incidents"]
    [question] = report["questions"]
    assert (4, "waiting", False) == (code, report["verdict"], report["applied"])
    assert ("waiting", 4, {1, 2, 3}) == (one["status"], one["level"], {each["level"] for each in one["attempts"]})
    assert len(question["options"]) >= 2
    assert question["default"] is None
    assert (before, []) == (tree(root), leftovers(root))
    assert is_left_alone(root)


def test_the_same_text_is_not_tried_again(tmp_path: Path) -> None:
    """A second run asks the same question with the same counters, and searches nothing."""
    root = broken(tmp_path / "ws")
    climbed(root)
    _, before = ferrule_json(root, "incidents", "list")

    code, report = climbed(root)

    _, after = ferrule_json(root, "incidents", "list")
    assert (4, 0) == (code, report["compiler_runs"])
    assert [one["attempts"] for one in before["incidents"]] == [one["attempts"] for one in after["incidents"]]
    assert 1 == len(report["questions"]) == len(after["incidents"])


def test_up_to_level_3_nothing_waits(tmp_path: Path) -> None:
    """`--max-level 3`: exit code 1 and `unfixed`; so it is by default where CI is set."""
    root = broken(tmp_path / "ws")

    code, report = climbed(root, "--max-level", "3")
    done = ferrule(root, "fix", "--trust", CI="true", FERRULE_FIX_MAX_LEVEL="")

    assert (1, "unfixed", []) == (code, report["verdict"], report["questions"])
    assert 1 == done.returncode
    assert "I-" in done.stdout
    assert 0 == ferrule(root, "incidents", "list").returncode


def test_what_level_1_repairs_is_counted_there(tmp_path: Path) -> None:
    """One incident entered and was resolved at level 1; nothing went higher."""
    root = package(tmp_path / "ws", {"src/lib.rs": FAULT})

    code, report = climbed(root)
    _, stats = ferrule_json(root, "stats")

    assert (0, "fixed", [1]) == (code, report["verdict"], [one["level"] for one in report["incidents"]])
    assert [(1, 1), (0, 0), (0, 0), (0, 0)] == [(one["entered"], one["resolved"]) for one in stats["levels"]]
    assert [("E0596", 1, 1)] == [(one["name"], one["tried"], one["right"]) for one in stats["codes"]]


def test_the_rest_is_repaired_meanwhile(tmp_path: Path) -> None:
    """What waits for the user keeps nobody else from being repaired, and one undo takes all of it back (P39)."""
    root = broken(tmp_path / "ws", GONE + FAULT)
    before = tree(root)

    code, report = climbed(root)

    assert (4, True, {"resolved", "waiting"}) == (
        code,
        report["applied"],
        {one["status"] for one in report["incidents"]},
    )
    assert "let mut v" in (root / "src/lib.rs").read_text()
    assert 0 == ferrule(root, "undo").returncode
    assert before == tree(root)


def test_a_deadline_skips_what_does_not_fit(tmp_path: Path) -> None:
    """With a minute left level 2 and 3 are skipped, that is said, and the question comes at once (P45)."""
    root = broken(tmp_path / "ws")

    code, report = climbed(root, "--deadline", "1m")
    [one] = report["incidents"]

    assert (4, {1}) == (code, {each["level"] for each in one["attempts"]})
    assert "level 2 has a box of 600 s, and less is left until the deadline" in " ".join(report["notes"])


def test_a_fact_for_an_architect_skips_the_levels_below(tmp_path: Path) -> None:
    """An object of a trait that cannot be one goes to level 3 at once, and the trace says why (P38, P43)."""
    trait = "pub trait Shape {\n    fn twin(&self) -> Self;\n    fn area(&self) -> u32;\n}\n"
    use = "pub fn area(shape: &dyn Shape) -> u32 {\n    shape.area()\n}\n"
    root = package(tmp_path / "ws", {"src/lib.rs": trait + use})

    code, report = climbed(root)
    [one] = report["incidents"]
    _, told = ferrule_json(root, "incidents", "show", one["id"])

    assert (0, 3, {3}) == (code, one["level"], {each["level"] for each in one["attempts"]})
    assert told["trigger"].startswith("types (P38): ")
    assert ["trigger"] == [event["cause"] for event in told["events"] if event["after"] == "level3" != event["before"]]


def test_an_error_that_is_gone_is_closed(tmp_path: Path) -> None:
    """Somebody mended it by hand: the incident is over, and no level is praised for it."""
    root = broken(tmp_path / "ws")
    climbed(root)
    broken_text = (root / "src/lib.rs").read_text()
    (root / "src/lib.rs").write_text(broken_text.replace("frobnicated(*one)", "u64::from(*one) * 3"))

    code, _ = climbed(root)
    _, stats = ferrule_json(root, "stats")

    assert (0, 0) == (code, ferrule(root, "incidents", "list").returncode)
    assert (1, 0) == (stats["gone"], sum(one["resolved"] for one in stats["levels"]))


def test_what_a_repair_uncovers_begins_at_level_1(tmp_path: Path) -> None:
    """An error that only the next phase of the compiler sees is an incident of its own, repaired in the same run."""
    moved = "pub fn twice(text: String) -> (String, String) {\n    let first = text;\n    (first, text)\n}\n"
    root = broken(
        tmp_path / "ws", GOOD.replace("-> u64 {\n    parts", "-> u64 {\n    let mut n = 0u8\n    parts") + moved
    )

    code, report = climbed(root)

    assert (0, "fixed") == (code, report["verdict"])
    assert {1} == {one["level"] for one in report["incidents"]}
