"""Edits of an answer are made where they fit to the byte, and nowhere else."""

import os
from pathlib import Path

import pytest

from escalation.answers.trees import DIFF, tree
from ferrule.edits.changes import content
from ferrule.escalation.answers.patching import patched
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.replacing import replaced
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.escalation import KeptEdit
from workspaces import LIB, write

TURNED = LIB.replace("    a + b\n", "    b + a\n")
OLD, NEW = "    a + b\n", "    b + a\n"


def edit(path: str = "src/lib.rs", old: str = OLD, new: str = NEW) -> KeptEdit:
    """Give one replacement; as it stands, it turns a sum around."""
    return KeptEdit(path, old, new)


def refused(where: Tree, *edits: KeptEdit, diff: str = "") -> str:
    """Give why edits cannot be made."""
    with pytest.raises(Unfit) as told:
        patched(where, diff) if diff else replaced(where, edits)
    return str(told.value)


def test_an_edit_gives_the_new_text_of_its_file(tmp_path: Path) -> None:
    """By replacement or by diff, the same; an edit that changes nothing gives nothing."""
    where = tree(tmp_path)
    new = {tmp_path / "src/lib.rs": TURNED.encode()}

    assert new == replaced(where, [edit()]) == patched(where, DIFF)
    assert {} == replaced(where, [edit(new=OLD)])
    assert {} == replaced(where, [])
    assert LIB == (tmp_path / "src/lib.rs").read_text()


def test_edits_are_made_on_the_tree_as_it_is_in_memory(tmp_path: Path) -> None:
    """What another repair changed already is the original; later edits see earlier ones."""
    path = tmp_path / "src/lib.rs"
    where = tree(tmp_path, changes={path: TURNED.encode()})

    assert "does not stand in the file" in refused(where, edit())
    assert {path: LIB.encode()} == replaced(where, [edit(old=NEW, new="X"), edit(old="X", new=OLD)])


def test_the_old_text_must_stand_there_once(tmp_path: Path) -> None:
    """Neither none nor two; an empty one is everywhere."""
    where = tree(tmp_path)

    assert "edits[0]: 'src/lib.rs': the old text does not stand in the file: 'a - b'" in refused(
        where, edit(old="a - b")
    )
    assert "edits[1]: 'src/lib.rs': the old text stands there 2 times" in refused(where, edit(), edit(old="fn "))
    assert "the old text is empty" in refused(where, edit(old=" \n"))


def test_line_ends_are_those_of_the_file(tmp_path: Path) -> None:
    """Whoever writes JSON or a diff writes plain line ends; the file keeps its own."""
    where = tree(tmp_path)
    path = tmp_path / "src/lib.rs"
    path.write_bytes(LIB.replace("\n", "\r\n").encode())
    wanted = {path: TURNED.replace("\n", "\r\n").encode()}

    assert wanted == replaced(where, [edit()]) == patched(where, DIFF) == patched(where, DIFF.replace("\n", "\r\n"))


def test_lines_that_stay_are_kept_to_the_byte(tmp_path: Path) -> None:
    """A file of two kinds of line ends, and with bytes that are no text, changes where it was asked to."""
    where = tree(tmp_path)
    path = tmp_path / "src/lib.rs"
    before = LIB.encode().replace(b"//! A library.\n", b"//! \xff\r\n")
    path.write_bytes(before)

    assert {path: before.replace(b"a + b\n}", b"b + a\n}")} == patched(where, DIFF)


def test_a_hunk_may_stand_at_one_other_place(tmp_path: Path) -> None:
    """Line numbers are what writers get wrong; two places are no place."""
    where = tree(tmp_path)
    far = DIFF.replace("@@ -8,3 +8,3 @@", "@@ -70,3 +70,3 @@")
    assert TURNED.encode() in patched(where, far).values()

    write(tmp_path, {"src/lib.rs": LIB + LIB})

    assert "hunk 1 does not fit: its lines do not stand there once" in refused(where, diff=far)
    assert [TURNED.encode() + LIB.encode()] == list(patched(where, DIFF).values())


def test_several_hunks_are_made_in_their_order(tmp_path: Path) -> None:
    """A hunk that adds lines shifts what comes after it."""
    write(tmp_path / "w", {"a.rs": "".join(f"l{n}\n" for n in range(1, 21))})
    where = tree(tmp_path / "w", *tree(tmp_path / "x").workspace.packages)
    diff = "--- a/a.rs\n+++ b/a.rs\n@@ -2,2 +2,4 @@\n l2\n+new\n+newer\n l3\n@@ -18,2 +20,1 @@\n-l18\n l19\n"

    lines = next(iter(patched(where, diff).values())).decode().split()

    assert ["l1", "l2", "new", "newer", "l3"] == lines[:5]
    assert ["l17", "l19", "l20"] == lines[-3:]


