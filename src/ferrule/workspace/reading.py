"""Workspace and toolchain read at the same time: each is one program that mostly waits."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from ferrule.facts.workspace import Toolchain, Workspace
from ferrule.process.sandbox import Sandbox
from ferrule.telemetry.span import within
from ferrule.workspace.metadata import read_toolchain, read_workspace

Both: TypeAlias = tuple[Workspace, Toolchain]


@contextmanager
def reading(root: Path, sandbox: Sandbox | None = None) -> Iterator[Callable[[], Both]]:
    """Start the asking, and give what waits for the answer; the block may do something else meanwhile.

    When the block ends in an error, the programs are ended too. What is given raises as `read_both` does.
    """
    cancel = threading.Event()
    with ThreadPoolExecutor(2, "read") as pool:
        try:
            toolchain = pool.submit(within(read_toolchain), root, sandbox, cancel)
            workspace = pool.submit(within(read_workspace), root, sandbox, cancel)
            yield lambda: (workspace.result(), toolchain.result())
        except BaseException:  # Ctrl-C too: leaving the pool waits for both programs
            cancel.set()
            raise


def read_both(root: Path, sandbox: Sandbox | None = None) -> Both:
    """Give the workspace at `root` and its toolchain.

    Raises:
        ToolMissing: when Cargo or rustc is missing or broken.
        BadManifest: when Cargo refuses a manifest.
    """
    with reading(root, sandbox) as both:
        return both()
