"""What ferrule wrote is taken out again, and nothing else."""

import json
from pathlib import Path

import pytest

from definitions.hosts.crew import agent, command, installed, skill, tree
from ferrule.definitions.hosts.install import uninstall
from ferrule.definitions.hosts.record import BadRecord
from ferrule.edits.changes import sha256
from ferrule.facts.install import Done, InstallTarget, Kept

RECORD = ".claude/.ferrule-install.json"
SKILL = ".claude/skills/some-skill/SKILL.md"


@pytest.mark.parametrize("target", InstallTarget)
def test_nothing_is_left(tmp_path: Path, target: InstallTarget) -> None:
    """No file and no folder; what was there before is as it was."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "mine").write_bytes(b"mine")
    crew = (skill(tmp_path, files={"a/b/c.md": b"c"}), agent(tmp_path), command(tmp_path))
    written = installed(root, *crew, target=target).written

    done = uninstall(target, root)

    assert (sorted(written), ()) == (sorted(done.removed), done.kept)
    assert [root / "mine"] == list(root.rglob("*"))
    assert Done(target, str(root)) == uninstall(target, root)


def test_changed_files_stay_and_are_told(tmp_path: Path) -> None:
    """From then on they are the user's own; a file that is gone is no fault."""
    installed(tmp_path, skill(tmp_path / "from", files={"a.md": b"a"}), agent(tmp_path / "from"))
    (tmp_path / SKILL).write_bytes(b"mine")
    (tmp_path / ".claude/agents/some-agent.md").unlink()
    (tmp_path / ".claude/settings.json").write_bytes(b"{}")

    done = uninstall(InstallTarget.CLAUDE, tmp_path)

    assert (Kept(SKILL, "changed since ferrule wrote it"),) == done.kept
    assert (".claude/skills/some-skill/a.md",) == done.removed
    assert {SKILL, ".claude/settings.json"} == {path for path in tree(tmp_path) if path.startswith(".claude")}
    assert (Kept(SKILL, "not written by ferrule"),) == installed(tmp_path, skill(tmp_path / "from")).kept


def test_a_link_in_the_place_of_a_file_stays(tmp_path: Path) -> None:
    """What it leads to is not removed either."""
    installed(tmp_path, skill(tmp_path / "from"))
    (tmp_path / SKILL).rename(tmp_path / "elsewhere")
    (tmp_path / SKILL).symlink_to(tmp_path / "elsewhere")

    done = uninstall(InstallTarget.CLAUDE, tmp_path)

    assert (Kept(SKILL, "changed since ferrule wrote it: is a symbolic link"),) == done.kept
    assert (tmp_path / SKILL).is_symlink()


def test_two_targets_share_a_folder(tmp_path: Path) -> None:
    """What both wrote stays until the second of them goes."""
    one, root = skill(tmp_path / "from"), tmp_path / "root"
    installed(root, one, target=InstallTarget.CODEX)
    both = installed(root, one, target=InstallTarget.AGENTS_DIR)
    shared = ".agents/skills/some-skill/SKILL.md"

    first = uninstall(InstallTarget.CODEX, root)
    second = uninstall(InstallTarget.AGENTS_DIR, root)

    assert ((shared,), ()) == (both.same, both.written)
    assert (Kept(shared, "belongs to another target too", is_shared=True),) == first.kept
    assert ((shared,), []) == (second.removed, list(root.rglob("*")))


@pytest.mark.parametrize(
    "path",
    [
        "../victim",
        "/etc/passwd",
        "src/lib.rs",
        ".claude/settings.json",
        ".claude/skills/../../victim",
        ".claude/skills",
    ],
)
def test_a_record_that_came_with_the_folder_is_not_believed(tmp_path: Path, path: str) -> None:
    """It may name anything, with the right hash: only what a target can own is ever removed."""
    root = tmp_path / "root"
    for victim in (tmp_path / "victim", root / "victim", root / "src/lib.rs", root / ".claude/settings.json"):
        victim.parent.mkdir(parents=True, exist_ok=True)
        victim.write_bytes(b"x")
    shape = {"schema": "ferrule.installed/1", "version": "0", "target": "claude", "files": {path: sha256(b"x")}}
    (root / RECORD).write_text(json.dumps(shape))
    before = tree(tmp_path)

    with pytest.raises(BadRecord, match=r"is no record that this ferrule can read: '.*' is no file of claude"):
        uninstall(InstallTarget.CLAUDE, root)

    assert before == tree(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Expecting property name"),
        ("[]", "list indices"),
        ("{}", "'schema'"),
        ('{"schema": "ferrule.installed/2"}', "schema 'ferrule.installed/2', this ferrule knows ferrule.installed/1"),
        ('{"schema": "ferrule.installed/1", "files": {".claude/skills/a": "x"}}', "'.claude/skills/a': no hash"),
        ('{"schema": "ferrule.installed/1", "files": 3}', "'int' object has no attribute 'items'"),
        ("[" * 100_000, "recursion"),
    ],
    ids=lambda text: text[:40],
)
def test_a_damaged_record_is_told_and_nothing_done(tmp_path: Path, text: str, words: str) -> None:
    """By plan, installation and removal alike; the hint says what to do."""
    (tmp_path / ".claude").mkdir()
    (tmp_path / RECORD).write_text(text)

    with pytest.raises(BadRecord) as told:
        uninstall(InstallTarget.CLAUDE, tmp_path)
    with pytest.raises(BadRecord):
        installed(tmp_path, skill(tmp_path / "from"))

    assert words in str(told.value)
    assert "Remove the file" in told.value.hint
    assert [RECORD] == [path for path in tree(tmp_path) if path.startswith(".claude")]
