"""How long ferrule takes to say its help."""

import subprocess
import sys
from pathlib import Path

from bench.results import Section, medians, table

_ROUNDS = 21
FERRULE = str(Path(sys.executable).parent / "ferrule")


def measure() -> Section:
    """Time `--help` and an empty Python beside each other."""
    calls = {"python -c pass": (sys.executable, "-c", "pass"), "ferrule --help": (FERRULE, "--help")}
    calls["ferrule check --help"] = (FERRULE, "check", "--help")
    actions = [lambda argv=argv: subprocess.run(argv, check=True, capture_output=True) for argv in calls.values()]
    found = medians(actions, _ROUNDS)
    rows = [(f"`{name}`", f"{value:.3f} s") for name, value in zip(calls, found, strict=True)]
    return Section("Start-up (goal: `ferrule --help` at most 0.2 s)", table(("command", f"median of {_ROUNDS}"), rows))
