"""One `ferrule fix` on one tree, as a user starts it, and what it said."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.startup import FERRULE
from ferrule.process.command import Command
from ferrule.process.door import run

TIMEOUT_S: Final = 1800.0
_KEEP_BYTES: Final = 1 << 26
_ENDS: Final = (0, 1, 3, 4)
"""What a repair may end with: repaired, left, no tool, waiting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the user."""

    incident: str
    options: int
    """Ways out that were compiled, the abort not counted."""
    resolving: int
    """Those of them that put the decision not off."""
    summaries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Went:
    """What a run came to."""

    verdict: str
    """As in the report; `broken` for a run without one."""
    levels: dict[str, int]
    """Of the incidents of the report: where each stands or was resolved, by id."""
    moves: tuple[str, ...]
    """Of the attempts that stood."""
    questions: tuple[Asked, ...]
    diff: str
    seconds: float
    note: str = ""

    @property
    def level(self) -> int:
        """The highest level that any incident came to; 0 where there was none."""
        return max(self.levels.values(), default=0)


def fixed(root: Path, config: Path, tests: str = "affected") -> Went:
    """Run the whole of `ferrule fix`, with nobody asked but the engine and the user, who says nothing."""
    argv = (FERRULE, "fix", "--trust", "--format", "json", "--tests", tests)
    env = {"FERRULE_FIX_MAX_LEVEL": "4", "CI": None, "XDG_CONFIG_HOME": str(config)}
    began = time.monotonic()
    outcome = run(Command(argv, root, TIMEOUT_S, env, keep_bytes=_KEEP_BYTES))
    took_s = time.monotonic() - began
    if outcome.code not in _ENDS or not outcome.stdout.text.startswith("{"):
        note = f"{outcome.ended} {outcome.code}: {outcome.stderr.text[-1500:]}"
        return Went("broken", {}, (), (), "", took_s, note)
    return read(json.loads(outcome.stdout.text), took_s)


def read(report: dict[str, Any], took_s: float) -> Went:
    """Give what a report tells."""
    stood = [one for incident in report["incidents"] for one in incident["attempts"] if not one["rolled_back"]]
    return Went(
        report["verdict"],
        {incident["id"]: incident["level"] for incident in report["incidents"]},
        tuple(dict.fromkeys(one["move"] for one in stood)),
        tuple(_asked(question) for question in report["questions"]),
        "".join(edit["diff"] for edit in report["edits"]),
        took_s,
        "; ".join(report.get("notes", ())),
    )


def _asked(question: dict[str, Any]) -> Asked:
    options = [one for one in question["options"] if one["proof"] in ("compiled", "tested", "fails")]
    resolving = sum(one["resolves"] for one in options)
    return Asked(question["incident"], len(options), resolving, tuple(one["summary"] for one in options))
