"""Other processes at work on incidents, for what one process cannot show."""

import os
import subprocess
import sys
from pathlib import Path

import ferrule

PATH = os.pathsep.join((str(Path(ferrule.__file__).parents[1]), str(Path(__file__).parents[1])))

BEGIN = """
import sys
from pathlib import Path
from escalation.samples import *
from ferrule.errors import FerruleError
from ferrule.store.database import open_database
folder, stage = Path(sys.argv[1]), Stage(sys.argv[2])
"""


def start(code: str, folder: Path, stage: str) -> "subprocess.Popen[str]":
    """Start a Python program with the names above; its input and output are pipes."""
    return subprocess.Popen(
        (sys.executable, "-c", BEGIN + code, str(folder), stage),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": PATH},
    )


def heard(child: "subprocess.Popen[str]") -> str:
    """Give the next line that a program prints."""
    assert child.stdout is not None
    return child.stdout.readline().strip()


def told(child: "subprocess.Popen[str]", words: str = "go") -> None:
    """Say a line to a program."""
    assert child.stdin is not None
    child.stdin.write(f"{words}\n")
    child.stdin.flush()
