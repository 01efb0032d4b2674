"""The recheck: one real `cargo check` with changes that are nowhere on disk, dependents included."""

import json
import os
from pathlib import Path

import pytest

from ferrule.facts.reading import Reading
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Outcome
from ferrule.repair.compile import recheck as rechecking
from ferrule.repair.compile import target_copy
from ferrule.repair.compile.cargo_check import CheckOptions, read_check
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.target_copy import copy_target
from ferrule.repair.compile.unit import How
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import BROKEN, WAYS, errors, recording, snapshot
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.cargo
MACRO = "[lib]\nproc-macro = true\n"


def layered(tmp_path: Path) -> Path:
    """Make a recorded workspace whose lower member is broken, and whose higher one is too, unseen so far."""
    root = members(tmp_path / "ws", {"low": "", "high": '[dependencies]\nlow = { path = "../low" }', "own": MACRO})
    write(root, {"low/src/lib.rs": LIB + BROKEN, "high/src/lib.rs": "pub fn no() -> u8 { low::add(1, 1) }"})
    write(root, {"own/src/lib.rs": ""})
    recording(root)
    return root


@pytest.mark.parametrize("how", WAYS)
def test_dependents_of_a_mended_package_are_seen(tmp_path: Path, how: How) -> None:
    """With the lower member mended the higher one is compiled, its errors come up, and the user's tree stays."""
    root = layered(tmp_path)
    workspace, scratch = read_workspace(root), root / ".ferrule/check"
    low, high = root / "low/src/lib.rs", root / "high/src/lib.rs"
    mended = {low: LIB.encode(), high: b"pub fn no() -> u64 { low::add(1, 1) }"}
    before = snapshot(root)

    now = recheck(workspace, {}, scratch, how=how)
    one = recheck(workspace, {low: LIB.encode()}, scratch, how=how)
    both = recheck(workspace, mended, scratch, how=how)
    again = recheck(workspace, {}, scratch, how=how)

    assert ["E0277 low/src/lib.rs:20"] == errors(now.reading.findings) == errors(again.reading.findings)
    assert ["E0308 high/src/lib.rs:1"] == errors(one.reading.findings)
    assert [False, False, True, False] == [checked.ok for checked in (now, one, both, again)]
    assert [how] * 4 == [checked.how for checked in (now, one, both, again)]
    assert both.reading.seen is not None
    assert both.reading.seen.count == 6
    assert "" == now.note == both.note
    after = {name: stat for name, stat in snapshot(root).items() if "/.ferrule" not in name}
    assert before.items() >= after.items()


@pytest.mark.parametrize("how", WAYS)
def test_a_change_that_is_taken_back_is_not_remembered(tmp_path: Path, how: How) -> None:
    """What was broken in one recheck is whole in the next, and the other way round: times do not deceive."""
    root = package(tmp_path / "demo")
    recording(root)
    workspace, source = read_workspace(root), root / "src/lib.rs"
    bad = {source: (LIB + BROKEN).encode()}

    seen = [recheck(workspace, changes, tmp_path / "check", how=how).ok for changes in ({}, bad, {}, bad)]

    assert [True, False, True, False] == seen


