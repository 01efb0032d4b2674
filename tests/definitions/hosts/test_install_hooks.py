"""Hooks that come with an installation for Claude Code, and go with its removal."""

import json
import os
from pathlib import Path

import pytest

from definitions.hosts.crew import skill, tree
from ferrule.definitions.hosts.hooks import entries, merged, plugin_hooks
from ferrule.definitions.hosts.install import plan, uninstall, with_hooks, write
from ferrule.facts.install import Done, InstallTarget, Kept, Presence

SETTINGS = ".claude/settings.json"
SKILL = ".claude/skills/some-skill/SKILL.md"
MINE = '{\n   "model": "opus",\n   "hooks": {"Stop": [{"hooks": []}]}\n}\n'


def installed(root: Path, source: Path, target: InstallTarget = InstallTarget.CLAUDE, *, force: bool = False) -> Done:
    """Put a skill and the hooks below a root."""
    return write(with_hooks(plan([skill(source)], target, root)), force=force)


def status(path: Path) -> tuple[int, int, int, int]:
    """Give what changes with a file; looking at it does not."""
    found = path.lstat()
    return found.st_mode, found.st_ino, found.st_mtime_ns, found.st_size


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with settings of the user's."""
    (tmp_path / "root/.claude").mkdir(parents=True)
    (tmp_path / "root" / SETTINGS).write_text(MINE)
    return tmp_path / "root"


def test_a_plan_shows_the_settings_and_writes_nothing(tmp_path: Path, root: Path) -> None:
    """It is what `--dry-run` shows: new, with hooks added, as they should be, or not to be written."""
    known = [skill(tmp_path)]

    added = with_hooks(plan(known, InstallTarget.CLAUDE, root)).files[-1]
    new = with_hooks(plan(known, InstallTarget.CLAUDE, tmp_path / "new")).files[-1]
    (root / SETTINGS).write_text("{ // mine\n}")
    closed = with_hooks(plan(known, InstallTarget.CLAUDE, root)).files[-1]

    assert {SETTINGS} == {one.path for one in (added, new, closed)}
    assert (Presence.OURS, "hooks are added, all else stays") == (added.presence, added.why)
    assert (Presence.NEW, "") == (new.presence, new.why)
    assert (Presence.CLOSED, True) == (closed.presence, "is no plain JSON" in closed.why)
    assert [SETTINGS] == list(tree(root))


def test_in_and_out(tmp_path: Path, root: Path) -> None:
    """The user's settings are as they were, to the byte and with their rights; the record never tells of them."""
    (root / SETTINGS).chmod(0o640)

    done = installed(root, tmp_path)
    shape = json.loads((root / SETTINGS).read_text())
    record = json.loads((root / ".claude/.ferrule-install.json").read_text())
    gone = uninstall(InstallTarget.CLAUDE, root)

    assert (SKILL, SETTINGS) == done.written
    assert set(entries()) <= set(shape["hooks"])
    assert [SKILL] == list(record["files"])
    assert ((SETTINGS,), (SKILL,), ()) == (gone.written, gone.removed, gone.kept)
    assert (MINE, 0o640) == ((root / SETTINGS).read_text(), (root / SETTINGS).stat().st_mode & 0o777)
    assert [SETTINGS] == list(tree(root))


def test_settings_that_ferrule_made_go_with_it(tmp_path: Path) -> None:
    """No file and no folder is left."""
    root = tmp_path / "root"

    written = installed(root, tmp_path).written
    done = uninstall(InstallTarget.CLAUDE, root)

    assert sorted(written) == sorted(done.removed)
    assert SETTINGS in written
    assert [] == list(root.rglob("*"))


def test_a_second_time_writes_nothing(tmp_path: Path, root: Path) -> None:
    """The file keeps its time."""
    installed(root, tmp_path)
    before = status(root / SETTINGS)

    done = installed(root, tmp_path)

    assert ((), (SKILL, SETTINGS)) == (done.written, done.same)
    assert before == status(root / SETTINGS)


