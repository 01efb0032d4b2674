"""Earlier revisions of a workspace, each built in one folder of ferrule's own, and tests asked there."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ferrule.facts.failing import Ending, Probe
from ferrule.facts.workspace import Workspace
from ferrule.repair.failing.case import JSON, Case, Scope
from ferrule.repair.failing.checkout import check_out, revisions, top_of
from ferrule.repair.failing.ending import probe
from ferrule.repair.verify.ground import Ground, Runner
from ferrule.repair.verify.tested import BUILD_TIMEOUT_S
from ferrule.workspace.trust import settings_files

SHORT = 12
"""Characters of a commit's id that are shown."""


@dataclass(slots=True)
class Past:
    """The revisions within reach, and what is known of them."""

    now: Workspace
    """As it is in the user's tree."""
    top: Path
    """The folder of the repository."""
    revisions: tuple[str, ...]
    """HEAD first."""
    ground: Ground
    """Where one of them is built; its target folder is its own."""
    tree: Path
    shown: int | None = None
    """The revision that lies in the tree; None before the first."""
    faults: dict[int, str] = field(default_factory=dict)
    """Revisions that cannot be tested, and why."""
    answers: dict[tuple[int, tuple[str, ...], str], Probe] = field(default_factory=dict)
    beside: tuple[tuple[tuple[str, ...], Case], ...] = ()
    """What else is asked of a revision once it is built: to build it again later takes longer."""
    settings: Mapping[str, bytes] = field(default_factory=dict)
    """What the workspace's settings that can start programs are now."""

    def ask(self, at: int, words: tuple[str, ...], case: Case, scope: Scope, limit_s: float) -> Probe:
        """Give how a test ends at a revision when it is run by these words; each question is asked once.

        `limit_s`: for building the revision; running has the limit of the ground.
        """
        for more, other in ((words, case), *self.beside):
            key = (at, more, f"{other.binary} {other.name}")
            if key not in self.answers and (other is case or self.shown == at):
                self.answers[key] = self._asked(at, more, other, scope, limit_s)
        return self.answers[at, words, f"{case.binary} {case.name}"]

    def _asked(self, at: int, words: tuple[str, ...], case: Case, scope: Scope, limit_s: float) -> Probe:
        what, began = f"at {self.revisions[at][:SHORT]}", time.monotonic()
        runner = self._runner(at, scope, limit_s)
        if runner is None:
            seconds = time.monotonic() - began
            return Probe(what, " ".join(scope.argv("--no-run")), Ending.NOT_BUILT, seconds)
        return probe(what, words, case, scope, (self.ground, runner))

    def _runner(self, at: int, scope: Scope, limit_s: float) -> Runner | None:
        if at in self.faults:
            return None
        if self.shown != at:
            self.shown = None
            fault = check_out(self.top, self.revisions[at], self.tree) or self._untrusted()
            if fault:
                self.faults[at] = fault
                return None
        runner = self.ground.with_changes({})
        if self.shown != at:
            built = runner(scope.argv("--no-run", "--no-fail-fast", JSON), min(limit_s, BUILD_TIMEOUT_S))
            if not built.ok:
                self.faults[at] = "it does not compile"
                return None
            self.shown = at
        return runner

    def _untrusted(self) -> str:
        """Give why programs that this revision names may not run: outside of a sandbox only what was trusted does."""
        if self.ground.sandbox is not None or _settings(self.ground.workspace.root, self.tree) == self.settings:
            return ""
        return "its settings are not those that were trusted, and there is no sandbox"


def past_of(ground: Ground, back: int) -> Past | str:
    """Give the revisions within reach, or why there are none.

    Args:
        ground: where the tests of the tree as it is are run.
        back: how many commits before HEAD, along the first parents.
    """
    root = ground.workspace.root
    top = top_of(root)
    if top is None or not root.is_relative_to(top):
        return "there is no git repository here"
    found = revisions(top, back)
    if not found:
        return "the git repository has no commit"
    folder = ground.scratch / "past"
    tree, target = folder / "tree", folder / "target"
    for made in (tree, target):
        made.mkdir(parents=True)
    there = tree / root.relative_to(top)
    sandbox = ground.sandbox
    if sandbox is not None:
        # without the root itself: Cargo looks upwards for a workspace and for settings
        seen = (*(path for path in sandbox.readable if path != root), there)
        sandbox = replace(sandbox, readable=seen, writable=(target,), target=target)
    workspace = replace(ground.workspace, root=there, target_folder=target)
    own = Ground(workspace, folder, folder, ground.terms, sandbox, ground.refusal)
    return Past(ground.workspace, top, found, own, tree, settings=_settings(root, top))


def _settings(root: Path, top: Path) -> dict[str, bytes]:
    files = (path for path in settings_files(root) if path.is_relative_to(top) and path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}