@pytest.mark.parametrize("how", WAYS)
def test_what_is_not_changed_stays_fresh(tmp_path: Path, how: How, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the changed member and those that need it are compiled again; macros of others stay fresh."""
    root = members(tmp_path / "ws", {"low": "", "high": '[dependencies]\nlow = { path = "../low" }', "own": MACRO})
    write(root, {"own/src/lib.rs": ""})
    recording(root)
    printed: list[str] = []

    def listening(outcome: Outcome, workspace: Workspace) -> Reading:
        printed.append(outcome.stdout.text)
        return read_check(outcome, workspace)

    monkeypatch.setattr(rechecking, "read_check", listening)

    checked = recheck(
        read_workspace(root), {root / "high/src/lib.rs": b"pub fn new() {}"}, root / ".ferrule/check", how=how
    )

    built = [json.loads(line) for line in printed[0].splitlines() if '"compiler-artifact"' in line]
    assert checked.ok
    assert {("low", True), ("own", True), ("high", False)} == {(one["target"]["name"], one["fresh"]) for one in built}


def test_a_copy_cannot_change_what_lies_outside(tmp_path: Path) -> None:
    """A file outside of the workspace can only be changed in a namespace: elsewhere that is said."""
    workspace = read_workspace(package(tmp_path / "demo"))

    checked = recheck(workspace, {tmp_path / "other.rs": b""}, tmp_path / "check", how=How.SLOT)

    assert (False, True) == (checked.ok, "outside of the workspace" in checked.note)


@pytest.mark.parametrize("how", WAYS)
def test_a_workspace_that_was_never_built_is_checked_too(tmp_path: Path, how: How) -> None:
    """Without a target folder everything is compiled; neither that nor the user's Cargo.lock is written."""
    root = package(tmp_path / "demo", {"Cargo.lock": 'version = 4\n\n[[package]]\nname = "demo"\nversion = "0.1.0"\n'})

    checked = recheck(read_workspace(root), {}, tmp_path / "check", how=how)

    assert (True, False) == (checked.ok, (root / "target").exists())
    assert "version = 4" == (root / "Cargo.lock").read_text().split("\n")[0]


def test_a_time_out_is_said(tmp_path: Path) -> None:
    """A check that did not come to its end is no verdict."""
    workspace = read_workspace(package(tmp_path / "demo"))

    checked = recheck(workspace, {}, tmp_path / "check", CheckOptions(timeout_s=0.0))

    assert (False, "ended after 0 s") == (checked.ok, checked.note)


def test_without_namespaces_a_copy_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where bubblewrap is missing or refused, the check is made in a copy, and says so."""
    monkeypatch.setattr(rechecking, "namespace_refusal", lambda: "none here")

    assert recheck(read_workspace(package(tmp_path / "demo")), {}, tmp_path / "check").how is How.SLOT


def test_only_what_is_replaced_is_linked(tmp_path: Path) -> None:
    """Artifacts and states share their node with the user's, notes and locks do not; programs are left out."""
    target, copy = tmp_path / "target", tmp_path / "copy"
    linked = ["deps/liba-1.rmeta", "deps/liba-1.rlib", "deps/libm-1.so", "incremental/a-1/s-1-2-3/dep-graph.bin"]
    copied = ["deps/a-1.d", ".fingerprint/a-1/lib-a", "build/a-1/output", "incremental/a-1/s-1-2.lock"]
    left_out = ["deps/a-1", "incremental/a-1/s-1-3-working/x", "../release/deps/liba-1.rmeta"]
    write(target / "debug", dict.fromkeys((*linked, *copied, *left_out), ""))

    copy_target(Workspace(tmp_path, target, (), is_virtual=False), copy)

    files = {str(path.relative_to(copy / "debug")): path for path in copy.rglob("*") if path.is_file()}
    shared = {name for name, path in files.items() if path.samefile(target / "debug" / name)}
    assert ({*linked, *copied}, {*linked}) == (set(files), shared)
    times = {(path.stat().st_mtime_ns, (target / "debug" / name).stat().st_mtime_ns) for name, path in files.items()}
    assert all(mine == theirs for mine, theirs in times)


def test_half_a_state_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user's Cargo takes files away during the copy, or links do not work, the rest still serves."""

    def gone(source: str, place: str) -> None:
        raise FileNotFoundError(source)

    monkeypatch.setattr(os, "link", gone)
    target, copy = tmp_path / "target", tmp_path / "copy"
    write(target / "debug", {"deps/liba-1.rmeta": "a", "incremental/a-1/s-1-2-3/x": ""})
    copy_target(Workspace(tmp_path, target, (), is_virtual=False), copy)
    assert "a" == (copy / "debug/deps/liba-1.rmeta").read_text()

    monkeypatch.setattr(target_copy, "_link", gone)
    copy_target(Workspace(tmp_path, target, (), is_virtual=False), copy)
    assert not (copy / "debug/incremental").exists()
