"""Where a project begins: what its definitions, its plan file and its own commands belong to."""

from pathlib import Path

from ferrule.errors import BadManifest, NoWorkspace, WrongUse
from ferrule.workspace.find import find_root


def project_of(start: Path) -> Path:
    """Give the folder to which definitions belong: of the git repository, else of the Cargo workspace, else this.

    Raises:
        WrongUse: when there is no such folder, or it may not be looked at.
    """
    try:
        here = start.resolve()
        here = here if here.is_dir() else here.parent
        start.lstat()
    except OSError as fault:
        raise WrongUse(f"{start}: {fault.strerror}") from fault
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return folder
    try:
        return find_root(here)
    except (NoWorkspace, BadManifest):
        return here
