"""No signal is lost, wherever in a run it is heard."""

import signal
import subprocess
import sys

import pytest

LOST = """
import os, signal, sys, time, weakref
from ferrule.cli.interrupts import heed
heed()

class Thing:
    pass

def heard(_):
    os.kill(os.getpid(), int(sys.argv[1]))
    time.sleep(0.05)
    for _ in range(1000):
        pass

thing = Thing()
refs = [weakref.ref(thing, heard) for _ in range(3)]
try:
    del thing
    print("dropped", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("ended", flush=True)
"""
OTHER = """
from ferrule.cli.interrupts import heed
heed()

class Thing:
    def __del__(self):
        raise ValueError("of another kind")

Thing()
print("goes on")
"""


def said(code: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Give what a Python program says, to which Ctrl-C means something: a shell's job in the background ignores it."""
    argv = ("env", "--default-signal=INT", sys.executable, "-c", code, *words)
    return subprocess.run(argv, capture_output=True, text=True, timeout=50, check=False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_that_python_drops_is_heard_again(number: signal.Signals) -> None:
    """In the callback of a weak reference nothing can be raised; the run ends all the same, and says nothing of it."""
    ended = said(LOST, str(int(number)))

    assert ("ended", "", 0) == (ended.stdout.split()[-1], ended.stderr, ended.returncode)


def test_what_else_is_dropped_is_told() -> None:
    """As Python does it."""
    ended = said(OTHER)

    assert ("goes on\n", 0) == (ended.stdout, ended.returncode)
    assert "of another kind" in ended.stderr
