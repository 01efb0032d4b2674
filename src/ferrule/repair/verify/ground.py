"""Where tests run: in the sandbox with the changes mounted over the originals, or in a copy of the sources."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ferrule.errors import Untrusted
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Selection, Workspace
from ferrule.process.command import Captured, Command, Outcome
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.sandbox import Sandbox, wrapped
from ferrule.repair.compile.cargo_check import KEEP_BYTES
from ferrule.repair.compile.mirror import mirror, outside_of, put
from ferrule.repair.compile.staging import staged
from ferrule.repair.verify.beside import beside
from ferrule.repair.verify.room import TREE, room, settled
from ferrule.workspace.cargo_env import PLAIN, built_in

Runner = Callable[[tuple[str, ...], float], Outcome]
"""Runs a command line on the changed sources, with a time limit in seconds."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How tests are built and run."""

    timeout_s: float = 120.0
    """For running them; building has a limit of its own."""
    selection: Selection = field(default_factory=Selection)
    """Its features, as for the check."""
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the tests of one run are built and run; the user's tree and target folder are not touched."""

    workspace: Workspace
    folder: Path
    """Holds what is built; kept from run to run."""
    scratch: Path
    terms: Terms
    sandbox: Sandbox | None
    refusal: str
    """Why there is no sandbox; empty when there is."""

    def covers(self, changes: Changes) -> str:
        """Give why these files cannot be changed here; empty when they can."""
        if self.sandbox is None:
            return outside_of(self.workspace.root, changes)
        outside = next((path for path in changes if not self._shows(path)), None)
        return f"{outside} lies outside of what the sandbox shows" if outside else ""

    def with_changes(self, changes: Changes) -> Runner:
        """Give what runs command lines on the changed sources; the last call decides which ones these are."""
        changes = settled(self.folder, changes)
        return self._in_copy(changes) if self.sandbox is None else self._inside(self.sandbox, changes)

    def _inside(self, sandbox: Sandbox, changes: Changes) -> Runner:
        there = {path: content for path, content in changes.items() if self._shows(path)}
        sandbox = replace(sandbox, over=staged(there, self.scratch / "test-staging"))

        def inside(words: tuple[str, ...], timeout_s: float) -> Outcome:
            return self._run(words, timeout_s, self.workspace.root, sandbox)

        return inside

    def _in_copy(self, changes: Changes) -> Runner:
        root = self.workspace.root
        tree = self.folder / TREE / root.name
        mirror(root, self.workspace.target_folder, tree)
        put({path: text for path, text in changes.items() if path.is_relative_to(root)}, root, tree)

        def in_copy(words: tuple[str, ...], timeout_s: float) -> Outcome:
            outcome = self._run(words, timeout_s, tree, None)
            said = outcome.stdout.text.replace(str(tree), str(root))
            return replace(outcome, stdout=Captured(said, outcome.stdout.cut_bytes))

        return in_copy

    def _run(self, words: tuple[str, ...], timeout_s: float, cwd: Path, sandbox: Sandbox | None) -> Outcome:
        env = PLAIN | built_in(self.folder / "target")
        return run(Command(words, cwd, timeout_s, env, merged=True, keep_bytes=KEEP_BYTES, sandbox=sandbox))

    def _shows(self, path: Path) -> bool:
        real = Path(os.path.realpath(path))
        return self.sandbox is not None and any(real.is_relative_to(folder) for folder in self.sandbox.readable)


@contextlib.contextmanager
def ground(workspace: Workspace, state: Path, scratch: Path, terms: Terms) -> Iterator[Ground]:
    """Give the place for the tests of one run.

    Args:
        workspace: a trusted one.
        state: the folder for the state of the workspace.
        scratch: an own folder of this run.
        terms: limits and features.
    """
    with room(state.resolve(), scratch.resolve()) as folder:
        target = folder / "target"
        target.mkdir(exist_ok=True)
        sandbox = Sandbox((*beside(workspace), workspace.root, scratch.resolve()), (target,), target)
        refusal = sandbox_refusal() or _refusal(sandbox)
        yield Ground(workspace, folder, scratch.resolve(), terms, None if refusal else sandbox, refusal)


def _refusal(sandbox: Sandbox) -> str:
    try:
        wrapped(sandbox, Path("bwrap"), (), Path("/"))
    except Untrusted as fault:
        return str(fault)
    return ""