@pytest.mark.parametrize("force", [False, True])
def test_settings_with_comments_are_left_alone(tmp_path: Path, root: Path, force: bool) -> None:
    """Told, also by force; the definitions are written all the same."""
    (root / SETTINGS).write_text('{ // mine\n "a": 1 }')

    done = installed(root, tmp_path, force=force)
    gone = uninstall(InstallTarget.CLAUDE, root)

    assert (SKILL,) == done.written
    assert [(SETTINGS, True)] == [(one.path, "enter the hooks by hand" in one.why) for one in done.kept]
    assert ((), '{ // mine\n "a": 1 }') == (gone.kept, (root / SETTINGS).read_text())


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "bytes"])
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path, root: Path, kind: str) -> None:
    """A link is neither followed nor replaced, nothing hangs, and nothing is lost."""
    place = root / SETTINGS
    place.rename(tmp_path / "elsewhere")
    if kind == "link":
        place.symlink_to(tmp_path / "elsewhere")
    elif kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.write_bytes(b"\xff{}")
    looks = status(place)

    done = installed(root, tmp_path)
    uninstall(InstallTarget.CLAUDE, root)

    assert [SETTINGS] == [one.path for one in done.kept]
    assert looks == status(place)
    assert MINE == (tmp_path / "elsewhere").read_text()


def test_changed_hooks_stay(tmp_path: Path, root: Path) -> None:
    """What the user made of them is theirs, and told."""
    installed(root, tmp_path)
    text = (root / SETTINGS).read_text().replace('"timeout": 30', '"timeout": 3')
    (root / SETTINGS).write_text(text)

    assert (SETTINGS,) == installed(root, tmp_path).same[-1:]
    done = uninstall(InstallTarget.CLAUDE, root)

    assert (Kept(SETTINGS, "changed since ferrule wrote it: PreToolUse"),) == done.kept
    assert {"Stop", "PreToolUse"} == set(json.loads((root / SETTINGS).read_text())["hooks"])


def test_hooks_go_where_the_record_is_gone(tmp_path: Path, root: Path) -> None:
    """They are known by what they are."""
    (root / SETTINGS).write_text(merged(MINE).text)

    assert (SETTINGS,) == uninstall(InstallTarget.CLAUDE, root).written
    assert MINE == (root / SETTINGS).read_text()


def test_what_a_kill_left_is_cleared(tmp_path: Path, root: Path) -> None:
    """The half-written file beside the settings goes with the next installation, and with the next removal."""
    left = root / ".claude/.settings.json.ferrule-new"
    left.write_text("{")

    installed(root, tmp_path)
    first = left.exists()
    left.write_text("{")
    uninstall(InstallTarget.CLAUDE, root)

    assert (False, False) == (first, left.exists())


def test_the_plugin(tmp_path: Path) -> None:
    """Has a file of its own, recorded like every other one."""
    root = tmp_path / "plugin"

    written = installed(root, tmp_path, InstallTarget.CLAUDE_PLUGIN).written
    content = (root / "hooks/hooks.json").read_bytes()
    done = uninstall(InstallTarget.CLAUDE_PLUGIN, root)

    assert plugin_hooks() == content
    assert sorted(written) == sorted(done.removed)
    assert [] == list(root.rglob("*"))


def test_somebody_elses_hooks_of_a_plugin_stay(tmp_path: Path) -> None:
    """As with every file that ferrule never wrote."""
    root = tmp_path / "plugin"
    (root / "hooks").mkdir(parents=True)
    (root / "hooks/hooks.json").write_text("{}")

    done = installed(root, tmp_path, InstallTarget.CLAUDE_PLUGIN)

    assert (Kept("hooks/hooks.json", "not written by ferrule"),) == done.kept
    assert "{}" == (root / "hooks/hooks.json").read_text()


@pytest.mark.parametrize("target", [InstallTarget.CODEX, InstallTarget.AGENTS_DIR])
def test_other_hosts_have_none(tmp_path: Path, target: InstallTarget) -> None:
    """Their plan is the plan without."""
    planned = plan([skill(tmp_path)], target, tmp_path / "root")

    assert planned == with_hooks(planned)
