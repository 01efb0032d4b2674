"""A tree of sources to edit, and what is to be seen in it afterwards."""

from pathlib import Path

from ferrule.edits.changes import Change
from ferrule.facts.finding import Edit

KINDS = (b"fn a() {}\n", b"fn a() {}\r\n", b"\xef\xbb\xbffn a() {}\n", b"// \xff\xfe\nfn a() {}", b"")


def edit(path: str, start: int, end: int, replacement: str) -> Edit:
    """Give an edit whose line and column do not matter."""
    return Edit(path, start, end, 1, start + 1, 1, end + 1, replacement)


def planned(root: Path, count: int) -> tuple[Change, ...]:
    """Give a change for each file that `grow` makes: files of all kinds, in two folders."""
    kinds = [KINDS[index % len(KINDS)] for index in range(count)]
    folders = [root / ("src" if index % 2 else "src/inner") for index in range(count)]
    return tuple(
        Change(folder / f"file{index}.rs", before, before + b"// new %d\n" % index)
        for index, (folder, before) in enumerate(zip(folders, kinds, strict=True))
    )


def grow(root: Path, count: int) -> tuple[Change, ...]:
    """Make the files, and give the planned changes."""
    changes = planned(root, count)
    for index, change in enumerate(changes):
        change.path.parent.mkdir(parents=True, exist_ok=True)
        change.path.write_bytes(change.before)
        change.path.chmod(0o755 if index % 3 else 0o640)
    return changes


def seen_in(changes: tuple[Change, ...]) -> str:
    """Give `old` or `new` where all files are that, else each file's state, `torn` for what is neither."""
    states = [_state(change) for change in changes]
    return states[0] if len(set(states)) == 1 else " ".join(states)


def leftovers(root: Path) -> list[str]:
    """Give the files in the tree that are no sources, and the journals' steps that were never taken."""
    temps = [path.name for path in root.rglob(".ferrule-*")]
    return temps + [path.name for path in root.glob(".ferrule/edits/*/*.json") if path.name != "manifest.json"]


def _state(change: Change) -> str:
    now = change.path.read_bytes()
    return "old" if now == change.before else "new" if now == change.after else "torn"
