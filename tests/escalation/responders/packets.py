"""A packet to ask with, and programs that answer it."""

import json
import sys
from pathlib import Path
from typing import Any

from escalation.answers.trees import GUIDANCE
from ferrule.facts.packet import CurrentState, Escalation, Window
from ferrule.facts.responders import CommandSettings, EditsBy

ANSWER = json.dumps(GUIDANCE)


def packet(level: int = 2) -> Escalation:
    """Give a packet about the library of `workspaces.package`, with a secret in its error."""
    return Escalation(
        incident="I1",
        sender="rust-pro",
        to="backend-coordinator" if level == 2 else "tech-lead-orchestrator",
        level=level,
        problem="E0382: borrow of moved value: `names`",
        attempted=("cloned: the tests fail",),
        error_full="error[E0382]: borrow of moved value: `names`\n --> src/lib.rs:9:5\n  | MY_TOKEN=abcdefgh12345678\n",
        context=Window("src/lib.rs", 9, "> 9 |     a + b", "rustc 1.95"),
        request="Who should own `names`?",
        current_state=CurrentState((), "main"),
        blocked_on="the same error",
        why_previous_failed="the clone broke a test",
        suspected_cause="two owners",
    )


def python(folder: Path, script: str, **more: Any) -> CommandSettings:
    """Give a Python program as a responder; `packet` and `problem` are there, and `say` prints."""
    head = "import json, os, sys, time\nfrom pathlib import Path\nask = json.load(sys.stdin)\n"
    head += "packet, problem = ask['packet'], ask['problem']\n"
    path = folder / "answerer.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{head}GOOD = json.loads({ANSWER!r})\ndef say(**more): print(json.dumps({{**GOOD, **more}}))\n{script}\n"
    )
    return CommandSettings("coder", (sys.executable, str(path)), **{"timeout_s": 60.0, **more})


def scratch(folder: Path, script: str, **more: Any) -> CommandSettings:
    """Give a Python program that edits a copy of the sources."""
    return python(folder, script, edits=EditsBy.SCRATCH, **more)
