"""The program without its start-up, which is half of a short call: a server that has imported it forks for each one."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

_PRELOADED: Final = [
    *("ferrule.cli.main", "ferrule.api", "ferrule.flow.check", "ferrule.flow.fix", "ferrule.flow.answering"),
    *("ferrule.flow.incidents", "ferrule.flow.tasks.begin", "ferrule.flow.tasks.finish", "ferrule.store.migrate"),
    *("ferrule.flow.definitions", "ferrule.report.check_text", "ferrule.report.fix_text", "ferrule.report.task"),
    *("pydantic_ai", "pydantic_ai.models.openai", "preloaded"),
]
_AT_START: Final = ("PYTHON", "LC_", "LANG", "COVERAGE", "TZ")
"""Variables that the interpreter reads when it starts: a call that sets one needs a start of its own."""


def needs_a_start(env: Mapping[str, str]) -> bool:
    """Give whether a call with these variables differs in what only a start of the interpreter can show."""
    return any(name.startswith(_AT_START) for name in env)


def forked(
    program: str, root: Path, words: tuple[str, ...], env: Mapping[str, str], timeout_s: float = 300.0
) -> subprocess.CompletedProcess[str]:
    """Run the program's own entry point in a process of its own, with these words, this folder and this environment.

    Raises:
        subprocess.TimeoutExpired: after which nothing of it runs.
    """
    context = _server()
    with TemporaryDirectory(prefix="forked-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        argv = (program, *words)
        child = context.Process(target=_run, args=(argv, str(root), {**os.environ, **env}, str(out), str(err)))
        child.start()
        child.join(timeout_s)
        if child.exitcode is None:
            child.kill()
            child.join()
            raise subprocess.TimeoutExpired(argv, timeout_s)
        texts = (path.read_text("utf-8") if path.exists() else "" for path in (out, err))
        return subprocess.CompletedProcess(argv, child.exitcode, *texts)


@cache
def _server() -> ForkServerContext:
    """Start the server of this process, which finds the modules of the tests as this process does."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        forkserver.ensure_running()
    return context


def _run(argv: tuple[str, ...], root: str, env: dict[str, str], *streams: str) -> None:
    """Become the program: its streams, folder and environment are all it sees of the call."""
    for number, path in enumerate(streams, 1):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = list(argv)

    from ferrule.cli.start import main

    main()
