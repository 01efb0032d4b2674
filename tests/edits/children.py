"""Other processes that edit, for what one process cannot show."""

import os
import subprocess
import sys
from pathlib import Path

import ferrule

PATH = os.pathsep.join((str(Path(ferrule.__file__).parents[1]), str(Path(__file__).parents[1])))

BEGIN = """
import os, sys
from pathlib import Path
from edits.trees import grow, leftovers, planned, seen_in
from ferrule.edits.changes import Change, forbidden
from ferrule.edits.journal import apply, recover
from ferrule.edits.lock import edit_lock, silent
from ferrule.edits.undo import undo, undoable
from ferrule.errors import FerruleError
root = Path(sys.argv[1])
state = root / ".ferrule"
def told(deed):
    try:
        return deed()
    except FerruleError as refusal:
        print(type(refusal).__name__, str(refusal).replace(str(root), "ROOT"), flush=True)
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


def said(child: "subprocess.Popen[str]") -> list[str]:
    """Wait for the end, which must be a good one, and give the lines that were printed."""
    out, err = child.communicate(timeout=120)
    assert (child.returncode, err) == (0, "")
    return out.splitlines()


def run(code: str, *words: str, within: tuple[str, ...] = ()) -> list[str]:
    """Give what a program printed that ended well."""
    return said(start(code, *words, within=within))
