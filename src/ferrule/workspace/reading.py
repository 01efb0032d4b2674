"""Workspace and toolchain read at the same time: each is one program that mostly waits."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ferrule.facts.workspace import Toolchain, Workspace
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.metadata import read_toolchain, read_workspace


def read_both(root: Path, sandbox: Sandbox | None = None) -> tuple[Workspace, Toolchain]:
    """Give the workspace at `root` and its toolchain.

    Raises:
        ToolMissing: when Cargo or rustc is missing or broken.
        BadManifest: when Cargo refuses a manifest.
    """
    with ThreadPoolExecutor(2, "read") as pool:
        toolchain = pool.submit(read_toolchain, root, sandbox)
        workspace = pool.submit(read_workspace, root, sandbox)
        return workspace.result(), toolchain.result()
