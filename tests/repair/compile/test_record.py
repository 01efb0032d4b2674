"""The recording: every broken unit is there, the user's warm state stays, and nothing secret is written."""

import json
import os
import stat
from pathlib import Path

import pytest

from ferrule.facts.workspace import Selection, Workspace
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.repair.compile.cargo_check import CheckOptions, check_argv
from ferrule.repair.compile.record import record
from ferrule.repair.compile.replay import replay
from ferrule.repair.compile.wrapper import read_notes, write_wrapper
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import BROKEN, errors, recording
from workspaces import LIB, members, package, program, write

pytestmark = pytest.mark.cargo
BUILD = """fn main() {
    println!("cargo::rustc-env=GIVEN=by the build script");
    println!("cargo::rustc-env=BUILD_TOKEN=hunter2hunter2");
}
"""


def fresh(root: Path) -> dict[str, bool]:
    """Check the workspace as a user does; tells for each artifact whether it was fresh."""
    argv = ("cargo", "check", "--workspace", "--all-targets", "--keep-going", "--message-format=json")
    lines = map(json.loads, run(Command(argv, root, 120.0)).stdout.text.splitlines())
    built = (line for line in lines if line["reason"] == "compiler-artifact")
    return {f"{line['package_id']} {line['target']['name']} {line['profile']['test']}": line["fresh"] for line in built}


def test_the_users_warm_state_stays(tmp_path: Path) -> None:
    """A recording compiles nothing that was fresh before it, and leaves everything fresh that it compiled."""
    root = members(tmp_path, {"low": "", "high": '[dependencies]\nlow = { path = "../low" }'})
    fresh(root)
    known = (root / "target/.rustc_info.json").read_bytes()

    nothing = recording(root)
    write(root, {"high/src/lib.rs": LIB.replace("demo", "high") + "\n"})
    changed = recording(root)

    assert () == nothing.reports
    assert {"high"} == {report.unit.package for report in changed.reports}
    assert {True} == set(fresh(root).values())
    assert known == (root / "target/.rustc_info.json").read_bytes()


def test_broken_units_are_recorded_each_time(tmp_path: Path) -> None:
    """A unit with errors is never fresh: the second recording has it again, with its words."""
    root = package(tmp_path, {"src/lib.rs": LIB + BROKEN})

    for recorded in (recording(root), recording(root)):
        assert [("demo", False), ("demo", True)] == sorted((r.unit.target, r.unit.is_test) for r in recorded.broken)
        assert [["E0277 src/lib.rs:20"]] * 2 == [errors(report.findings) for report in recorded.broken]
        assert recorded.finished
        assert ["E0277 src/lib.rs:20"] == errors(recorded.reading.findings)


def test_the_test_copys_own_errors_are_its_own(tmp_path: Path) -> None:
    """An error in the unit tests belongs to the test copy, not to the library, which compiled."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("4);", '"");')})

    reports = {report.unit.is_test: report for report in recording(root).reports}

    assert (True, []) == (reports[False].compiled, errors(reports[False].findings))
    assert (False, ["E0308 src/lib.rs:16"]) == (reports[True].compiled, errors(reports[True].findings))


def test_of_two_broken_copies_the_test_copy_has_more(tmp_path: Path) -> None:
    """Where both copies fail, what was said twice belongs to both, what was said once to the test copy."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("4);", '"");') + BROKEN})

    reports = {report.unit.is_test: report for report in recording(root).reports}

    assert ["E0277 src/lib.rs:20"] == errors(reports[False].findings)
    assert {"E0277 src/lib.rs:20", "E0308 src/lib.rs:16"} == set(errors(reports[True].findings))


def test_units_are_known_by_their_target(tmp_path: Path) -> None:
    """Each kind of target is put with its package and target, build scripts and macros too."""
    rest = {
        "build.rs": BUILD,
        "tests/it.rs": "",
        "src/bin/two-words.rs": "fn main() {}",
        "examples/ex.rs": "fn main() {}",
    }

    units = [report.unit for report in recording(package(tmp_path, rest)).reports]

    assert {
        ("build-script-build", ("custom-build",), False),
        ("demo", ("lib",), True),
        ("ex", ("example",), True),
        ("it", ("test",), True),
        ("two-words", ("bin",), True),
    } == {(unit.target, unit.kinds, unit.emits_metadata) for unit in units}
    assert len(units) == len({unit.key for unit in units})
    assert {tmp_path / "target/debug/incremental"} == {unit.incremental for unit in units}


