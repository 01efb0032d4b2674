"""The sandbox of one check: folders of ferrule's own, and nothing that the workspace names."""

from pathlib import Path

from ferrule.errors import StoreBroken
from ferrule.facts.workspace import Workspace
from ferrule.gates.written import OUTPUT
from ferrule.process.mounts import withheld_settings
from ferrule.process.sandbox import Sandbox
from ferrule.store.place import SANDBOX_TARGET, state_folder

TARGET = SANDBOX_TARGET
"""The folder below the state folder that sandboxed gates build in; kept, so that the next run is quick."""


def enclosure(root: Path, scratch: Path, beside: tuple[Path, ...] = (), target: Path | None = None) -> Sandbox:
    """Give the sandbox for the gates of one run; both of its writable folders exist then.

    The workspace's own target folder is not used: untrusted settings say where it is, and what was built by
    programs that nobody trusted would lie where later builds believe it. `beside` is shown read-only too;
    `target` is where it builds instead of in the state folder.
    """
    output, target = scratch / OUTPUT, target or _target_folder(root, scratch)
    for folder in (output, target):
        folder.mkdir(parents=True, exist_ok=True)
    return Sandbox((*beside, root, scratch), (output, target), target)


def elsewhere(workspace: Workspace) -> tuple[Path, ...]:
    """Give the folders of members outside of the root. To be believed of a trusted workspace only."""
    folders = (package.folder for package in workspace.packages)
    return tuple(
        folder for folder in folders if not folder.is_relative_to(workspace.root) and folder == folder.resolve()
    )


def withheld() -> tuple[str, ...]:
    """Give what to tell the user of Cargo's own settings, when the sandbox does not show them."""
    if not withheld_settings():
        return ()
    return ("Cargo's own config.toml holds a credential or an include, so the sandbox does not show it",)


def _target_folder(root: Path, scratch: Path) -> Path:
    try:
        return state_folder(root).folder.resolve() / TARGET
    except StoreBroken:
        return scratch / TARGET  # nothing can be kept; the run's notes say so already
