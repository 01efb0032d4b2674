"""What `ferrule check --profile quick` costs over the same commands in a shell."""

import contextlib
import os
import shutil
import subprocess
import time
from importlib.resources import files
from pathlib import Path

from bench.real_crates import CRATES, fetched
from bench.results import WORK, Section, medians, table
from bench.startup import FERRULE

_ROUNDS = 9
_SHELL = "cargo fmt --all --check; cargo check --workspace --all-targets --keep-going"
_ENV = os.environ | {"FERRULE_TRUST": "1"}


def measure() -> Section:
    """Time warm and touched builds in turn: the shell, then ferrule."""
    rows = []
    for name, root in _workspaces().items():
        for state in ("nothing changed", "one file touched"):
            shell, ferrule = _pair(root, touched=state != "nothing changed")
            more = ferrule - shell
            allowed = max(0.1 * shell, 0.5)
            held = "yes" if more <= allowed else "no"
            cells = (f"{shell:.2f} s", f"{ferrule:.2f} s", f"{more:+.2f} s", f"{ferrule / shell:.2f}", held)
            rows.append((name, state, *cells))
    head = ("workspace", "state", "shell", "ferrule", "more", "ratio", "within 10 % or 0.5 s")
    text = f"{table(head, rows)}\n\nMedian of {_ROUNDS}. Shell: `{_SHELL}`.\n\n{_memory(root)}"
    return Section("Cost of `ferrule check --profile quick` over a shell (goal: at most 10 % or 0.5 s)", text)


def _workspaces() -> dict[str, Path]:
    demo = WORK / "demo"
    shutil.rmtree(demo, ignore_errors=True)
    shutil.copytree(str(files("ferrule") / "demo" / "workspace"), demo)
    return {"demo (4 crates)": demo, **{name: fetched(name, version) for name, version in CRATES[:2]}}


def _pair(root: Path, *, touched: bool) -> list[float]:
    shell = ("sh", "-c", _SHELL)
    ferrule = (FERRULE, "check", "--profile", "quick", "--quiet", "--no-cache")
    actions = [lambda argv=argv: _once(root, argv, touched) for argv in (shell, ferrule)]
    medians(actions, 1)  # both warm
    return medians(actions, _ROUNDS)


def _once(root: Path, argv: tuple[str, ...], touched: bool) -> None:  # noqa: FBT001 - bound by the caller
    if touched:
        next(root.rglob("src/lib.rs")).touch()
    subprocess.run(argv, cwd=root, env=_ENV, capture_output=True, check=False)


def _memory(root: Path) -> str:
    """Ask the kernel for the peak while ferrule runs: what the parent is told at the end includes the compilers."""
    child = subprocess.Popen((FERRULE, "check", "--quiet", "--no-cache"), cwd=root, env=_ENV, stdout=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        with contextlib.suppress(OSError, IndexError):
            status = Path(f"/proc/{child.pid}/status").read_text()
            peak = int(status.split("VmHWM:")[1].split()[0])
        time.sleep(0.02)
    return f"Peak memory of ferrule itself over a standard ladder: {peak / 1024:.0f} MiB (goal: 150 MB)."
