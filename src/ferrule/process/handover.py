"""Gives the terminal to a program that a person works in, such as an editor; or starts one with windows of its own."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ferrule.process.programs import search_path


def hand_over(argv: tuple[str, ...], folder: Path) -> str:
    """Let a program have the terminal until it ends; gives why it did not start, empty when it did.

    It stays in our process group, so that Ctrl-Z and `fg` mean both; Ctrl-C is its own affair.
    """
    with _deaf_to_ctrl_c():
        try:
            subprocess.run(argv, cwd=folder, env=_environment(), check=False)
        except (OSError, ValueError) as refused:
            return f"{argv[0]}: {refused}"
    return ""


def let_go(argv: tuple[str, ...], folder: Path) -> str:
    """Start a program with windows of its own and do not wait; gives why it did not start, empty when it did.

    It is the user's program: it outlives ferrule, and the reaper knows nothing of it.
    """
    try:
        subprocess.Popen(
            argv,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as refused:
        return f"{argv[0]}: {refused}"
    return ""


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": search_path()}


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Pass Ctrl-C by: it is meant for the program in front."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
