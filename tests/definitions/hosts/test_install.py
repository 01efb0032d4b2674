"""Definitions put into a host's folders: what is written, what is left alone, and what is said of it."""

import json
from pathlib import Path

import pytest

from definitions.hosts.crew import agent, command, installed, skill, tree
from ferrule import __version__
from ferrule.definitions.hosts.install import plan, write
from ferrule.edits.changes import sha256
from ferrule.facts.install import InstallTarget, Kept, Presence

SKILL = ".claude/skills/some-skill/SKILL.md"
RECORD = ".claude/.ferrule-install.json"
EVERY = tuple(InstallTarget)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for the hosts' folders, not yet made."""
    return tmp_path / "root"


def times(root: Path) -> dict[str, int]:
    """Give when each file was written, and as which one on the disk."""
    found = [path for path in root.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.stat().st_mtime_ns + path.stat().st_ino for path in found}


@pytest.mark.parametrize("target", EVERY)
def test_a_plan_writes_nothing(tmp_path: Path, root: Path, target: InstallTarget) -> None:
    """It is what `--dry-run` shows."""
    made = plan([skill(tmp_path)], target, root)

    assert {Presence.NEW} == {one.presence for one in made.files}
    assert not root.exists()


def test_what_each_target_gets(tmp_path: Path, root: Path) -> None:
    """Files where the host looks for them, a record of each, and remarks on what it has no place for."""
    crew = (skill(tmp_path), agent(tmp_path), command(tmp_path))

    made = {target: plan(crew, target, root) for target in EVERY}

    assert {
        "claude": [".claude/agents/some-agent.md", ".claude/commands/some-command.md", SKILL],
        "claude-plugin": [
            *(".claude-plugin/plugin.json", "agents/some-agent.md", "commands/some-command.md"),
            "skills/some-skill/SKILL.md",
        ],
        "codex": [
            *(".agents/skills/some-skill/SKILL.md", ".agents/skills/some-skill/agents/openai.yaml"),
            ".codex/agents/some-agent.toml",
        ],
        "agents-dir": [".agents/skills/some-skill/SKILL.md"],
    } == {target.value: [one.path for one in made[target].files] for target in EVERY}
    assert [0, 0, 1, 2] == [len([one for one in made[each].remarks if one.rule == "not-portable"]) for each in EVERY]
    assert "some-command: left out: Codex has no commands in a workspace" in [
        one.message for one in made[InstallTarget.CODEX].remarks
    ]


@pytest.mark.parametrize("target", EVERY)
def test_what_is_planned_is_written_and_recorded(tmp_path: Path, root: Path, target: InstallTarget) -> None:
    """To the byte, with hashes and the version of ferrule."""
    planned = plan([skill(tmp_path, files={"a/b.bin": b"\x00\xff"}), agent(tmp_path)], target, root)

    done = write(planned)

    found = tree(root)
    [record] = [json.loads(found.pop(path)) for path in list(found) if path.endswith(".ferrule-install.json")]
    assert {one.path: one.content for one in planned.files} == found
    assert {path: sha256(content) for path, content in found.items()} == record["files"]
    assert (__version__, target.value, False) == (record["version"], record["target"], "before" in record)
    assert (tuple(found), (), ()) == (tuple(sorted(done.written)), done.removed, done.kept)


def test_a_second_time_writes_nothing(tmp_path: Path, root: Path) -> None:
    """Files keep their times, the record too."""
    installed(root, skill(tmp_path), agent(tmp_path))
    before = times(root)

    done = installed(root, skill(tmp_path), agent(tmp_path))

    assert ((), 2, before) == (done.written, len(done.same), times(root))


def test_what_ferrule_wrote_is_brought_up_to_date(tmp_path: Path, root: Path) -> None:
    """Only where it differs."""
    installed(root, skill(tmp_path, files={"a.md": b"1", "b.md": b"1"}))

    planned = plan([skill(tmp_path, files={"a.md": b"2", "b.md": b"1"})], InstallTarget.CLAUDE, root)
    done = write(planned)

    assert [Presence.SAME, Presence.OURS, Presence.SAME] == [one.presence for one in planned.files]
    assert (".claude/skills/some-skill/a.md",) == done.written
    assert b"2" == (root / ".claude/skills/some-skill/a.md").read_bytes()


