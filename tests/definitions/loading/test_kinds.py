"""Skills, agents and commands: what each takes from its file, and when a file is none."""

from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, DESCRIBED, SKILLS, loaded, names, one, rules, skill, text
from ferrule.facts.definition import Host, Invocation, Kind, Scope
from workspaces import write


def test_a_skill(tmp_path: Path) -> None:
    """Every field, its keys as they are, and what lies beside it."""
    lines = "license: MIT\nallowed-tools: Read Grep\nmodel: haiku\nmetadata:\n  domains: [a, b]\n"
    write(tmp_path / SKILLS / "s", {"references/deep/a.md": "", "scripts/run.sh": "", ".git/config": ""})
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", lines, "# Title\n"))

    assert (found.kind, found.name, found.description) == (Kind.SKILL, "s", "Looks after the parser.")
    assert (found.body, found.body_line, found.license, found.model) == ("\n# Title\n", 10, "MIT", "haiku")
    assert (found.tools, found.files) == (("Read", "Grep"), ("references/deep/a.md", "scripts/run.sh"))
    assert (found.scope, found.host, found.invocation) == (Scope.PROJECT, Host.CLAUDE, Invocation.IMPLICIT)
    assert found.path == str(tmp_path / SKILLS / "s/SKILL.md")
    assert found.keys["metadata"] == {"domains": ("a", "b")}
    assert not found.diagnostics


def test_an_agent(tmp_path: Path) -> None:
    """Tools that it may and may not use, and skills that it reads beforehand."""
    lines = "model: sonnet\ntools: Read, Bash(cargo *)\ndisallowedTools: [Edit]\nskills: s\n"
    files = {f"{AGENTS}/deep/in/a.md": skill("lead", lines), f"{SKILLS}/s/SKILL.md": skill("s")}
    _, found = loaded(tmp_path, files).known

    assert (found.kind, found.name, found.model) == (Kind.AGENT, "lead", "sonnet")
    assert (found.tools, found.denied_tools, found.skills) == (("Read", "Bash(cargo *)"), ("Edit",), ("s",))
    assert not found.diagnostics


def test_a_command(tmp_path: Path) -> None:
    """Called by its file, in whatever folder; without a front matter its first line describes it."""
    files = {
        f"{COMMANDS}/git/tidy.md": "\n# Tidies up\n\nNow.\n",
        f"{COMMANDS}/full.md": text(
            "description: Does it.\nallowed-tools: Read\ndisallowed-tools: Edit\nlicense: MIT\n"
        ),
    }
    full, tidy = loaded(tmp_path, files).known

    assert (tidy.name, tidy.description, tidy.diagnostics) == ("tidy", "Tidies up", ())
    assert (full.name, full.description, full.tools, full.denied_tools) == ("full", "Does it.", ("Read",), ("Edit",))
    assert full.license == "MIT"


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        (f"{SKILLS}/s/SKILL.md", "Text\n", "no-front-matter:1"),
        (f"{SKILLS}/s/SKILL.md", "", "no-front-matter:1"),
        (f"{SKILLS}/s/SKILL.md", "---\nname: s\n---\n", "no-description:1"),
        (f"{SKILLS}/s/SKILL.md", "---\nname: s\ndescription:\n---\n", "no-description:3"),
        (f"{SKILLS}/s/SKILL.md", "---\nname: s\ndescription: [a]\n---\n", "no-description:3"),
        (f"{SKILLS}/s/SKILL.md", "\0", "binary:1"),
        (f"{AGENTS}/a.md", "Text\n", "no-front-matter:1"),
        (f"{AGENTS}/a.md", "---\nname: a\n", "no-front-matter:1"),
        (f"{AGENTS}/a.md", "---\ndescription: D.\n---\n", "no-name:1"),
        (f"{AGENTS}/a.md", "---\nname: a\n---\n", "no-description:1"),
        (f"{AGENTS}/a.md", "---\nname: -a\ndescription: D.\n---\n", "bad-name:2"),
        (f"{AGENTS}/a.md", "---\nname: a:b\ndescription: D.\n---\n", "bad-name:2"),
        (f"{COMMANDS}/c.md", "x" * 140_000, "too-long:None"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, path: str, content: str, told: str) -> None:
    """What hosts pass over in silence is told, with the reason last."""
    found = loaded(tmp_path, {path: content})

    assert not found.known
    (unread,) = found.unread
    assert (unread.path, unread.scope) == (str(tmp_path / path), Scope.PROJECT)
    assert rules(unread.diagnostics)[-1] == told


def test_a_readme_among_agents(tmp_path: Path) -> None:
    """It is told, and is no fault."""
    (unread,) = loaded(tmp_path, {f"{AGENTS}/README.md": "# Agents\n"}).unread

    assert [remark.level for remark in unread.diagnostics] == ["note"]


def test_a_skill_without_a_name(tmp_path: Path) -> None:
    """It is called by its folder."""
    found = one(tmp_path, f"{SKILLS}/mine/SKILL.md", text(DESCRIBED))

    assert found.name == "mine"
    assert names(found.diagnostics) == ["no-name"]


def test_a_skill_with_too_many_files(tmp_path: Path) -> None:
    """A thousand are listed, that there are more is said."""
    write(tmp_path / SKILLS / "s", {f"assets/{number:04}": "" for number in range(1001)})
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s"))

    assert len(found.files) == 1000
    assert names(found.diagnostics) == ["many-files"]


def test_a_skill_in_lower_case(tmp_path: Path) -> None:
    """`skill.md` is read and told; where both are there the proper one is."""
    found = one(tmp_path / "a", f"{SKILLS}/s/skill.md", skill("s"))
    assert names(found.diagnostics) == ["file-name"]

    files = {f"{SKILLS}/s/skill.md": skill("s", body="wrong\n"), f"{SKILLS}/s/SKILL.md": skill("s")}
    (both,) = loaded(tmp_path / "b", files).known

    assert both.path.endswith("SKILL.md")
    assert both.files == ("skill.md",)


def test_remarks_are_in_the_order_of_their_lines(tmp_path: Path) -> None:
    """Whoever found it: the reader of a report goes through the file from top to bottom."""
    body = "- escalate to @nobody\n- use /nothing\n"
    found = one(tmp_path, f"{AGENTS}/a.md", text("name: A\ndescription: D: d.\nzzz: 1\n", body))

    assert [remark.line for remark in found.diagnostics] == [2, 3, 4, 7, 8]
