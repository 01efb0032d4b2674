"""Places where nothing may or can be written: links, files in the way, read-only folders, other ferrules."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from definitions.hosts.crew import agent, installed, skill, tree
from edits.children import PATH
from ferrule.definitions.hosts.install import plan, uninstall
from ferrule.definitions.hosts.placing import InstallBusy
from ferrule.facts.install import InstallTarget, Kept, Presence

SKILL = ".claude/skills/some-skill/SKILL.md"
WRITING = """
import sys
from pathlib import Path
from definitions.hosts.crew import installed, skill
from ferrule.errors import FerruleError
try:
    installed(Path(sys.argv[1]), skill(Path(sys.argv[2])))
except FerruleError as refusal:
    print(type(refusal).__name__, str(refusal).replace(sys.argv[1], "ROOT"))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for the hosts' folders."""
    made = tmp_path / "root"
    made.mkdir()
    return made


@pytest.mark.parametrize("link", [".claude", ".claude/skills", ".claude/skills/some-skill"])
@pytest.mark.parametrize("force", [False, True])
def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, root: Path, link: str, force: bool) -> None:
    """Neither by force nor by removal; what it leads to stays as it is."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(outside)

    done = installed(root, skill(tmp_path), force=force)

    assert (Kept(SKILL, f"cannot be written: {root / link} is a link that leads out of {root}"),) == done.kept
    assert ([], ()) == (list(outside.iterdir()), done.written)


def test_a_link_within_the_root_is_a_folder(tmp_path: Path, root: Path) -> None:
    """Some keep one folder for several hosts."""
    (root / "kept").mkdir()
    (root / ".claude").symlink_to("kept")

    installed(root, skill(tmp_path))
    assert (root / "kept/skills/some-skill/SKILL.md").is_file()

    uninstall(InstallTarget.CLAUDE, root)
    assert [] == list((root / "kept").iterdir())


def test_a_link_in_the_place_of_a_file_is_replaced_by_force_alone(tmp_path: Path, root: Path) -> None:
    """What it leads to is never written."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"x")
    (root / SKILL).parent.mkdir(parents=True)
    (root / SKILL).symlink_to(victim)

    kept = installed(root, skill(tmp_path)).kept
    done = installed(root, skill(tmp_path), force=True)

    assert (Kept(SKILL, "not written by ferrule: is a symbolic link"),) == kept
    assert ((SKILL,), False, b"x") == (done.written, (root / SKILL).is_symlink(), victim.read_bytes())


def test_a_link_out_made_after_the_installation(tmp_path: Path, root: Path) -> None:
    """A removal follows it no more than an installation does."""
    installed(root, skill(tmp_path), agent(tmp_path))
    (root / ".claude/skills").rename(tmp_path / "outside")
    (root / ".claude/skills").symlink_to(tmp_path / "outside")

    done = uninstall(InstallTarget.CLAUDE, root)

    assert (".claude/agents/some-agent.md",) == done.removed
    assert [SKILL] == [one.path for one in done.kept]
    assert (tmp_path / "outside/some-skill/SKILL.md").is_file()


def test_things_in_the_way(tmp_path: Path, root: Path) -> None:
    """A file for a folder, a folder for a file, links in a circle, a pipe: told, and nothing hangs."""
    crew = [skill(tmp_path, name) for name in ("a", "b", "c", "d")]
    skills = root / ".claude/skills"
    (skills / "b/SKILL.md").mkdir(parents=True)
    (skills / "a").write_bytes(b"")
    (skills / "c").symlink_to("c")
    (skills / "d").mkdir()
    os.mkfifo(skills / "d/SKILL.md")

    planned = plan(crew, InstallTarget.CLAUDE, root)

    closed = Presence.CLOSED
    assert [closed, closed, closed, Presence.FOREIGN] == [one.presence for one in planned.files]
    ends = ["is no folder", "is a folder", "is no folder", "is no regular file"]
    assert [True] * 4 == [one.why.endswith(end) for one, end in zip(planned.files, ends, strict=True)]
    assert ((), 4) == (installed(root, *crew).written, len(installed(root, *crew).kept))


def test_another_ferrule_is_at_work(tmp_path: Path, root: Path) -> None:
    """The second one says so and touches nothing."""
    handle = os.open(root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(InstallBusy, match="another ferrule is installing there"):
            installed(root, skill(tmp_path))
    finally:
        os.close(handle)
    assert {} == tree(root)


@pytest.mark.sandbox
@pytest.mark.parametrize("closed", ["", "/.claude/skills"])
def test_a_read_only_folder(tmp_path: Path, root: Path, bwrap: tuple[str, ...], closed: str) -> None:
    """It is told with the file that could not be written, and leaves nothing half made; then it can be done again."""
    inner = Path(f"{root}{closed}")
    inner.mkdir(parents=True, exist_ok=True)
    words = (*bwrap, "--ro-bind", str(inner), str(inner), sys.executable, "-c", WRITING, str(root), str(tmp_path))

    child = subprocess.run(words, env={**os.environ, "PYTHONPATH": PATH}, capture_output=True, text=True, check=True)

    named = "skills/some-skill/SKILL.md" if closed else ".ferrule-install.json"
    assert f"NotWritable ROOT/.claude/{named}: Read-only file system\n" == child.stdout
    assert set(tree(root)) <= {".claude/.ferrule-install.json"}
    assert (SKILL,) == installed(root, skill(tmp_path)).written