def test_only_what_cargo_set_is_kept_and_no_token_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are for the user's eyes and hold no secret; a unit has the variables of its build script."""
    monkeypatch.setenv("SERVICE_TOKEN", "hunter2hunter2")
    monkeypatch.setenv("CARGO_REGISTRIES_MINE_TOKEN", "hunter2hunter2")
    monkeypatch.setenv("GIVEN", "by the user")
    root = package(tmp_path / "demo", {"build.rs": BUILD})
    (notes := tmp_path / "notes").mkdir()
    wrapper = write_wrapper(notes, "")

    run(Command(check_argv(CheckOptions()), root, 120.0, {"RUSTC_WRAPPER": str(wrapper)}))
    write(root, {"src/lib.rs": LIB + "\n"})
    env = dict(next(r.unit.env for r in recording(root).reports if r.unit.target == "demo"))

    assert {0o600} == {stat.S_IMODE(note.stat().st_mode) for note in notes.glob("*.note")}
    assert [] == [file for file in notes.iterdir() if b"hunter2" in file.read_bytes()]
    assert {"build_script_build", "demo"} == {note.env["CARGO_CRATE_NAME"] for note in read_notes(notes)}
    assert ("by the build script", "hunter2hunter2") == (env["GIVEN"], env["BUILD_TOKEN"])
    assert not {"SERVICE_TOKEN", "CARGO_REGISTRIES_MINE_TOKEN", "HOME", "RUSTC_WRAPPER", "CARGO_MAKEFLAGS"} & set(env)
    assert "hunter2" not in repr(recording(root))


def test_nothing_stays_in_the_scratch_folder(tmp_path: Path) -> None:
    """The notes are gone when the recording is read."""
    recording(package(tmp_path))

    assert [] == list((tmp_path / ".ferrule/scratch").iterdir())


def test_a_broken_note_is_passed_over(tmp_path: Path) -> None:
    """A call that was killed while it was noted counts as none."""
    (tmp_path / "1.note").write_bytes(b"ferrule-note-1\0/x\0002\0rustc")
    (tmp_path / "2.note").write_bytes(b"")

    assert () == read_notes(tmp_path)


@pytest.mark.parametrize("way", ["variable", "settings"])
def test_a_wrapper_that_is_set_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """The user's own wrapper sees every call, and the recording says so."""
    script = program(tmp_path / "tools", "wrap.sh", f'echo called >>"{tmp_path}/calls"\nexec "$@"')
    root = package(tmp_path / "demo")
    if way == "variable":
        monkeypatch.setenv("RUSTC_WRAPPER", str(script))
    else:
        write(root, {".cargo/config.toml": '[build]\nrustc-wrapper = "../tools/wrap.sh"\n'})

    recorded = recording(root)

    assert "tools/wrap.sh" in recorded.note
    assert recorded.finished
    assert 2 == len(recorded.reports)
    assert (tmp_path / "calls").exists()
    assert not any("wrap.sh" in word for report in recorded.reports for word in report.unit.argv)


def test_the_workspaces_own_compiler_driver_is_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A RUSTC_WORKSPACE_WRAPPER of the user's is part of the recorded call, in front of rustc."""
    script = program(tmp_path / "tools", "driver.sh", 'exec "$@"')
    monkeypatch.setenv("RUSTC_WORKSPACE_WRAPPER", str(script))

    [one, other] = [report.unit for report in recording(package(tmp_path / "demo")).reports]

    assert str(script) == one.argv[0] == other.argv[0]
    assert replay(one, {}, tmp_path / "slot").ok


def test_a_cargo_that_fails_itself_is_said(tmp_path: Path) -> None:
    """Where Cargo does not come to its own end, the recording is not finished and gives Cargo's words."""
    root = package(tmp_path, more='[dependencies]\nmissing = { path = "nowhere" }')
    workspace = Workspace(root, root / "target", (), is_virtual=False)

    recorded = record(workspace, root / ".ferrule/scratch")
    late = record(workspace, root / ".ferrule/scratch", CheckOptions(timeout_s=0.0))

    assert (False, True) == (recorded.finished, "nowhere" in recorded.note)
    assert (False, "ended after 0 s") == (late.finished, late.note)


def test_features_and_jobs_are_passed_on() -> None:
    """Every check of a run has the same shape: the chosen features, never a choice of packages."""
    chosen = Selection(("demo",), ("a", "b"), all_features=True, no_default_features=True)

    argv = check_argv(CheckOptions(chosen, jobs=1))

    start = "cargo check --workspace --all-targets --keep-going --message-format=json"
    assert f"{start} --all-features --no-default-features --features a,b --jobs 1" == " ".join(argv)


def test_odd_names_do_not_break_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes and blanks in a path, and functions that a shell exports, are only text."""
    monkeypatch.setenv("BASH_FUNC_odd%%", "() { :; }")
    root = package(tmp_path / "it's $HOME")

    assert 2 == len(recording(root).reports)
    assert read_workspace(root).root == Path(os.path.realpath(root))
