"""Other processes, for what one process cannot show."""

import os
import subprocess
import sys
from pathlib import Path

import ferrule

PATH = os.pathsep.join((str(Path(ferrule.__file__).parents[1]), str(Path(__file__).parents[1])))

BEGIN = """
import sys
from pathlib import Path
from ferrule.errors import FerruleError
from ferrule.store.database import open_database
from ferrule.store.logs import keep_log, read_log
from ferrule.store.place import Place, scratch, state_folder
from ferrule.store.runs import load, record
from store.samples import run_of
folder = Path(sys.argv[1])
"""


def start(code: str, *words: str, within: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    """Start a Python program that finds ferrule and these tests; its input and output are pipes."""
    return subprocess.Popen(
        (*within, sys.executable, "-c", BEGIN + code, *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": PATH},
    )


def said(child: "subprocess.Popen[str]") -> str:
    """Wait for the end, which must be a good one, and give what was printed."""
    out, err = child.communicate(timeout=120)
    assert (child.returncode, err) == (0, "")
    return out


def run(code: str, *words: str, within: tuple[str, ...] = ()) -> str:
    """Give what a program printed that ended well."""
    return said(start(code, *words, within=within))
