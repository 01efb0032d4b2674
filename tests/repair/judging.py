"""Workspaces with a past in git, and their tests judged, for the tests of the verification."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ferrule.process.command import Command
from ferrule.process.door import run, sandbox_refusal
from ferrule.repair.compile.warm import last_commit
from ferrule.repair.verify.ground import Terms, ground
from ferrule.repair.verify.verdict import Earlier, Judged, judged
from ferrule.store.place import state_folder
from ferrule.workspace.metadata import read_workspace
from workspaces import write

REFUSAL = sandbox_refusal()
needs_sandbox = pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}")
BAD = "pub fn broken() -> u8 { missing }\n"
TITLE = "the last commit"


def cases(bodies: Mapping[str, str]) -> str:
    """Give an integration test file with these tests by name."""
    return "".join(f"#[test]\nfn {name}() {{\n    {body}\n}}\n" for name, body in bodies.items())


def committed(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """Commit what is at `root`, and these files, in a new git repository."""
    write(root, {".gitignore": "target\n.ferrule\n", **(files or {})})
    author = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (("init", "-q"), ("add", "-A"), (*author, "commit", "-q", "-m", "first")):
        assert run(Command(("git", *words), root, 60.0)).ok
    return root


def judge(root: Path, changes: Mapping[str, str], timeout_s: float = 60.0) -> Judged:
    """Judge the sources with these files changed by all tests, and by the last commit where there is one."""
    workspace, state = read_workspace(root), state_folder(root).folder
    scratch = state / "tmp/run"
    scratch.mkdir(parents=True, exist_ok=True)
    new = {root / name: text.encode() for name, text in changes.items()}
    names = tuple(package.name for package in workspace.packages)
    with ground(workspace, state, scratch, Terms(timeout_s)) as place:
        return judged(place, new, names, lambda: Earlier(TITLE, last_commit(root) or None))
