"""A disk without room: nothing is changed, nothing is left lying, and it is said."""

from pathlib import Path

import pytest

from edits import children

FILL = """
def fill(folder, spare):
    (folder / "spare").write_bytes(bytes(spare))
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    (folder / "spare").unlink()
def seen():
    names = sorted(path.name for path in (state / "edits").iterdir()) if (state / "edits").is_dir() else []
    return f"{seen_in(changes)} {leftovers(root)} {names}"
"""


@pytest.mark.sandbox
def test_room_for_less_and_less(root: Path, bwrap: tuple[str, ...]) -> None:
    """Wherever the room ends, the files are all old and the journal is gone; with enough room all are new."""
    code = """
changes = tuple(Change(c.path, c.before, c.after * 2000) for c in grow(root, 4))
def numbers():
    return [each.path.stat().st_ino for each in changes]
for spare in range(0, 400_000, 8192):
    fill(root, spare)
    untouched = numbers()
    told(lambda: apply(root, state, "run", changes))
    assert untouched == numbers() or seen_in(changes) == "new"  # Not even replaced and taken back.
    print(seen(), flush=True)
    (root / "filler").unlink()
    if seen_in(changes) == "new":
        break
"""
    within = (*bwrap, "--size", "4000000", "--tmpfs", str(root))

    *lines, last = children.run(FILL + code, str(root), within=within)

    refusals, seen = lines[::2], lines[1::2]
    assert all(line.startswith("NotWritable ROOT/") and line.endswith("No space left on device") for line in refusals)
    assert len({line.split("/")[1] for line in refusals}) > 1, "the room never ended elsewhere"
    assert {line.removesuffix("[]").removesuffix("['lock']") for line in seen} == {"old [] "}
    assert last == "new [] ['lock', 'run']"


@pytest.mark.sandbox
def test_no_room_for_an_undo(root: Path, bwrap: tuple[str, ...]) -> None:
    """An undo without room leaves all as the run made it, and succeeds once there is room."""
    code = """
changes = tuple(Change(c.path, c.before, c.after * 2000) for c in grow(root, 4))
apply(root, state, "run", changes)
fill(root, 4096)
told(lambda: undo(root, state, None))
print(seen())
(root / "filler").unlink()
undo(root, state, None)
print(seen())
"""
    within = (*bwrap, "--size", "4000000", "--tmpfs", str(root))

    told, before, after = children.run(FILL + code, str(root), within=within)

    assert told.startswith("NotWritable ROOT/")
    assert (before, after) == ("new [] ['lock', 'run']", "old [] ['lock', 'run']")


@pytest.mark.sandbox
def test_a_full_state_folder(root: Path, bwrap: tuple[str, ...]) -> None:
    """A state folder on a full disk of its own keeps the sources as they are."""
    (root / ".ferrule").mkdir()
    code = """
changes = grow(root, 3)
fill(state, 0)
told(lambda: apply(root, state, "run", changes))
print(seen())
"""
    within = (*bwrap, "--size", "1000000", "--tmpfs", str(root / ".ferrule"))

    told, seen = children.run(FILL + code, str(root), within=within)

    assert told.endswith("No space left on device")
    assert seen.startswith("old []")
