"""Replays: the real compiler's verdict on changes that are nowhere on disk, in a namespace and in a copy."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.finding import Level
from ferrule.repair.compile import replay as replaying
from ferrule.repair.compile.replay import Terms, replay
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import How, Unit
from repair.compile.recorded import BROKEN, WAYS, errors, library, needs_namespaces, recording, snapshot
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.cargo


@pytest.mark.parametrize("how", WAYS)
def test_a_candidate_is_judged_at_its_own_place(tmp_path: Path, how: How) -> None:
    """The changed text is what is compiled, findings name the user's file, and the user's tree stays as it is."""
    unit = library(tmp_path / "demo")
    source = tmp_path / "demo/src/lib.rs"
    before = snapshot(tmp_path / "demo")
    tally = Tally()
    terms = Terms(tally=tally, how=how)

    wrong = replay(unit, {source: (LIB + BROKEN).encode()}, tmp_path / "slot", terms)
    right = replay(unit, {source: (LIB + "pub fn right() {}\n").encode()}, tmp_path / "slot", terms)
    same = replay(unit, {}, tmp_path / "slot", terms)

    assert ["E0277 src/lib.rs:20"] == errors(wrong.findings)
    assert "src/lib.rs:20:7" in wrong.findings[0].rendered
    assert "\x1b" not in wrong.findings[0].rendered
    assert wrong.findings[0].suggestions or wrong.findings[0].package == "demo"
    assert [False, True, True] == [replayed.ok for replayed in (wrong, right, same)]
    assert all(replayed.judged and replayed.how is how for replayed in (wrong, right, same))
    assert before == snapshot(tmp_path / "demo")
    assert (3, 0) == (tally.counts.runs, tally.counts.unjudged)
    assert tally.counts.seconds > 0


@pytest.mark.parametrize("how", WAYS)
def test_new_files_are_seen(tmp_path: Path, how: How) -> None:
    """A module that exists in memory only is compiled, beside files and in folders that are not there."""
    unit = library(tmp_path / "demo", LIB + "mod kept;\n")
    folder = tmp_path / "demo/src"
    text = LIB + "mod kept;\nmod beside;\nmod below;\n"
    write(folder, {"kept/mod.rs": "mod deeper;", "kept/deeper.rs": ""})
    new = {folder / "lib.rs": text.encode(), folder / "beside.rs": b"", folder / "below/mod.rs": BROKEN.encode()}
    new |= {folder / "kept/mod.rs": b"mod deeper; mod added;", folder / "kept/added.rs": b""}

    replayed = replay(unit, new, tmp_path / "slot", Terms(how=how))

    assert ["E0277 src/below/mod.rs:2"] == errors(replayed.findings)
    assert {"kept", "lib.rs"} == {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("how", WAYS)
def test_a_new_file_beside_the_manifest_is_seen(tmp_path: Path, how: How) -> None:
    """The workspace's own folder can get a file, though the target folder and the slots lie in it."""
    unit = library(tmp_path)
    text = LIB + '#[path = "../more.rs"]\nmod more;\n'
    new = {tmp_path / "src/lib.rs": text.encode(), tmp_path / "more.rs": BROKEN.encode()}

    replayed = replay(unit, new, tmp_path / ".ferrule/slot", Terms(how=how))

    assert ["E0277 src/../more.rs:2"] == errors(replayed.findings)
    assert not (tmp_path / "more.rs").exists()


@needs_namespaces
@pytest.mark.sandbox
def test_a_replay_starts_from_the_users_state(tmp_path: Path) -> None:
    """A unit that compiled before is warm at once in a namespace; one that never did is cold."""
    warm = library(tmp_path / "good")
    cold = library(tmp_path / "bad", BROKEN)
    source = tmp_path / "bad/src/lib.rs"

    assert replay(warm, {}, tmp_path / "one").warm
    assert [False, False, True] == [
        replay(cold, {source: text.encode()}, tmp_path / "two").warm for text in (BROKEN, LIB, BROKEN)
    ]


def test_a_copy_has_a_cache_of_its_own(tmp_path: Path) -> None:
    """Without namespaces the first compile is cold, since a state is worth nothing at another path."""
    unit = library(tmp_path / "demo")
    terms = Terms(how=How.SLOT)

    assert [False, True] == [replay(unit, {}, tmp_path / "slot", terms).warm for _ in range(2)]