def test_a_changed_file_is_kept_unless_forced(tmp_path: Path, root: Path) -> None:
    """It is told, other files are written, and it stays known as changed; set back, it is ferrule's again."""
    installed(root, skill(tmp_path), agent(tmp_path))
    (root / SKILL).write_bytes(b"mine")

    done = installed(root, skill(tmp_path, body="new"), agent(tmp_path, body="new"))
    again = installed(root, skill(tmp_path, body="new"))

    assert (Kept(SKILL, "changed since ferrule wrote it"),) == done.kept == again.kept
    assert ((".claude/agents/some-agent.md",), b"mine") == (done.written, (root / SKILL).read_bytes())
    assert (SKILL,) == installed(root, skill(tmp_path, body="new"), force=True).written
    assert (root / SKILL).read_bytes().endswith(b"---\nnew")


def test_somebody_elses_file_is_kept_unless_forced(tmp_path: Path, root: Path) -> None:
    """Also one that holds what would be written: it is not recorded, so no removal takes it."""
    (root / SKILL).parent.mkdir(parents=True)
    (root / SKILL).write_bytes(b"theirs")

    done = installed(root, skill(tmp_path))

    assert ((Kept(SKILL, "not written by ferrule"),), (), [SKILL]) == (done.kept, done.written, list(tree(root)))
    (root / SKILL).write_bytes(plan([skill(tmp_path)], InstallTarget.CLAUDE, root).files[0].content)
    assert ((SKILL,), [SKILL]) == (installed(root, skill(tmp_path)).same, list(tree(root)))
    installed(root, skill(tmp_path), force=True)
    assert [SKILL] == list(json.loads((root / RECORD).read_bytes())["files"])


def test_the_last_edit_counts_and_not_the_plan(tmp_path: Path, root: Path) -> None:
    """A file that comes between plan and writing is somebody's."""
    planned = plan([skill(tmp_path)], InstallTarget.CLAUDE, root)
    (root / SKILL).parent.mkdir(parents=True)
    (root / SKILL).write_bytes(b"theirs")

    assert (Kept(SKILL, "not written by ferrule"),) == write(planned).kept


def test_what_a_skill_no_longer_has_is_removed(tmp_path: Path, root: Path) -> None:
    """Unless it was changed; other skills that were installed earlier stay."""
    files = {"references/old.md": b"old", "references/mine.md": b"x"}
    installed(root, skill(tmp_path, files=files), skill(tmp_path, "other"))
    home = root / ".claude/skills/some-skill"
    (home / "references/mine.md").write_bytes(b"mine")

    done = installed(root, skill(tmp_path))
    forced = installed(root, skill(tmp_path), force=True)

    path = ".claude/skills/some-skill/references"
    assert (f"{path}/old.md",) == done.removed
    words = "no longer part of the skill, but changed since ferrule wrote it"
    assert (Kept(f"{path}/mine.md", words),) == done.kept
    assert ((f"{path}/mine.md",), False) == (forced.removed, (root / path).exists())
    assert (root / ".claude/skills/other/SKILL.md").exists()


def test_a_record_of_nothing_is_no_record(tmp_path: Path, root: Path) -> None:
    """Where the last file that ferrule wrote goes, the record goes too."""
    (root / SKILL).parent.mkdir(parents=True)
    (root / SKILL).write_bytes(b"theirs")
    installed(root, skill(tmp_path, files={"a.md": b"a"}))

    done = installed(root, skill(tmp_path))

    assert ((".claude/skills/some-skill/a.md",), [SKILL]) == (done.removed, list(tree(root)))


def test_two_definitions_for_one_place(tmp_path: Path, root: Path) -> None:
    """The first one counts, with a remark; what is shadowed is not even looked at."""
    first, second = skill(tmp_path / "a", body="1"), skill(tmp_path / "b", body="2")
    hidden = skill(tmp_path / "c", "third", shadowed_by="elsewhere")

    planned = plan([first, second, hidden], InstallTarget.CLAUDE, root)

    assert [b"1"] == [one.content[-1:] for one in planned.files]
    assert [("same-place", second.path)] == [(one.rule, one.path) for one in planned.remarks]


def test_rights_follow_the_folder(tmp_path: Path, root: Path) -> None:
    """A program stays one; nobody reads a file who cannot enter the folder."""
    one = skill(tmp_path, files={"run.sh": b"#!/bin/sh\n"})
    Path(one.path).with_name("run.sh").chmod(0o755)
    home = root / ".claude/skills/some-skill"
    home.mkdir(parents=True)
    home.chmod(0o750)

    installed(root, one)

    assert [0o640, 0o750] == [(home / name).stat().st_mode & 0o777 for name in ("SKILL.md", "run.sh")]
