"""Climbing the real ladder in a test, and looking at one row of the result."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from ferrule.api import check
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.request import CheckRequest
from forked import forked, needs_a_start

FERRULE = str(Path(sys.executable).parent / "ferrule")


def climb(root: Path, *only: str, **more: Any) -> CheckReport:
    """Climb these gates, or the standard ladder, and give the report."""
    return check(CheckRequest(root, only=only, **more))


def row(report: CheckReport, gate: str) -> GateResult:
    """Give the one row of a gate."""
    [found] = [one for one in report.gates if one.id == gate]
    return found


def brief(report: CheckReport, *gates: str) -> dict[str, str]:
    """Give status, and reason where there is one, by gate; of all gates when none is named."""
    return {
        one.id: f"{one.status}: {one.reason}" if one.reason else str(one.status)
        for one in report.gates
        if not gates or one.id in gates
    }


def ferrule(root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program as a user would, its output not on a terminal."""
    if not needs_a_start(env):
        return forked(FERRULE, root, words, env)
    return subprocess.run(
        (FERRULE, *words), cwd=root, env=os.environ | env, capture_output=True, text=True, check=False, timeout=300
    )


def ferrule_json(root: Path, *words: str, **env: str) -> tuple[int, dict[str, Any]]:
    """Run the installed program and give its exit code and the object it printed."""
    done = ferrule(root, *words, "--format", "json", **env)
    return done.returncode, json.loads(done.stdout)
