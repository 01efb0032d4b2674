"""How a program is started among other mounts: by bubblewrap, or by unshare of util-linux."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ferrule.repair.compile import mount_entry


class Tool(StrEnum):
    """What makes the mount namespaces of this machine."""

    BUBBLEWRAP = "bubblewrap"
    UNSHARE = "unshare"

    @property
    def program(self) -> str:
        """The name of its program."""
        return "bwrap" if self is Tool.BUBBLEWRAP else "unshare"


@dataclass(frozen=True, slots=True)
class Mount:
    """A file or folder shown at a place that exists; a later one lies over an earlier one."""

    what: Path
    """The path as it is before any of the mounts."""
    where: Path
    writable: bool = False


def entering(tool: Tool, program: Path, mounts: Iterable[Mount], words: Iterable[str]) -> tuple[str, ...]:
    """Give the command line that runs `words` among these mounts, with the rest of the machine as it is."""
    if tool is Tool.BUBBLEWRAP:
        shown = (w for m in mounts for w in ("--bind" if m.writable else "--ro-bind", str(m.what), str(m.where)))
        return (str(program), "--die-with-parent", "--dev-bind", "/", "/", *shown, "--", *words)
    shown = (word for m in mounts for word in ("rw" if m.writable else "ro", str(m.what), str(m.where)))
    # As its own root, a process may mount; what it makes belongs to the user all the same.
    apart = (str(program), "--user", "--map-root-user", "--mount", "--")
    return (*apart, sys.executable, "-I", "-S", mount_entry.__file__, *shown, "--", *words)
