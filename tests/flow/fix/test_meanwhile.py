"""A tree that changes while ferrule works in it: what somebody saved meanwhile is never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ferrule.edits.changes import against, content, read_once
from ferrule.errors import FerruleError, SourceChanged
from flow.fix.crates import FAULT, MARKS, is_left_alone, leftovers, mended, repaired, tree
from workspaces import members, package

pytestmark = MARKS

MINE = b"// mine\n"
STAGES = ("checking", "searching", "verifying")


def appended(path: Path) -> None:
    """Somebody writes a line behind all others."""
    path.write_bytes(path.read_bytes() + MINE)


def prepended(path: Path) -> None:
    """Somebody writes a line before all others: every place in the file moves."""
    path.write_bytes(MINE + path.read_bytes())


def repaired_by_hand(path: Path) -> None:
    """Somebody repairs it in another way."""
    path.write_bytes(path.read_bytes().replace(b"let v = Vec::new();\n    v.push(1u8);", b"let v = vec![1u8];"))


def deleted(path: Path) -> None:
    """Somebody takes the file away."""
    path.unlink()


def replaced_by_a_link(path: Path) -> None:
    """Somebody puts a link in the place of the file, which leads out of the workspace."""
    outer = path.parents[2] / "outer.rs"
    path.rename(outer)
    path.symlink_to(outer)


DEEDS: list[Callable[[Path], None]] = [appended, prepended, repaired_by_hand, deleted, replaced_by_a_link]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_saved_meanwhile_is_kept(tmp_path: Path, deed: Callable[[Path], None], stage: str) -> None:
    """Whenever it comes: the file is what they made of it, or that with the edit; else ferrule refuses and says why."""
    root = package(tmp_path / "ws", {"src/lib.rs": FAULT})
    lib = root / "src/lib.rs"
    theirs: list[dict[str, tuple[int, bytes]]] = []

    def tell(words: str) -> None:
        if words.startswith(stage) and not theirs:
            deed(lib)
            theirs.append(tree(tmp_path))

    try:
        applied = repaired(root, tell).applied
    except FerruleError:
        applied = False

    [saved], now = theirs, tree(tmp_path)
    edited = {name: (mode, mended(text)) for name, (mode, text) in saved.items()}
    assert now in ((edited, saved) if applied else (saved,))
    assert [] == leftovers(root)
    assert is_left_alone(root)


def test_a_file_counts_as_it_was_first_read(tmp_path: Path) -> None:
    """Within `read_once` a later read gives the first content, so a change is made against that; after it, the new."""
    lib = tmp_path / "lib.rs"
    lib.write_bytes(b"first")
    with read_once():
        content(lib, {})
        lib.write_bytes(b"second")
        inside = against({}, {lib: b"edited"})

    [change] = inside
    assert (b"first", b"second") == (change.before, content(lib, {}))
    with read_once(), pytest.raises(SourceChanged):
        content(tmp_path / "gone.rs", {})


def test_a_file_saved_during_the_check_is_checked_again(tmp_path: Path) -> None:
    """Its errors are those of the old text: the repair is made of the new one, with what was saved in it."""
    saves = "fn main() {{\n    std::thread::sleep(std::time::Duration::from_secs(3));\n    {}\n}}\n"
    save = 'let lib = "../hasty/src/lib.rs"; let old = std::fs::read_to_string(lib).unwrap();\n    '
    save += 'std::fs::write(lib, format!("// mine\\n{old}")).unwrap();'
    root = members(tmp_path / "ws", {"hasty": "", "slow": ""})
    (root / "hasty/src/lib.rs").write_text(FAULT)
    (root / "slow/build.rs").write_text(saves.format(save))
    said: list[str] = []

    report = repaired(root, said.append)

    assert "checking again: hasty/src/lib.rs was saved while the check ran" in said
    assert report.applied
    assert MINE + mended(FAULT.encode()) == (root / "hasty/src/lib.rs").read_bytes()
