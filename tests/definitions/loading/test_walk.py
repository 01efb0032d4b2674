"""Folders are walked within bounds; whatever is passed over is told."""

import os
from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, loaded, skill
from ferrule.definitions.load import load
from ferrule.definitions.walk import DEEPEST, MOST_FOLDERS
from workspaces import write


def test_depth_is_bounded(tmp_path: Path) -> None:
    """Six folders down are looked at, the seventh is told."""
    deep = "/".join("abcdef"[:DEEPEST])
    files = {f"{AGENTS}/{deep}/in.md": skill("in"), f"{AGENTS}/{deep}/g/out.md": skill("out")}
    found = loaded(tmp_path, files)

    assert [each.name for each in found.known] == ["in"]
    assert found.notes == (f"{tmp_path / AGENTS / deep}: lies 6 folders deep; what is below was not looked at",)


def test_breadth_is_bounded(tmp_path: Path) -> None:
    """After two thousand folders the rest is not looked at, and that is said once."""
    for number in range(MOST_FOLDERS + 10):
        (tmp_path / AGENTS / f"f{number:05}").mkdir(parents=True)
    found = loaded(tmp_path, {f"{AGENTS}/f00001/a.md": skill("a"), f"{AGENTS}/f{MOST_FOLDERS + 5:05}/b.md": skill("b")})

    assert [each.name for each in found.known] == ["a"]
    assert [note for note in found.notes if "2000 folders" in note] == [
        f"{tmp_path / AGENTS}: more than 2000 folders; the rest was not looked at"
    ]


def test_folders_that_hold_no_definitions(tmp_path: Path) -> None:
    """What tools put there is not entered."""
    files = {f"{AGENTS}/{name}/a.md": skill("a") for name in (".git", "node_modules", "target")}
    found = loaded(tmp_path, {**files, f"{AGENTS}/a.md": skill("a")})

    assert [each.path for each in found.known] == [str(tmp_path / AGENTS / "a.md")]


def test_what_is_no_skill_is_told(tmp_path: Path) -> None:
    """A file among the folders, and a folder without a SKILL.md."""
    files = {f"{SKILLS}/loose.md": skill("loose"), f"{SKILLS}/empty/notes.md": "", f"{SKILLS}/README.md": ""}
    found = loaded(tmp_path, {**files, f"{SKILLS}/group/in/SKILL.md": skill("in")})

    assert [each.name for each in found.known] == ["in"]
    assert found.notes == (
        f"{tmp_path / SKILLS}/empty: holds no SKILL.md",
        f"{tmp_path / SKILLS}/loose.md: a skill is a folder with a SKILL.md; this file was not read",
    )


def test_links_in_a_circle(tmp_path: Path) -> None:
    """A folder that links to itself or above it is read once, and told."""
    write(tmp_path, {f"{AGENTS}/in/a.md": skill("a")})
    (tmp_path / AGENTS / "in/again").symlink_to("..")
    (tmp_path / AGENTS / "self").symlink_to("self")
    found = loaded(tmp_path, {})

    assert [each.name for each in found.known] == ["a"]
    assert found.notes == (
        f"{tmp_path / AGENTS}/self: links to nothing, or to itself",
        f"{tmp_path / AGENTS}/in/again: leads to a folder that is read already; it was not read again",
    )


def test_links_out_of_a_project(tmp_path: Path) -> None:
    """A project's link to elsewhere is not followed; one within it is; a user's own is followed, and told."""
    write(tmp_path / "outside", {"a.md": skill("a")})
    project, home = tmp_path / "project", tmp_path / "home"
    for root in (project, home):
        write(root, {"common/b.md": skill("b"), f"{AGENTS}/c.md": skill("c")})
        (root / AGENTS / "out").symlink_to(tmp_path / "outside")
        (root / AGENTS / "in").symlink_to("../../common")
    found = load(project, None, bundled=False)

    assert [each.name for each in found.known] == ["b", "c"]
    note = f"{project / AGENTS}/out: links out of {project} to {tmp_path}/outside; it was not read"
    assert found.notes == (note,)
    of_user = load(None, home, bundled=False)
    assert [each.name for each in of_user.known] == ["a", "b", "c"]
    assert of_user.notes == (f"{home / AGENTS}/out: links out of {home} to {tmp_path}/outside",)


def test_a_file_that_links_to_nothing(tmp_path: Path) -> None:
    """It should be a definition and is none."""
    (tmp_path / COMMANDS).mkdir(parents=True)
    (tmp_path / COMMANDS / "c.md").symlink_to("gone.md")
    (unread,) = loaded(tmp_path, {}).unread

    assert [remark.rule for remark in unread.diagnostics] == ["unreadable"]


def test_folders_that_are_none(tmp_path: Path) -> None:
    """A file in the place of a folder is told, a project that is not there has no definitions."""
    found = loaded(tmp_path, {".claude": "a file", SKILLS.replace(".claude", ".agents"): "another"})

    assert len(found.notes) == 4
    assert all("Not a directory" in note for note in found.notes)
    assert load(tmp_path / "none", None, bundled=False).notes == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_folders_that_may_not_be_entered(tmp_path: Path) -> None:
    """Nothing raises, all is told."""
    write(tmp_path, {f"{AGENTS}/shut/a.md": skill("a"), f"{SKILLS}/s/SKILL.md": skill("s"), ".claude/plugins/p/x": ""})
    shut = [tmp_path / AGENTS / "shut", tmp_path / SKILLS / "s/SKILL.md", tmp_path / ".claude/plugins"]
    for path in shut:
        path.chmod(0)
    found = load(tmp_path, None, bundled=False)
    for path in shut:
        path.chmod(0o755)

    assert found.notes == (f"{shut[0]}: cannot be read: Permission denied",)
    assert [each.path for each in found.unread] == [str(shut[2]), str(shut[1])]
