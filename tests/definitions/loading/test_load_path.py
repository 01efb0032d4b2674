"""One file or folder: read as its host would, held against what lies around it."""

from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, names, rules, skill, text
from ferrule.definitions.load import load_path
from ferrule.facts.definition import Kind, Scope
from workspaces import write

CALLING = "Ask @b-lead, then @gone-lead, then run /lint.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project in which one agent calls for others."""
    files = {f"{AGENTS}/a.md": skill("a", body=CALLING), f"{AGENTS}/b.md": skill("b-lead")}
    return write(tmp_path / "p", {**files, f"{SKILLS}/s/SKILL.md": skill("s"), f"{COMMANDS}/c.md": "Do.\n"})


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"{AGENTS}/a.md", ["a"]),
        (AGENTS, ["a", "b-lead"]),
        (SKILLS, ["s"]),
        (f"{SKILLS}/s", ["s"]),
        (f"{SKILLS}/s/SKILL.md", ["s"]),
        (".claude", ["s", "a", "b-lead", "c"]),
        (".", ["s", "a", "b-lead", "c"]),
    ],
)
def test_a_part_of_a_project(project: Path, path: str, found: list[str]) -> None:
    """Only what was asked for comes; what it calls for is looked up in all of the project and in ferrule."""
    read = load_path(project / path)

    assert [each.name for each in read.known] == found
    assert [remark.message for each in read.known for remark in each.diagnostics] == (
        ["there is no agent 'gone-lead'; did you mean 'b-lead'?"] if "a" in found else []
    )


@pytest.mark.parametrize("folder", [AGENTS, ".claude", "agents"])
def test_a_user_of_their_own(tmp_path: Path, folder: str) -> None:
    """A user's folder is the user's, where it is known whose home it is; any other folder is read by its name."""
    write(tmp_path, {f"{AGENTS}/a.md": skill("a"), "agents/a.md": skill("a"), "agents/x.txt": ""})
    (found,) = load_path(tmp_path / folder, tmp_path).known

    assert found.kind is Kind.AGENT
    assert found.scope is (Scope.USER if folder.startswith(".") else Scope.PROJECT)


def test_a_skill_on_its_own(tmp_path: Path) -> None:
    """A folder with a SKILL.md, wherever it lies; the folder and the file give the same."""
    write(tmp_path, {"s/SKILL.md": skill("s", body="`references/gone.md`\n")})

    by_folder, by_file = load_path(tmp_path / "s"), load_path(tmp_path / "s/SKILL.md")

    assert [rules(each.diagnostics) for each in by_folder.known] == [["dangling-file:6"]]
    assert by_folder == by_file


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.md", skill("x"), Kind.AGENT),
        ("x.md", text("description: D.\n"), Kind.COMMAND),
        ("x.md", "Do it.\n", Kind.COMMAND),
        ("agents/x.md", skill("x"), Kind.AGENT),
        ("commands/deep/x.md", skill("x"), Kind.COMMAND),
        ("SKILL.md", skill("x"), Kind.SKILL),
    ],
)
def test_a_file_on_its_own(tmp_path: Path, name: str, content: str, kind: Kind) -> None:
    """What it is follows from its name, from the folders around it, and from its keys."""
    write(tmp_path / "x", {name: content})
    (found,) = load_path(tmp_path / "x" / name).known

    assert (found.kind, found.name, found.scope) == (kind, "x", Scope.PROJECT)


def test_a_suite_of_somebody_else(tmp_path: Path) -> None:
    """Skills, agents and commands in folders of their own; files that define nothing are told."""
    files = {
        "skills/group/s/SKILL.md": skill("s"),
        "skills/group/s/references/x.md": text("name: x\n"),
        "agents/a.md": skill("a"),
        "commands/c.md": text("description: D.\n"),
        "README.md": "# Read me\n",
        "AGENTS.md": "Be kind.\n",
    }
    found = load_path(write(tmp_path, files))

    assert [f"{each.kind} {each.name}" for each in found.known] == ["skill s", "agent a", "command c"]
    assert [each.body for each in found.instructions] == ["Be kind.\n"]
    assert found.notes == (f"{tmp_path}/README.md: has no front matter; it was left out",)


def test_a_plugin(tmp_path: Path) -> None:
    """A folder with a manifest, and a file in it, belong to the plugin."""
    write(
        tmp_path, {".claude-plugin/plugin.json": '{"name": "kit"}', "agents/a.md": skill("a"), "commands/c.md": "Do.\n"}
    )

    assert [each.label for each in load_path(tmp_path).known] == ["kit:a", "kit:c"]
    assert [each.label for each in load_path(tmp_path / "agents/a.md").known] == ["kit:a"]


def test_what_a_user_has_may_be_called(project: Path, tmp_path: Path) -> None:
    """With a home, what lies there counts as there."""
    home = write(tmp_path / "h", {f"{AGENTS}/g.md": skill("gone-lead")})

    assert not load_path(project / AGENTS / "a.md", home).known[0].diagnostics


@pytest.mark.parametrize(
    ("path", "told"), [("none", "not-found"), ("a.txt", "not-markdown"), ("b.md", "binary"), ("AGENTS.md", "too-long")]
)
def test_what_cannot_be_read(tmp_path: Path, path: str, told: str) -> None:
    """It is told, and nothing raises."""
    write(tmp_path, {"a.txt": "Text\n", "b.md": "\0", "AGENTS.md": "x" * 140_000})
    (unread,) = load_path(tmp_path / path).unread

    assert names(unread.diagnostics) == [told]
    assert unread.path == str(tmp_path / path)
