"""Whether Cargo speaks of the workspace that was judged, and of the crate that the user stands in."""

from pathlib import Path

from ferrule.errors import BadManifest
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.redact import mask
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.trust import standing

_TIMEOUT_S = 120.0


def other_root(root: Path, workspace: Workspace, sandbox: Sandbox | None = None) -> str:
    """Give why the workspace that Cargo names may not be used: another one was judged. Empty when it may.

    What a program inside a sandbox says is believed in no case: the place would be shown to the next one.
    """
    named = workspace.root
    if str(named) == str(root) or (sandbox is None and standing(named).allowed):
        return ""
    return f"Cargo takes {named} for the workspace's root, not {root}, and nobody has trusted that"


def check_member(workspace: Workspace, nearest: Path, sandbox: Sandbox | None = None) -> None:
    """Pass when the nearest manifest is the workspace's own or one of its members'; else nothing would look at it.

    Raises:
        BadManifest: in Cargo's words where it has any.
    """
    known = {workspace.root / "Cargo.toml", *(package.manifest for package in workspace.packages)}
    if nearest in known or nearest.resolve() in {manifest.resolve() for manifest in known}:
        return
    # Cargo stays at the root: settings files between it and the member were not judged, and are not read there.
    argv = ("cargo", "metadata", "--format-version=1", "--no-deps", "--color=never", "--manifest-path", str(nearest))
    outcome = run(Command(argv, workspace.root, _TIMEOUT_S, sandbox=sandbox))
    words = "" if outcome.ok else mask(outcome.stderr.text.strip()).removeprefix("error: ")
    raise BadManifest(words or f"{nearest}: its package is no member of the workspace at {workspace.root}")
