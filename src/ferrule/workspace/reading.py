"""Workspace and toolchain read at the same time: each is one program that mostly waits."""

import threading
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
    cancel = threading.Event()
    with ThreadPoolExecutor(2, "read") as pool:
        try:
            toolchain = pool.submit(read_toolchain, root, sandbox, cancel)
            workspace = pool.submit(read_workspace, root, sandbox, cancel)
            return workspace.result(), toolchain.result()
        except BaseException:  # Ctrl-C too: leaving the pool waits for both programs
            cancel.set()
            raise
