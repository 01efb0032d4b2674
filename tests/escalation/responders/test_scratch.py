"""A program that edits a copy of the sources: what it gets, and what is taken from it."""

from pathlib import Path

import pytest

from escalation.answers.trees import tree
from escalation.responders.packets import packet, scratch
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.responders import copying
from ferrule.escalation.responders.command import CommandResponder
from ferrule.escalation.responders.copying import copied
from ferrule.escalation.responders.responder import Reply
from ferrule.process.command import Command
from ferrule.process.door import run
from workspaces import LIB, write

TURNED = LIB.replace("a + b\n", "b + a\n").encode()
TURN = "p = Path('src/lib.rs'); p.write_text(p.read_text().replace('a + b\\n', 'b + a\\n'))\n"


def asked(where: Tree, script: str) -> Reply:
    """Ask a program that edits."""
    return CommandResponder(scratch(where.workspace.root.parent, script)).ask(packet(), where, 60.0)


@pytest.fixture
def where(tmp_path: Path) -> Tree:
    """Give a workspace in a folder of its own, without git."""
    return tree(tmp_path / "w")


def test_the_difference_is_the_answer(where: Tree) -> None:
    """What it wrote counts, whatever edits its answer speaks of; the sources themselves are as they were."""
    root = where.workspace.root

    reply = asked(where, TURN + "say(edits=[{'path': 'nonsense', 'old': 'x', 'new': 'y'}])")

    assert ("", {root / "src/lib.rs": TURNED}) == (reply.problem, reply.changes)
    assert reply.answer is not None
    assert ((), True) == (reply.answer.edits, "-    a + b\n+    b + a\n" in reply.answer.diff)
    assert LIB == (root / "src/lib.rs").read_text()
    assert [] == list(where.scratch.iterdir())


def test_without_a_difference_the_edits_of_the_answer_count(where: Tree) -> None:
    """A program may choose the simpler way."""
    assert (TURNED,) == tuple(asked(where, "say()").changes.values())


def test_the_copy_is_the_tree_as_it_is_in_memory(tmp_path: Path) -> None:
    """It works on what was repaired before."""
    path = tmp_path / "w/src/lib.rs"
    before = LIB.replace("A library", "One library").encode()
    where = tree(tmp_path / "w", changes={path: before})

    assert {path: before.replace(b"a + b\n", b"b + a\n")} == asked(where, TURN + "say()").changes


def test_it_keeps_its_copy_for_the_second_try(where: Tree) -> None:
    """It edited well and told it badly: it need not edit again."""
    reply = asked(where, f"if problem:\n    say()\nelse:\n    {TURN.strip()}\n    print('Done!')")

    assert ("", 2, (TURNED,)) == (reply.problem, reply.tries, tuple(reply.changes.values()))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Path('src/lib.rs').unlink()", "copy: 'src/lib.rs': was deleted"),
        ("Path('src/new.rs').write_text('x')", "copy: 'src/new.rs' is new"),
        ("p = Path('src/lib.rs'); p.unlink(); p.symlink_to('/etc/passwd')", "is no file any more"),
        ("p = Path('src/lib.rs'); p.unlink(); os.mkfifo(p)", "is no file any more"),
        ("os.rename('src', 'old'); os.symlink('/etc', 'src')", "copy: 'src/lib.rs': was deleted"),
        ("Path('src/lib.rs').write_bytes(b'a\\0b')", "a NUL in the new text"),
        ("open('src/lib.rs', 'w').truncate(9 << 20)", "made too large"),
    ],
)
def test_what_is_no_edit_is_told(where: Tree, script: str, said: str) -> None:
    """Files made, deleted, or replaced by links and pipes; nothing is followed, nothing hangs."""
    reply = asked(where, f"if not problem:\n    {script}\nsay()")

    assert said in reply.problem
    assert {} == reply.changes


def test_what_it_leaves_behind_is_no_answer(where: Tree) -> None:
    """Notes, build products and a repository of its own are thrown away."""
    mess = "for n in ('.git/hooks/x', 'target/debug/a.rs', '.agent/notes.md', '.ferrule/x.rs'):\n"
    mess += "    Path(n).parent.mkdir(parents=True, exist_ok=True); Path(n).write_text('x')\n"

    reply = asked(where, mess + TURN + "say()")

    assert ("", (TURNED,)) == (reply.problem, tuple(reply.changes.values()))
    assert not (where.workspace.root / ".agent").exists()


def test_an_edit_of_a_manifest_is_for_a_person(where: Tree) -> None:
    """As in an answer."""
    reply = asked(where, "open('Cargo.toml', 'a').write('[dependencies]\\nx = \"1\"\\n'); say()")

    assert ("Cargo.toml: the dependencies change: code of others is built and run",) == reply.closed


def test_a_file_that_changed_meanwhile_is_told(where: Tree) -> None:
    """Whoever saved it in the meantime does not lose that."""
    path = where.workspace.root / "src/lib.rs"

    reply = asked(where, f"Path({str(path)!r}).write_text('// mine')\n{TURN}say()")

    assert "changed by somebody else meanwhile" in reply.problem
    assert "// mine" == path.read_text()


@pytest.mark.parametrize("with_git", [True, False])
def test_only_sources_are_copied(where: Tree, tmp_path: Path, *, with_git: bool) -> None:
    """No build products, nothing that ferrule or git keep, no links; with git nothing that it ignores."""
    root = where.workspace.root
    write(
        root,
        {
            "target/debug/a": "x",
            ".ferrule/db": "x",
            "member/target/b": "x",
            ".gitignore": "*.secret\n",
            "my.secret": "x",
            "README.md": "x",
        },
    )
    (root / "outside").symlink_to("/etc")
    (root / "src/link.rs").symlink_to("/etc/passwd")
    if with_git:
        run(Command(("git", "init", "-q"), root, 60.0))

    folder = tmp_path / "copy"
    folder.mkdir()
    files = copied(where, folder).files

    rest = set() if with_git else {"my.secret"}
    assert {".gitignore", "Cargo.toml", "README.md", "src/lib.rs", *rest} == set(files)
    assert LIB == (folder / "src/lib.rs").read_text()


def test_a_huge_workspace_is_not_copied(where: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told, with what to do instead."""
    monkeypatch.setattr(copying, "MOST_FILES", 1)

    reply = asked(where, "say()")

    assert (
        'coder: the workspace is too large to be copied (limits: 1 files, 256 MiB); use edits = "answer"'
        == reply.problem
    )
