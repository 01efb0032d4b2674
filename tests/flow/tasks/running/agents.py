"""Agents of tests: small programs, the user's settings that name them, and a definition that is its own."""

import os
from pathlib import Path
from typing import Any, Final

from ferrule.facts.task import Box
from ferrule.facts.task_request import BeginRequest, RunRequest, TaskReport
from ferrule.flow.tasks.running.rounds import run
from flow.tasks.works import WORK, crate
from workspaces import program

TEXT: Final = "add a function that doubles"
PERSONA: Final = "# Coder\n\nYou write code: --- to the letter.  \n"
DEFINITION: Final = f"---\nname: coder\ndescription: Writes code.\nmodel: sonnet\n---\n{PERSONA}"
HOME: Final = {".claude/agents/coder.md": DEFINITION}


def home_of(folder: Path, more: dict[str, str] | None = None) -> Path:
    """Make the user's repository: a crate, and the definition of an agent."""
    return crate(folder.resolve() / "home", {**HOME, **(more or {})})


def named(text: str) -> None:
    """Write the user's own settings."""
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "ferrule/config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def coder(folder: Path, script: str, more: str = "", name: str = "coder") -> None:
    """Let a shell script be the responder `coder`; `work` in it does honest work."""
    path = program(folder.resolve() / "bin", name, f"cat > /tmp/prompt\nwork() {{\n{_writing(WORK)}}}\n{script}")
    named(f'[responder.{name}]\nkind = "command"\nargv = ["{path}"]\ntimeout = "60s"\n{more}')


def ran(home: Path, text: str = TEXT, **more: Any) -> TaskReport:
    """Let the agent do a task, with the user's word for the workspace."""
    begin = BeginRequest(home, text, agent="coder", trusted=True, **more.pop("begin", {}))
    return run(RunRequest(begin, **{"responder": "coder", **more}))


def again(home: Path, report: TaskReport, **more: Any) -> TaskReport:
    """Go on with a task."""
    return ran(home, "", resume=report.task.id, **more)


def bad(report: TaskReport) -> dict[str, Box]:
    """Give the boxes that were looked at and do not hold."""
    return {box.id: box for box in report.task.boxes if not box.holds and (box.detail or box.reason)}


def shown(report: TaskReport) -> str:
    """Give all that a failing test should print."""
    boxes = "\n".join(f"{box.id} {box.status} {box.reason} {box.detail}" for box in report.task.boxes)
    moments = "\n".join(f"{one.what}: {one.detail}" for one in report.task.moments)
    return f"exit {report.exit_code}\n{boxes}\n{moments}\n{report.notes}"


def _writing(files: dict[str, str]) -> str:
    """Give the shell words that write files."""
    return "".join(f"mkdir -p $(dirname {name})\ncat > {name} <<'END'\n{text}END\n" for name, text in files.items())
