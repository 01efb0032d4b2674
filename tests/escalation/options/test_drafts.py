"""What is drafted for the user, before the compiler says what of it is a way out (P40)."""

from pathlib import Path

import pytest

from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.former import former_drafts
from ferrule.escalation.options.leave_out import leaving_out_drafts
from ferrule.escalation.options.postpone import postponing_drafts
from ferrule.escalation.options.refused import refused_drafts
from ferrule.facts.finding import Edit, Finding, Level
from ferrule.facts.repair import Candidate, Refusal
from ferrule.repair.identity import identity
from ferrule.repair.search.state import Trace

NOW = "/// Adds.\npub fn add(a: u8) -> u8 {\n    log(a);\n    a + 1\n}\n\nstruct Other;\n"
BEFORE = "/// Adds.\npub fn add(a: u8) -> u8 {\n    a + 2\n}\n"
ERROR = Finding("rustc", "E0425", Level.ERROR, "cannot find function `log`", "lib.rs", 3, 5)


def texts(drafts: list[Draft], path: Path) -> list[str]:
    """Give what the file would hold."""
    return [draft.changes[path].decode() for draft in drafts]


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Give a file with the error in it."""
    path = tmp_path / "lib.rs"
    path.write_text(NOW)
    return path


def test_the_item_and_the_file_of_the_last_commit(lib: Path) -> None:
    """The item alone first, then all of the file; each says what is lost."""
    drafts = list(former_drafts(ERROR, {lib: BEFORE.encode()}, {}, lib.parent))

    assert [BEFORE + "\nstruct Other;\n", BEFORE] == texts(drafts, lib)
    assert ["put `add` back", "put lib.rs back"] == [
        draft.summary[: len("put lib.rs back")].strip() for draft in drafts
    ]
    assert all("lost" in draft.risk for draft in drafts)


@pytest.mark.parametrize("committed", [{}, {"lib.rs": NOW}])
def test_nothing_to_go_back_to(lib: Path, committed: dict[str, str]) -> None:
    """Without a last commit, and where the file is as it was there."""
    known = {lib.parent / name: text.encode() for name, text in committed.items()}

    assert [] == list(former_drafts(ERROR, known, {}, lib.parent))


def test_the_decision_put_off(lib: Path) -> None:
    """An open body that names its incident, and the item switched off; neither resolves anything."""
    open_body, off = postponing_drafts(ERROR, "I-1", {}, lib.parent)

    assert '{\n    todo!("I-1: left open")\n}\n\nstruct Other;\n' in texts([open_body], lib)[0]
    assert "/// Adds.\n#[cfg(any())] // I-1: switched off\npub fn add" in texts([off], lib)[0]
    assert (False, False) == (open_body.resolves, off.resolves)


def test_the_statement_left_out(lib: Path) -> None:
    """Only the one that holds the error goes."""
    [draft] = leaving_out_drafts(ERROR, {}, lib.parent)

    assert ["leave `log(a);` out"] == [draft.summary]
    assert NOW.replace("log(a);", "") == texts([draft], lib)[0]


@pytest.mark.parametrize("place", [{"path": None}, {"path": "gone.rs"}, {"line": 99}, {"line": None}])
def test_an_error_without_a_place_has_no_drafts(lib: Path, place: dict[str, object]) -> None:
    """Nothing is guessed for an error of the linker, a file that is gone, or a line that is none."""
    error = Finding("rustc", "E0425", Level.ERROR, "x", **{"path": "lib.rs", "line": 3, "column": 5, **place})  # type: ignore[arg-type]

    assert [] == list(leaving_out_drafts(error, {}, lib.parent))
    assert [] == list(postponing_drafts(error, "I-1", {}, lib.parent))


def test_what_the_guard_keeps_ferrule_from(lib: Path) -> None:
    """Each edit once, the likeliest first, with the guard's reason as the risk; what lies outside is no option."""
    trace, at = Trace(), NOW.index("log(a)")
    for number, (text, rule) in enumerate(
        (("todo!()", "adds-stub"), ("x()", "outside"), ("unsafe { a }", "adds-unsafe"))
    ):
        edit = Edit("lib.rs", at, at + 6, 3, 5, 3, 11, text)
        candidate = Candidate("m", f"write {text}", "own", (edit,), rank=9 - number)
        trace.refuse(ERROR, candidate, Refusal(rule, f"it {rule}", 3))
    drafts = list(refused_drafts([trace, trace], identity(ERROR), {}, lib.parent))

    assert ["write unsafe { a }", "write todo!()"] == [draft.summary for draft in drafts]
    assert "ferrule does not do this by itself (adds-unsafe): it adds-unsafe" == drafts[0].risk


def test_what_an_error_names_elsewhere(lib: Path) -> None:
    """Where a caller is wrong because the function was changed in another file, the function can be put back."""
    lib.write_text("fn caller() {\n    convert(1, 2);\n}\n")
    other, third = lib.parent / "other.rs", lib.parent / "third.rs"
    other.write_text("pub fn convert(b: u8, a: u8) {}\npub fn more() -> u8 {\n    2\n}\n")
    third.write_text("const A: u8 = 1;\n")
    was = "pub fn convert(a: u8, b: u8) {}\npub fn more() -> u8 {\n    1\n}\n"
    error = Finding(
        "rustc",
        "E0308",
        Level.ERROR,
        "mismatched types",
        "lib.rs",
        2,
        5,
        rendered="note: function defined here\n --> other.rs:1\npub fn convert(b: u8, a: u8)\n",
    )

    drafts = list(former_drafts(error, {other: was.encode(), third: b"const A: u8 = 2;\n"}, {}, lib.parent))

    assert [
        "put `convert` back as it was in the last commit",
        "put other.rs back as it was in the last commit",
        "put all 2 files back that differ from the last commit",
    ] == [draft.summary for draft in drafts]
    item, file, every = drafts
    assert b"pub fn convert(a: u8, b: u8) {}\npub fn more() -> u8 {\n    2\n}\n" == item.changes[other]
    assert was.encode() == file.changes[other]
    assert {other, third} == set(every.changes)
    assert sorted(draft.rank for draft in drafts) == [draft.rank for draft in drafts]


def test_the_one_file_that_differs(lib: Path) -> None:
    """An error that nothing ties to the changed file: what was changed can be put back all the same."""
    other = lib.parent / "other.rs"
    other.write_text("struct Gone;\n")

    [draft] = former_drafts(ERROR, {other: b"struct Gone;\nimpl Clone for Gone {}\n"}, {}, lib.parent)

    assert "put other.rs back, all that differs from the last commit" == draft.summary
    assert [b"struct Gone;\nimpl Clone for Gone {}\n"] == list(draft.changes.values())
