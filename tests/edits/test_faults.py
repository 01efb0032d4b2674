"""A fault at every single call to the operating system: the tree is all old or all new, never half."""

from pathlib import Path
from typing import Final

import pytest

from edits import children

DEEDS: Final = {
    "apply": ("pass", "apply(root, state, f'run{n}', changes)"),
    "undo": ("apply(root, state, f'run{n}', changes)", "undo(root, state, None)"),
}

EVERY = """
from edits.faults import Fault
fault = Fault()
seen = []
top = root
for n in range(1, 1000):
    root = top / str(n)
    state = root / ".ferrule"
    changes = grow(root, 4)
    {first}
    fault.arm(n, "{kind}")
    try:
        {deed}
        how = "ended"
    except KeyboardInterrupt:
        how = "stopped"
    except FerruleError as refusal:
        how = type(refusal).__name__
    except OSError:  # At the very end: the lock file could not even be named.
        how = "OSError"
    struck = fault.disarm()
    at_once = seen_in(changes)
    recover(root, state)
    seen.append((how, at_once, seen_in(changes), *leftovers(root)))
    if not struck:
        break
print(n, *sorted(set(map(" ".join, seen))), sep="\\n")
"""


@pytest.mark.parametrize("deed", DEEDS)
def test_ctrl_c_at_every_call(deed: str, root: Path) -> None:
    """A Ctrl-C at any moment leaves all files old or all new at once, without any recovery."""
    first, second = DEEDS[deed]
    many, *seen = children.run(EVERY.format(first=first, deed=second, kind="stop"), str(root))

    assert {"ended new new", "stopped new new", "stopped old old"} | {"ended old old"} >= set(seen)
    assert len(seen) == 3
    assert int(many) > 30


@pytest.mark.parametrize("deed", DEEDS)
def test_a_refusal_at_every_call(deed: str, root: Path) -> None:
    """One refused call at any moment: the error is explained, and all files are as they were, or the step is made."""
    first, second = DEEDS[deed]
    many, *seen = children.run(EVERY.format(first=first, deed=second, kind="once"), str(root))
    was, became = ("old", "new") if deed == "apply" else ("new", "old")

    assert {f"NotWritable {was} {was}", f"ended {became} {became}"} == set(seen)
    assert int(many) > 30


@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_dies_at_every_call(deed: str, root: Path) -> None:
    """When from some moment on every call is refused, no file is torn, and recovery makes all files old or all new."""
    first, second = DEEDS[deed]
    _, *seen = children.run(EVERY.format(first=first, deed=second, kind="always"), str(root))
    outcomes = [line.split() for line in seen]

    assert {"old", "new"} == {words[-1] for words in outcomes}
    assert all({*words[1:]} <= {"old", "new"} for words in outcomes)
    assert {"NotWritable", "ended"} >= {words[0] for words in outcomes}


KILLED = """
from edits.faults import Fault
fault = Fault()
top = root
for n in range(1, 1000):
    root = top / str(n)
    state = root / ".ferrule"
    changes = grow(root, 3)
    {first}
    child = os.fork()
    if child == 0:
        fault.arm(n, "kill")
        {deed}
        os._exit(0)
    died = os.waitpid(child, 0)[1] != 0
    assert "torn" not in seen_in(changes), n
    recover(root, state)
    print(seen_in(changes), *leftovers(root), *recover(root, state), flush=True)
    if not died:
        break
"""


@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_at_every_call(deed: str, root: Path) -> None:
    """`kill -9` at any moment: each file is old or new, recovery makes them agree, a second one has nothing to do."""
    first, second = DEEDS[deed]
    ends = children.run(KILLED.format(first=first, deed=second), str(root))

    assert {"old", "new"} == set(ends)
    assert len(ends) > 30


MEDDLED = """
n = ""
changes = grow(root, 3)
{first}
def meddle(event, args):
    if event == "os.rename" and str(args[1]).endswith("file0.rs"):
        changes[1].path.write_bytes(b"mine")
sys.addaudithook(meddle)
told(lambda: {deed})
print(seen_in(changes[::2]), changes[1].path.read_bytes(), *leftovers(root), *recover(root, state))
print([run.run_id for run in undoable(state)])
"""


@pytest.mark.parametrize("deed", DEEDS)
def test_a_save_in_the_very_moment(deed: str, root: Path) -> None:
    """What the user saves while the first file is being replaced stays, is named, and all else is taken back."""
    first, second = DEEDS[deed]
    told, seen, runs = children.run(MEDDLED.format(first=first, deed=second), str(root))

    assert told == "SourceChanged changed while it was edited: ROOT/src/file1.rs; nothing else is changed"
    assert seen == ("old" if deed == "apply" else "new") + " b'mine'"
    assert runs == ("[]" if deed == "apply" else "['run']")
