"""A clone in which an agent is set to work, beside things of the user's that it must not reach."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ferrule.escalation.agents.command import work
from ferrule.escalation.agents.turn import Commission, Turn
from ferrule.facts.responders import CommandSettings
from ferrule.store.place import state_folder
from tasks.repos import repository
from workspaces import program

FILES = {".gitignore": "/target\n", "Cargo.toml": "[package]\n", "src/lib.rs": "one\n"}
PERSONA = "# Engineer\n\nYou are: --- exact\n\ttext.  \n"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the user works, and the clone in it."""

    home: Path

    @property
    def top(self) -> Path:
        """The clone."""
        return self.home / ".ferrule/tasks/T-0000000a/tree"

    @property
    def record(self) -> Path:
        """What is known of the task."""
        return self.home / ".ferrule/tasks/T-0000000a.json"

    def commission(self, **more: Any) -> Commission:
        """Give what an agent is told."""
        given = {
            "persona": PERSONA,
            "text": "the task",
            "top": self.top,
            "root": self.top,
            "built": self.top.parent / "target",
            "may_write": True,
            "timeout_s": 30.0,
            "locked": (self.top / ".git",),
        }
        return Commission(**{**given, **more})


def desk(folder: Path) -> Desk:
    """Make it."""
    here = Desk(repository(folder.resolve() / "home", FILES))
    state_folder(here.home)
    repository(here.top, FILES)
    state_folder(here.top)
    (here.top.parent / "target").mkdir()
    here.record.write_text("the record\n")
    return here


def coder(folder: Path, script: str, name: str = "coder", **more: Any) -> CommandSettings:
    """Give a responder whose program is a shell script, which lies where the sandbox shows nothing."""
    path = program(folder / "bin", name, script)
    return CommandSettings(name, (str(path),), **more)


def worked(folder: Path, script: str, **more: Any) -> tuple[Desk, Turn]:
    """Let a shell script work as an agent."""
    here = desk(folder)
    return here, work(coder(folder, script, **more), here.commission())
