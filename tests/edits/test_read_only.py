"""Sources that cannot be written, also for root: said before anything is touched, or taken back."""

from pathlib import Path

import pytest

from edits import children
from edits.trees import grow

APPLY = """
changes = planned(root, 3)
told(lambda: apply(root, root / "state", "run", changes))
print(seen_in(changes), leftovers(root), sorted(path.name for path in (root / "state/edits").iterdir()))
"""


@pytest.mark.sandbox
def test_a_read_only_folder(root: Path, bwrap: tuple[str, ...]) -> None:
    """Files on a read-only disk are all named; neither they nor the others are touched, and no journal is kept."""
    grow(root, 3)
    inner = str(root / "src/inner")

    told, seen = children.run(APPLY, str(root), within=(*bwrap, "--ro-bind", inner, inner))

    reasons = [f"ROOT/src/inner/{name}.rs: is read-only" for name in ("file0", "file2")]
    assert told == f"NotWritable {'; '.join(reasons)}"
    assert seen == "old [] ['lock']"


@pytest.mark.sandbox
def test_a_file_that_cannot_be_replaced(root: Path, bwrap: tuple[str, ...]) -> None:
    """A file that is a mount of its own can be written but not replaced: what was replaced before is taken back."""
    grow(root, 3)
    file = str(root / "src/inner/file2.rs")

    told, seen = children.run(APPLY, str(root), within=(*bwrap, "--bind", file, file))

    assert told.startswith("NotWritable ROOT/src/inner/.ferrule-run-2: Device or resource busy")
    assert seen == "old [] ['lock']"


@pytest.mark.sandbox
def test_a_read_only_workspace(root: Path, bwrap: tuple[str, ...]) -> None:
    """In a workspace that cannot be written, looking for what is to be recovered or undone writes nothing."""
    code = """
print(recover(root, state), undoable(state))
told(lambda: undo(root, state, None))
told(lambda: apply(root, state, "run", ()))
"""

    assert children.run(code, str(root), within=(*bwrap, "--ro-bind", str(root), str(root))) == [
        "() ()",
        "NothingToUndo no run has made edits here",
        "NotWritable ROOT/.ferrule: Read-only file system",
    ]
