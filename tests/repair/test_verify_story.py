"""The verification as `fix` asks for it: which packages are tested, and what the notes say."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ferrule.facts.fix import FixRequest, Testing
from ferrule.facts.settings import FixSettings
from ferrule.facts.workspace import Selection
from ferrule.flow import verified as verifying
from ferrule.flow.verified import Here, Verified, errors_in, verified_repair
from ferrule.repair.bench import Repaired
from ferrule.repair.compile.mounting import Tool
from ferrule.repair.compile.namespace import Found
from ferrule.repair.compile.recheck import recheck
from ferrule.store.place import scratch, state_folder
from ferrule.workspace.reading import read_both
from repair.compile.recorded import recording
from repair.judging import BAD, cases, committed, needs_sandbox
from workspaces import LIB, members, package, write

pytestmark = [pytest.mark.cargo, pytest.mark.sandbox, needs_sandbox]


def verify(root: Path, changes: Mapping[str, str], how: Testing = Testing.AFFECTED, *features: str) -> Verified:
    """Check a workspace as it is and with these files changed, and verify that as a repair."""
    recording(root)
    (workspace, toolchain), place = read_both(root), state_folder(root)
    here = Here(workspace, place, scratch(place, "run"), "run", (), lambda _: None, FixSettings(), None, toolchain)
    new = {root / name: text.encode() for name, text in changes.items()}
    before, after = (recheck(workspace, files, here.scratch / "check") for files in ({}, new))
    errors = errors_in(before.reading.findings)
    request = FixRequest(root, tests=how, selection=Selection(features=features))
    return verified_repair(request, here, Repaired(changes=new, before=errors), after, errors)


def count(verified: Verified) -> int:
    """Give how many tests were run."""
    return verified.tested.tally.run if verified.tested else 0


def test_what_was_changed_and_what_needs_it_is_tested(tmp_path: Path) -> None:
    """Affected are the changed package and its dependents; with `all` the others too, with `none` nothing."""
    root = members(tmp_path, {"low": "", "high": '[dependencies]\nlow = { path = "../low" }', "other": ""})
    write(root, {"low/src/lib.rs": LIB.replace("demo", "low") + BAD})
    good = {"low/src/lib.rs": LIB.replace("demo", "low")}

    results = [verify(root, good, how) for how in (Testing.AFFECTED, Testing.ALL, Testing.NONE)]

    assert [(True, 4), (True, 6), (True, 0)] == [(result.kept, count(result)) for result in results]
    assert [()] * 3 == [result.notes for result in results]


def test_what_is_left_broken_does_not_keep_others_from_being_tested(tmp_path: Path) -> None:
    """One of two errors is repaired: packages that compile are tested, the others are named."""
    needs_low = '[dependencies]\nlow = { path = "../low" }'
    names = {"low": "", "high": needs_low, "left": "", "above": '[dependencies]\nleft = { path = "../left" }'}
    root = members(tmp_path, names)
    good = LIB.replace("demo", "low")
    write(root, {"low/src/lib.rs": good + BAD, "left/src/lib.rs": BAD + BAD.replace("broken", "too")})
    write(root, {"low/tests/it.rs": cases({"fails": "assert_eq!(low::add(1, 1), 2);"})})

    kept = verify(root, {"low/src/lib.rs": good}, Testing.ALL)
    dropped = verify(root, {"low/src/lib.rs": good.replace("a + b", "a * b + 2")}, Testing.ALL)

    skipped = "not tested, since they do not compile: above, left"
    assert (True, 5, (skipped,)) == (kept.kept, count(kept), kept.notes)
    assert (False, skipped) == (dropped.kept, dropped.notes[-1])
    assert kept.left


def test_a_broken_test_of_a_member_leaves_its_dependents_testable(tmp_path: Path) -> None:
    """Where only a test file does not compile, members that need the library are tested."""
    root = members(tmp_path, {"low": "", "high": '[dependencies]\nlow = { path = "../low" }'})
    good = LIB.replace("demo", "low")
    write(root, {"low/src/lib.rs": good + BAD + BAD.replace("broken", "too"), "low/tests/it.rs": BAD})

    result = verify(root, {"low/src/lib.rs": good})

    assert (True, 2, ("not tested, since they do not compile: low",)) == (result.kept, count(result), result.notes)


def test_a_failure_of_the_last_commit_does_not_block(tmp_path: Path) -> None:
    """The story asks git: what fails there too is said, and the repair stands."""
    root = committed(package(tmp_path, {"tests/it.rs": cases({"old": "panic!()"})}))
    write(root, {"src/lib.rs": LIB + BAD})

    result = verify(root, {"src/lib.rs": LIB})

    assert (True, 3) == (result.kept, count(result))
    assert ("1 test fails at the last commit too, so this does not block: demo::it old",) == result.notes


def test_what_was_used_for_want_of_bubblewrap_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Candidates in namespaces of unshare, or in copies; tests without a sandbox: each has its note."""
    root = package(tmp_path, {"src/lib.rs": LIB + BAD})
    monkeypatch.setattr("ferrule.repair.verify.ground.sandbox_refusal", lambda: "no bwrap")
    notes = []
    for tool in (Tool.UNSHARE, None):
        monkeypatch.setattr(verifying, "found_namespaces", lambda given=tool: Found(given, "no bwrap"))
        notes.append(verify(root, {"src/lib.rs": LIB}).notes)

    tested = "the tests ran without a sandbox, in a copy of the sources: no bwrap"
    assert [
        (tested, "candidates were compiled in namespaces that unshare made: no bwrap"),
        (tested, "candidates were compiled in copies of the sources: no bwrap"),
    ] == notes


def test_what_does_not_mend_anything_is_dropped_untested(tmp_path: Path) -> None:
    """No fewer errors in the whole check: the repair goes, and no test is run."""
    root = package(tmp_path, {"src/lib.rs": LIB + BAD})

    result = verify(root, {"src/lib.rs": LIB + BAD + "\n"})

    assert (False, {}, None) == (result.kept, result.changes, result.tested)
    assert ("the repair did not stand in a whole `cargo check`: no fewer errors",) == result.notes


def test_tests_have_the_features_of_the_check(tmp_path: Path) -> None:
    """A test behind a feature is run where that was chosen; members that do not have it are tested without."""
    root = members(tmp_path, {"low": "[features]\nextra = []", "high": '[dependencies]\nlow = { path = "../low" }'})
    good = LIB.replace("demo", "low")
    gated = '#[cfg(feature = "extra")]\n' + cases({"gated": ""})
    write(root, {"low/src/lib.rs": good + BAD, "low/tests/it.rs": gated})

    plain, chosen = verify(root, {"low/src/lib.rs": good}), verify(root, {"low/src/lib.rs": good}, Testing.ALL, "extra")

    write(root, {"low/src/lib.rs": good, "high/src/lib.rs": BAD})
    other = verify(root, {"high/src/lib.rs": LIB.replace("demo", "high")}, Testing.AFFECTED, "extra")

    assert [4, 5, 2] == [count(result) for result in (plain, chosen, other)]


def test_tests_that_cannot_be_built_are_no_tally(tmp_path: Path) -> None:
    """What `cargo check` cannot see, such as a linker that fails, keeps every test from being run: that is said."""
    odd = 'fn main() { println!("cargo::rustc-link-arg=--no-such-thing=1"); }'
    root = package(tmp_path, {"src/lib.rs": LIB + BAD, "build.rs": odd})

    result = verify(root, {"src/lib.rs": LIB})

    assert (True, None) == (result.kept, result.tested)
    assert result.notes[0].startswith("no test was run, since they could not be built")