@pytest.mark.parametrize(
    ("diff", "said"),
    [
        ("nothing like a diff", "diff: names no file"),
        (DIFF.replace("    a + b", "    a - b"), "hunk 1 does not fit"),
        (DIFF.replace("-8,3", "-8,9"), "diff: cannot be read: Hunk is shorter than expected; are the numbers"),
        (DIFF.split("@@", maxsplit=1)[0], "has no hunk"),
        (DIFF.replace("--- a/src/lib.rs", "--- /dev/null"), "makes or deletes a file"),
        (DIFF.replace("+++ b/src/lib.rs", "+++ /dev/null"), "makes or deletes a file"),
        (DIFF.replace("+++ b/src/lib.rs", "+++ b/Cargo.toml"), "renames a file"),
        ("--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -3,0 +4,1 @@\n+x\n", "hunk 1 does not fit"),
        ("diff --git a/src/lib.rs b/src/lib.rs\nold mode 100644\nnew mode 100755\n", "changes the mode"),
        ("Binary files a/src/lib.rs and b/src/lib.rs differ\n", "is no text"),
        (DIFF.replace("src/lib.rs", "../lib.rs"), "'../lib.rs': lies outside of the workspace"),
        (DIFF.replace("+    b + a", "+    b\0a"), "a NUL in the new text"),
    ],
    ids=str,
)
def test_a_diff_that_does_not_fit_is_told(tmp_path: Path, diff: str, said: str) -> None:
    """In words that its author can act on; nothing is guessed."""
    assert said in refused(tree(tmp_path), diff=diff)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../elsewhere.rs", "lies outside of the workspace"),
        ("src/../../elsewhere.rs", "lies outside of the workspace"),
        ("/etc/passwd", "lies outside of the workspace"),
        ("", "is no path relative to the workspace"),
        ("src\\lib.rs", "is no path relative to the workspace"),
        ("src/lib.rs\0", "is no path relative to the workspace"),
        ("a" * 2000, "is no path relative to the workspace"),
        ("src/new.rs", "no such file; ferrule edits files that are there"),
        ("src", "is not a regular file"),
        (".git/hooks/pre-commit", "lies in .git"),
        (".GIT/config", ".GIT"),
        (".ferrule/ferrule.db", "lies in .ferrule"),
        ("target/debug/build.rs", "lies in "),
        ("link.rs", "leads through a link"),
        ("folder/passwd", "leads through a link"),
        ("inner.rs", "leads through a link"),
        ("made.rs", "says that a program writes it"),
        ("picture.rs", "is no text"),
    ],
    ids=lambda value: value[:30],
)
def test_edits_land_in_sources_only(tmp_path: Path, name: str, said: str) -> None:
    """Not outside, not through links, not where git, ferrule or Cargo keep their own."""
    where = tree(tmp_path / "w")
    root = write(
        tmp_path / "w",
        {
            ".git/hooks/pre-commit": OLD,
            ".git/config": OLD,
            ".ferrule/ferrule.db": OLD,
            "target/debug/build.rs": OLD,
            "../elsewhere.rs": OLD,
            "made.rs": f"// @generated\n{OLD}",
            "picture.rs": f"\0{OLD}",
        },
    )
    (root / "link.rs").symlink_to("/etc/passwd")
    (root / "folder").symlink_to("/etc")
    (root / "inner.rs").symlink_to("src/lib.rs")

    assert said in refused(where, edit(name))


def test_an_absolute_path_below_the_root_is_taken_for_what_it_means(tmp_path: Path) -> None:
    """The packet shows relative paths; some writers make them absolute."""
    where = tree(tmp_path)

    assert [tmp_path / "src/lib.rs"] == list(replaced(where, [edit(str(tmp_path / "src/lib.rs"))]))


def test_a_nul_is_no_text(tmp_path: Path) -> None:
    """No source holds one."""
    assert "a NUL in the new text" in refused(tree(tmp_path), edit(new="a\0b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With the system's words."""
    where = tree(tmp_path)
    (tmp_path / "src/lib.rs").chmod(0)

    assert "ermission" in refused(where, edit())


def test_every_edit_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Whoever mends the answer does it once, and no other edit is made."""
    where = tree(tmp_path)

    said = refused(where, edit("../a"), edit(), edit("b"))

    assert ("edits[0]" in said, "edits[1]" in said, "edits[2]" in said) == (True, False, True)
    assert LIB.encode() == content(tmp_path / "src/lib.rs", where.changes)
