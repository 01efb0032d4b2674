"""`kill -9` at random moments of a program that edits and undoes without pause."""

import random
import time
from pathlib import Path

from edits import children
from edits.trees import leftovers, planned, seen_in
from ferrule.edits.journal import recover

KILLS = 60
FILES = 20
LONGEST_S = 0.25

RESTLESS = """
changes = grow(root, int(sys.argv[2]))
print("ready", flush=True)
for n in range(10_000):
    apply(root, state, f"run{n}", changes)
    undo(root, state, None)
"""


def test_kills(tmp_path: Path) -> None:
    """Each file is old or new at any moment, also after the kill; recovery makes all agree and leaves nothing lying."""
    chance = random.Random(20)  # noqa: S311 - moments, not secrets
    ends = [_killed_after(chance.uniform(0, LONGEST_S), tmp_path.resolve() / str(n)) for n in range(KILLS)]

    assert {"old", "new"} == {after for _, after in ends}
    assert [before for before, _ in ends if before not in ("old", "new")], "no kill fell between two files"


def _killed_after(delay_s: float, root: Path) -> tuple[str, str]:
    """Kill the program after that time; give what was seen before and after recovery."""
    root.mkdir()
    child = children.start(RESTLESS, str(root), str(FILES))
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    changes = planned(root, FILES)
    end = time.monotonic() + delay_s
    while time.monotonic() < end:
        assert "torn" not in seen_in(changes)
    child.kill()
    child.communicate()
    killed = seen_in(changes)
    recover(root, root / ".ferrule")
    assert "torn" not in killed
    assert (leftovers(root), recover(root, root / ".ferrule")) == ([], ())
    return killed, seen_in(changes)
