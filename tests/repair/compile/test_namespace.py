"""Namespaces: the same view by bubblewrap and by unshare, and words for what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.repair.compile import namespace
from ferrule.repair.compile.mounting import Tool
from ferrule.repair.compile.namespace import Namespace, found_namespaces, namespace_refusal
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.replay import replay
from ferrule.repair.compile.unit import How
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import BROKEN, errors, library, recording, snapshot
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.sandbox


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Give what hides programs, and forget afterwards what was found without them."""
    yield monkeypatch
    found_namespaces.cache_clear()


@pytest.fixture(params=list(Tool))
def tool(request: pytest.FixtureRequest, only: pytest.MonkeyPatch) -> Tool:
    """Leave one tool on this machine, each in turn."""
    return use(request.param, only)


def use(tool: Tool, only: pytest.MonkeyPatch) -> Tool:
    """Hide the other tool; skips where this one does not work."""
    only.setattr(namespace, "find_program", lambda name: find_program(name) if name == tool.program else None)
    found_namespaces.cache_clear()
    if found_namespaces().tool is not tool:
        pytest.skip(f"no {tool} on this machine: {found_namespaces().refusal}")
    return tool


def inside(view: Namespace, script: str, cwd: Path, env: dict[str, str] | None = None) -> Outcome:
    """Run a shell script in a namespace."""
    return run(Command(view.argv(("sh", "-c", script)), cwd, 30.0, env or {}))


def test_files_have_other_contents(tmp_path: Path, tool: Tool) -> None:
    """Old and new files are as told, below the working folder too; outside nothing has changed."""
    root = write(tmp_path / "odd ' \n name", {"src/old": "old", "src/kept": "kept", "target/x": "x"})
    new = {root / "src/old": b"new", root / "src/more/made": b"made", root / "top": b"top"}
    before = snapshot(root)

    outcome = inside(
        Namespace(root, new, tmp_path / "staging"), "cat src/old src/kept src/more/made top target/x", root
    )

    assert ("newkeptmadetopx", "") == (outcome.stdout.text, outcome.stderr.text)
    assert before == snapshot(root)


def test_only_what_is_named_can_be_written(tmp_path: Path, tool: Tool) -> None:
    """The workspace is read-only, changed files too; a writable folder in it is the real one."""
    root = write(tmp_path / "ws", {"src/old": "old", "own/x": "x", "lock": "lock"})
    other = write(tmp_path / "other", {"lock": "other"})
    view = Namespace(
        root, {root / "src/old": b"new"}, root / "own/st", [root / "own"], [(other / "lock", root / "lock")]
    )
    script = "for f in new src/old src/new own/new lock; do (echo a > $f) 2>/dev/null && echo $f; done"

    outcome = inside(view, script, root)

    assert "own/new\nlock\n" == outcome.stdout.text
    assert ("a\n", "lock", "a\n") == tuple(p.read_text() for p in (root / "own/new", root / "lock", other / "lock"))


def test_the_end_and_the_environment_are_the_programs_own(tmp_path: Path, tool: Tool) -> None:
    """Exit code, signal and variables that no shell would pass on come through."""
    view = Namespace(tmp_path, {}, tmp_path / "staging")
    env = {"CARGO_BIN_EXE_my-tool": "there"}

    coded, killed = (inside(view, script, tmp_path) for script in ("exit 7", "kill -SEGV $$"))
    told = run(Command(view.argv(("env",)), tmp_path, 30.0, env))

    assert 7 == coded.code
    assert killed.ended is Ended.SIGNALLED or killed.code == 128 + 11
    assert "CARGO_BIN_EXE_my-tool=there" in told.stdout.text.split("\n")


def test_a_place_that_is_not_there_is_said(tmp_path: Path, tool: Tool) -> None:
    """What cannot be mounted ends the program before it began."""
    view = Namespace(tmp_path, {}, tmp_path / "staging", (tmp_path / "missing",))

    outcome = inside(view, "echo begun", tmp_path)

    assert (False, "", True) == (outcome.ok, outcome.stdout.text, "missing" in outcome.stderr.text)


@pytest.mark.cargo
def test_candidates_are_judged_at_their_own_place(tmp_path: Path, tool: Tool) -> None:
    """A replay is warm from the user's state, a recheck sees dependents, and the user's tree stays."""
    unit = library(tmp_path / "demo")
    root = members(tmp_path / "ws", {"low": "", "high": '[dependencies]\nlow = { path = "../low" }'})
    recording(root)
    source, low = tmp_path / "demo/src/lib.rs", root / "low/src/lib.rs"
    before = snapshot(tmp_path / "demo")

    wrong = replay(unit, {source: (LIB + BROKEN).encode()}, tmp_path / "slot")
    checked = recheck(read_workspace(root), {low: (LIB + BROKEN).encode()}, root / ".ferrule/check")

    assert (How.NAMESPACE, True, ["E0277 src/lib.rs:20"]) == (wrong.how, wrong.warm, errors(wrong.findings))
    assert (How.NAMESPACE, ["E0277 low/src/lib.rs:20"]) == (checked.how, errors(checked.reading.findings))
    assert before == snapshot(tmp_path / "demo")


def test_what_is_missing_or_refused_is_said(only: pytest.MonkeyPatch) -> None:
    """The reason why there are no namespaces is given in words, for each tool."""
    found = []
    for program in (None, Path("/bin/false")):
        only.setattr(namespace, "find_program", lambda _, given=program: given)
        found_namespaces.cache_clear()
        found.append(namespace_refusal())

    assert [
        "bwrap (bubblewrap) is not installed; unshare (util-linux) is not installed",
        "bwrap was refused: ; unshare was refused: ",
    ] == found


def test_unshare_says_why_it_is_used(only: pytest.MonkeyPatch) -> None:
    """With bubblewrap hidden there still are namespaces, and the report can tell why they are unshare's."""
    use(Tool.UNSHARE, only)

    assert ("", "bwrap (bubblewrap) is not installed") == (namespace_refusal(), found_namespaces().refusal)


def test_a_change_outside_of_a_package_can_be_shown(tmp_path: Path, tool: Tool) -> None:
    """A file beside the workspace can be changed too."""
    root = package(tmp_path / "ws")
    beside = write(tmp_path / "beside", {"file": "old"}) / "file"

    assert "new" == inside(Namespace(root, {beside: b"new"}, tmp_path / "st"), f"cat {beside}", root).stdout.text
