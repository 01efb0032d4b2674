"""A mount namespace in which some files have other contents, at their own paths."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.repair.compile.mounting import Mount, Tool, entering
from ferrule.repair.compile.staging import Pair, staged

_TITLES = {Tool.BUBBLEWRAP: "bwrap (bubblewrap)", Tool.UNSHARE: "unshare (util-linux)"}


@dataclass(frozen=True, slots=True)
class Found:
    """What this machine has for namespaces."""

    tool: Tool | None
    """None where nothing works."""
    refusal: str
    """Why what comes before `tool` is not used; empty for the first choice."""


@functools.cache
def found_namespaces() -> Found:
    """Give the first tool that works here: bubblewrap, else unshare."""
    refusals: list[str] = []
    for tool in Tool:
        refusal = _refusal(tool)
        if not refusal:
            return Found(tool, "; ".join(refusals))
        refusals.append(refusal)
    return Found(None, "; ".join(refusals))


def namespace_refusal() -> str:
    """Give why there are no mount namespaces on this machine; empty when there are."""
    found = found_namespaces()
    return found.refusal if found.tool is None else ""


def _refusal(tool: Tool) -> str:
    program = find_program(tool.program)
    if program is None:
        return f"{_TITLES[tool]} is not installed"
    # A mount is tried too: a system may allow the namespace and nothing in it.
    argv = entering(tool, program, (Mount(Path("/usr"), Path("/usr")),), ("true",))
    outcome = run(Command(argv, Path("/"), timeout_s=10))
    return "" if outcome.ok else f"{tool.program} was refused: {outcome.stderr.text.strip() or outcome.note}"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A view of the machine in which some files of a workspace have other contents."""

    root: Path
    """Shown read-only: what a macro or a build script does there can harm nobody."""
    changes: Changes
    """Written into `staging` and mounted over the originals. New files are possible."""
    staging: Path
    """An own folder, emptied each time that a command line is made."""
    writable: Sequence[Path] = ()
    """Folders that stay writable though they lie in `root`. They must exist."""
    shown: Sequence[Pair] = ()
    """What else is shown, writable, and over which file or folder, which must exist."""

    def argv(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the command line that runs `words` in it. Where there is no tool for that, it is bubblewrap's."""
        tool = found_namespaces().tool or Tool.BUBBLEWRAP
        mounts = (
            Mount(self.root, self.root),
            *(Mount(what, where) for what, where in staged(self.changes, self.staging)),
            *(Mount(folder, folder, writable=True) for folder in self.writable),
            *(Mount(what, where, writable=True) for what, where in self.shown),
        )
        return entering(tool, find_program(tool.program) or Path(tool.program), mounts, words)
