"""What stands in the way of a memo is said, and the user's files stay as they are."""

import os
from pathlib import Path

import pytest

from ferrule.errors import NotWritable, SourceChanged
from ferrule.facts.task import BoxStatus
from ferrule.flow.tasks.memo import complete, put_back
from ferrule.flow.tasks.memo_text import LARGEST
from ferrule.flow.tasks.plan_keeping import keep
from ferrule.tasks.plan_file import BadPlanFile
from flow.tasks.memos import MARKED, crate, files, task, written
from workspaces import write

PLAN = ".claude/TODO.md"


def as_link_out(root: Path) -> None:
    """Make the plan file a link that leads out of the repository."""
    write(root.parent, {"far.md": "## In Progress\n"})
    (root / PLAN).parent.mkdir()
    (root / PLAN).symlink_to(root.parent / "far.md")


def in_folder_out(root: Path) -> None:
    """Make its folder a link that leads out of the repository."""
    (root.parent / "far").mkdir()
    (root / ".claude").symlink_to(root.parent / "far")


def in_circle(root: Path) -> None:
    """Make it a link to itself."""
    (root / PLAN).parent.mkdir()
    (root / PLAN).symlink_to(root / PLAN)


def as_folder(root: Path) -> None:
    """Make it a folder."""
    (root / PLAN).mkdir(parents=True)


def below_a_file(root: Path) -> None:
    """Make its folder a file."""
    write(root, {".claude": "a file"})


def as_pipe(root: Path) -> None:
    """Make it a pipe that nobody writes to."""
    (root / PLAN).parent.mkdir()
    os.mkfifo(root / PLAN)


def twice_named(root: Path) -> None:
    """Give it a second name."""
    write(root, {PLAN: "# x\n"})
    (root / "other.md").hardlink_to(root / PLAN)


def read_only(root: Path) -> None:
    """Let nobody write it."""
    write(root, {PLAN: "# x\n"})
    (root / PLAN).chmod(0o444)


def binary(root: Path) -> None:
    """Make it no text."""
    write(root, {PLAN: ""})
    (root / PLAN).write_bytes("# x\n".encode("utf-16"))


def huge(root: Path) -> None:
    """Make it ten million bytes long."""
    write(root, {PLAN: "- a line\n" * 1_200_000})


def in_conflict(root: Path) -> None:
    """Leave a merge half done in it."""
    write(root, {PLAN: "# x\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\n"})


def unclosed(root: Path) -> None:
    """Leave a block of code open in it."""
    write(root, {PLAN: "# x\n\n```sh\ncargo test\n"})


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (as_link_out, "lies outside of the repository"), (in_folder_out, "lies outside of the repository"),
        (in_circle, ""), (as_folder, "is not a regular file"), (below_a_file, ""), (as_pipe, "is not a regular file"),
        (twice_named, "2 names"), (read_only, "read-only"), (binary, "NUL"), (huge, "more than"),
        (in_conflict, "line 2: an unresolved merge conflict"), (unclosed, "line 3: a block of code"),
    ],
)  # fmt: skip
def test_a_plan_file_that_cannot_be_kept(tmp_path: Path, harm: object, words: str) -> None:
    """The box fails with the reason and what to do, and no byte is changed anywhere."""
    root = crate(tmp_path)
    assert callable(harm)
    harm(root)
    there = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".git" not in path.parts}

    box = written(root)

    after = {path: path.read_bytes() for path in there}
    assert box.status is BoxStatus.FAILED
    assert (box.reason, bool(box.detail), bool(box.remedy)) == ("tool-error", True, True)
    assert words in box.detail
    assert box.evidence_sha256 is None
    assert after == there
    assert not [name for name in files(root) if "ferrule-new" in name]
    with pytest.raises((NotWritable, BadPlanFile)):
        complete(root, task(), "")
    with pytest.raises((NotWritable, BadPlanFile)):
        put_back(root, task())


@pytest.mark.parametrize("name", [".git/TODO.md", ".ferrule/todo.md", "../../out.md", "/tmp/out.md"])
def test_nothing_is_written_where_it_must_not_be(tmp_path: Path, name: str) -> None:
    """A plan file in git's folder, in ferrule's own or outside is refused, whoever named it."""
    root = crate(tmp_path)

    box = written(root, plan_file=name)

    assert box.status is BoxStatus.FAILED
    assert not (root / name).exists()


def test_a_link_within_the_repository_is_followed(tmp_path: Path) -> None:
    """The link stays a link, and the file behind it has the task."""
    root = crate(tmp_path, **{"docs/plan.md": "## In Progress\n"})
    (root / PLAN).parent.mkdir()
    (root / PLAN).symlink_to("../docs/plan.md")

    assert written(root).status is BoxStatus.PASSED
    assert (root / PLAN).is_symlink()
    assert (root / "docs/plan.md").read_text("utf-8").startswith(f"## In Progress\n\n{MARKED}\n")


def test_what_a_kill_left_is_cleared(tmp_path: Path) -> None:
    """A file that waited for its place when ferrule was killed is gone after the next memo."""
    root = crate(tmp_path, **{PLAN: "# x\n"})
    write(root, {".claude/.TODO.md.ferrule-new": "half"})

    assert written(root).status is BoxStatus.PASSED
    assert files(root) == {"Cargo.toml", "src/lib.rs", PLAN}


def test_somebody_else_is_writing(tmp_path: Path) -> None:
    """What a person saves in this very moment is not lost."""
    root = crate(tmp_path, **{PLAN: "# x\n"})

    def saved_meanwhile(text: str) -> str:
        (root / PLAN).write_text("# saved\n", "utf-8")
        return f"{text}more\n"

    with pytest.raises(SourceChanged):
        keep(root, PLAN, saved_meanwhile, lambda _: None)

    assert (root / PLAN).read_text("utf-8") == "# saved\n"
    assert files(root) == {"Cargo.toml", "src/lib.rs", PLAN}


def test_a_failed_step_makes_no_folder(tmp_path: Path) -> None:
    """Where a new file cannot be written, the folder for it is not left behind."""
    root = crate(tmp_path)

    def made_meanwhile(_text: str) -> str:
        write(root, {"docs/PLAN.md": "# saved\n"})
        return "# mine\n"

    with pytest.raises(SourceChanged):
        keep(root, "docs/PLAN.md", made_meanwhile, lambda _: None)

    assert (root / "docs/PLAN.md").read_text("utf-8") == "# saved\n"


@pytest.mark.parametrize("kind", ["out", "folder", "circle"])
def test_a_memo_that_cannot_be_read_is_passed_over(tmp_path: Path, kind: str) -> None:
    """A memo outside of the repository, or none at all, is said, and ferrule's own counts."""
    root = crate(tmp_path)
    path = root / ".claude/commands/memo.md"
    path.parent.mkdir(parents=True)
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(write(tmp_path, {"far.md": "Keep `PLAN.md`."}) / "far.md" if kind == "out" else path)

    box = written(root)

    assert (box.status, box.source) == (BoxStatus.PASSED, "")
    assert ".claude/commands/memo.md" in box.detail
    assert "ferrule's own memo counts" in box.detail
    assert MARKED in (root / PLAN).read_text("utf-8")


def test_a_memo_that_nobody_could_judge_is_asked_about(tmp_path: Path) -> None:
    """Of a very long text the rest was not looked at: a person has to."""
    root = crate(tmp_path, "Keep it.\n" * (LARGEST // 9 + 1))

    box = written(root)

    assert box.status is BoxStatus.ASKS
    assert f"longer than {LARGEST} bytes" in box.detail