@pytest.mark.parametrize("how", WAYS)
def test_what_cargo_and_build_scripts_give_is_there(tmp_path: Path, how: How) -> None:
    """Sources that a build script made, its variables and Cargo's own are found in a replay."""
    build = """fn main() {
    println!("cargo::rustc-env=GIVEN=yes");
    let folder = std::env::var("OUT_DIR").unwrap();
    std::fs::write(format!("{folder}/made.rs"), "pub const MADE: u8 = 1;").unwrap();
}
"""
    text = """include!(concat!(env!("OUT_DIR"), "/made.rs"));
pub const TEXT: (&str, &str) = (env!("GIVEN"), include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/note.txt")));
"""
    root = package(tmp_path / "demo", {"build.rs": build, "src/lib.rs": text, "note.txt": "here"})
    units = {report.unit.target: report.unit for report in recording(root).reports}

    for unit in units.values():
        assert replay(unit, {}, tmp_path / "slot", Terms(how=how)).ok
    assert not list((tmp_path / "slot/out").glob("*.o"))


@pytest.mark.parametrize("how", WAYS)
def test_members_see_each_other(tmp_path: Path, how: How) -> None:
    """A unit of one member is compiled against the artifacts of another."""
    root = members(tmp_path / "ws", {"low": "", "high": '[dependencies]\nlow = { path = "../low" }'})
    write(root, {"high/src/lib.rs": "pub fn two() -> u64 { low::add(1, 1) }"})
    unit = next(r.unit for r in recording(root).reports if r.unit.package == "high" and not r.unit.is_test)
    source = root / "high/src/lib.rs"

    replayed = replay(unit, {source: b"pub fn two() -> u64 { low::sub(1, 1) }"}, tmp_path / "slot", Terms(how=how))

    assert ["E0425 high/src/lib.rs:1"] == errors(replayed.findings)


@pytest.mark.parametrize("how", WAYS)
def test_a_time_out_and_a_cancel_are_no_verdict(tmp_path: Path, how: How) -> None:
    """What was ended from outside is said, and counts as not judged."""
    unit = replace(library(tmp_path / "demo"), argv=("sleep", "60"))
    cancel = threading.Event()
    cancel.set()

    late = replay(unit, {}, tmp_path / "slot", Terms(timeout_s=0.2, how=how))
    ended = replay(unit, {}, tmp_path / "slot", Terms(cancel=cancel, how=how))

    assert ("ended after 0.2 s", "rustc cancelled") == (late.note, ended.note)
    assert [(False, False)] * 2 == [(replayed.judged, replayed.ok) for replayed in (late, ended)]


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("script", ["kill -SEGV $$", "echo 'thread rustc panicked' >&2; exit 101"])
def test_a_crash_of_the_compiler_is_no_verdict(tmp_path: Path, script: str, how: How) -> None:
    """A compiler that dies tells nothing about the code, however it dies."""
    unit = replace(library(tmp_path / "demo"), argv=("sh", "-c", script))

    replayed = replay(unit, {}, tmp_path / "slot", Terms(how=how))

    assert (True, False, False) == (replayed.crashed, replayed.judged, replayed.ok)


def test_a_silent_failure_is_no_verdict(tmp_path: Path) -> None:
    """A program that fails without a finding is told in its own words, or by its code."""
    unit = library(tmp_path / "demo")
    said, silent = (
        replay(replace(unit, argv=("sh", "-c", script)), {}, tmp_path / "slot", Terms(how=How.SLOT))
        for script in ("echo no such thing >&2; exit 3", "exit 3")
    )

    assert ("no such thing", "rustc ended with 3 and without a word") == (said.note, silent.note)


def test_a_copy_cannot_change_what_lies_outside(tmp_path: Path) -> None:
    """A file outside of the workspace can only be changed in a namespace: elsewhere that is said."""
    unit = library(tmp_path / "demo")

    replayed = replay(unit, {tmp_path / "other.rs": b""}, tmp_path / "slot", Terms(how=How.SLOT))

    assert "outside of the workspace" in replayed.note
    assert not replayed.judged


def test_without_namespaces_a_copy_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where bubblewrap is missing or refused, replays still judge, and say how."""
    unit = library(tmp_path / "demo")
    monkeypatch.setattr(replaying, "namespace_refusal", lambda: "none here")

    replayed = replay(unit, {}, tmp_path / "slot")

    assert (True, How.SLOT) == (replayed.ok, replayed.how)


def test_warnings_are_findings_too(tmp_path: Path) -> None:
    """A unit that compiles with a warning is good, and the warning is given."""
    unit: Unit = library(tmp_path / "demo", "fn unused() {}")

    replayed = replay(unit, {}, tmp_path / "slot")

    assert (True, [(Level.WARNING, "dead_code")]) == (replayed.ok, [(f.level, f.rule) for f in replayed.findings])
