"""Definitions for Claude Code and Codex: their own keys and files, and who may start what (M02)."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from definitions.hosts.crew import BODY, agent, command, skill
from ferrule import __version__
from ferrule.definitions.hosts.agents_dir import for_agents_dir
from ferrule.definitions.hosts.claude import for_claude, for_claude_plugin, plugin_file
from ferrule.definitions.hosts.codex import for_codex
from ferrule.definitions.hosts.exported import Exported, NotPortable
from ferrule.facts.definition import Invocation

EXPLICIT = Invocation.EXPLICIT
OPENAI = ".agents/skills/some-skill/agents/openai.yaml"


def front(made: Exported, path: str) -> dict[str, Any]:
    """Give the front matter of an exported file, whose body must be unchanged."""
    head, body = made.files[path].decode().removeprefix("---\n").split("---\n", 1)
    assert body == BODY
    found: dict[str, Any] = yaml.safe_load(head)
    return found


def openai(made: Exported) -> dict[str, Any]:
    """Give what stands in the file for Codex."""
    found: dict[str, Any] = yaml.safe_load(made.files[OPENAI])
    return found


def test_claude_keeps_its_own_keys(tmp_path: Path) -> None:
    """Nothing is joined or moved for the host whose keys they are."""
    keys: dict[str, Any] = {"model": "opus", "hooks": {"Stop": ({"type": "command"},)}, "metadata": {"domains": ("a",)}}

    made = for_claude(skill(tmp_path, keys=keys, license="MIT", files={"references/a.md": b"a"}))

    path = ".claude/skills/some-skill"
    assert {f"{path}/SKILL.md", f"{path}/references/a.md"} == set(made.files)
    found = front(made, f"{path}/SKILL.md")
    assert ("opus", "MIT", {"domains": ["a"]}) == (found["model"], found["license"], found["metadata"])
    assert {"Stop": [{"type": "command"}]} == found["hooks"]
    assert "disable-model-invocation" not in found


@pytest.mark.parametrize(
    "keys", [{}, {"disable-model-invocation": False}, {"metadata": {"invocation": "explicit-only"}}]
)
def test_an_explicit_only_skill_is_closed_for_claude(tmp_path: Path, keys: dict[str, Any]) -> None:
    """By the key that Claude Code knows, whatever else the skill says."""
    made = for_claude(skill(tmp_path, keys=keys, invocation=EXPLICIT))

    assert front(made, ".claude/skills/some-skill/SKILL.md")["disable-model-invocation"] is True


def test_agents_and_commands_of_claude(tmp_path: Path) -> None:
    """One file each; a command has its name from its file."""
    made = for_claude_plugin(agent(tmp_path, model="sonnet", tools=("Read", "Grep")))
    typed = for_claude(command(tmp_path, keys={"argument-hint": "[file]", "paths": "*.rs"}, invocation=EXPLICIT))

    found = front(made, "agents/some-agent.md")
    assert ("some-agent", "sonnet", ["Read", "Grep"]) == (found["name"], found["model"], found["tools"])
    of_command = front(typed, ".claude/commands/some-command.md")
    assert {"description", "argument-hint", "disable-model-invocation"} == set(of_command)


def test_the_plugin_says_what_it_is(tmp_path: Path) -> None:
    """With a licence where all have the same."""
    mine, other = skill(tmp_path, "a", license="MIT"), skill(tmp_path, "b", license="Apache-2.0")

    said = json.loads(plugin_file([mine, agent(tmp_path)]))

    assert ("ferrule", __version__, "MIT") == (said["name"], said["version"], said["license"])
    assert "license" not in json.loads(plugin_file([mine, other]))


def test_codex_gets_a_file_for_each_skill(tmp_path: Path) -> None:
    """It says who may start the skill; the rest is the strict form."""
    open_one, closed_one = for_codex(skill(tmp_path)), for_codex(skill(tmp_path, invocation=EXPLICIT))

    assert {"display_name": "Some Skill"} == openai(open_one)["interface"]
    assert [True, False] == [openai(one)["policy"]["allow_implicit_invocation"] for one in (open_one, closed_one)]
    skill_file = ".agents/skills/some-skill/SKILL.md"
    assert {"invocation": "explicit-only"} == front(closed_one, skill_file)["metadata"]


@pytest.mark.parametrize(
    "text",
    [
        "policy:\n  allow_implicit_invocation: true\n",
        "policy: {}\n",
        "policy:\n  allow_implicit_invocation: no\n",
        "policy:\n  allow_implicit_invocation: 'false'\n",
        "policy:\n  allow_implicit_invocation: false\npolicy:\n  products: []\n",
        "interface: 3\npolicy:\n  allow_implicit_invocation: false\n",
        "display_name: x\nallow_implicit_invocation: false\n",
        "policy: [\n",
        "- a\n",
        "\xff",
        "",
    ],
)
@pytest.mark.parametrize("form", [for_codex, for_agents_dir])
def test_a_file_that_codex_might_misread_is_written_anew(tmp_path: Path, text: str, form: Any) -> None:
    """Codex lets a skill start by itself when the file is broken, so an explicit-only one says it to the letter."""
    made = form(skill(tmp_path, invocation=EXPLICIT, files={"agents/openai.yaml": text.encode("latin-1")}))

    assert openai(made)["policy"]["allow_implicit_invocation"] is False
    assert b"allow_implicit_invocation: false\n" in made.files[OPENAI]
    assert isinstance(openai(made)["interface"], dict)
    assert ["closed-for-codex"] == [one.rule for one in made.remarks]


def test_a_good_file_for_codex_stays_to_the_byte(tmp_path: Path) -> None:
    """Also one for a skill that anybody may start, whatever stands in it."""
    good = b"# mine\ninterface:\n    display_name: 'X'\npolicy: {allow_implicit_invocation: false} # closed\n"

    closed_one = for_codex(skill(tmp_path, invocation=EXPLICIT, files={"agents/openai.yaml": good}))
    open_one = for_codex(skill(tmp_path, "other", files={"agents/openai.yaml": b"display_name: x\n"}))

    assert good == closed_one.files[OPENAI]
    assert b"display_name: x\n" == open_one.files[OPENAI.replace("some-skill", "other")]
    assert () == closed_one.remarks == open_one.remarks


def test_what_codex_knows_of_a_skill_is_kept(tmp_path: Path) -> None:
    """Only the policy is written anew."""
    needs = b"dependencies:\n  tools:\n  - type: mcp\n    value: y\n"
    text = b"interface:\n  display_name: X\n" + needs + b"policy:\n  products: [a]\n"

    found = openai(for_codex(skill(tmp_path, invocation=EXPLICIT, files={"agents/openai.yaml": text})))

    assert {"tools": [{"type": "mcp", "value": "y"}]} == found["dependencies"]
    assert {"products": ["a"], "allow_implicit_invocation": False} == found["policy"]
    assert "X" == found["interface"]["display_name"]


def test_the_folder_that_any_host_reads(tmp_path: Path) -> None:
    """An open skill needs no file for Codex; a closed one does, since Codex reads the folder too."""
    assert OPENAI not in for_agents_dir(skill(tmp_path)).files
    assert openai(for_agents_dir(skill(tmp_path, invocation=EXPLICIT)))["policy"] == {
        "allow_implicit_invocation": False
    }


@pytest.mark.parametrize("body", [BODY, 'a\r\nb\\d """\n', "\n\nx", 'ends with """', "\x00\x1b\u2028é"], ids=repr)
def test_an_agent_of_codex_has_its_text_to_the_letter(tmp_path: Path, body: str) -> None:
    """Whatever TOML would do with it."""
    made = for_codex(agent(tmp_path, body=body, description='Says "x" \\ y.'))

    found = tomllib.loads(made.files[".codex/agents/some-agent.toml"].decode())
    assert {"name": "some-agent", "description": 'Says "x" \\ y.', "developer_instructions": body} == found


def test_limits_of_an_agent_are_kept_or_told(tmp_path: Path) -> None:
    """Tools that only read become a sandbox; others cannot be kept, and that is a warning."""
    reading = for_codex(agent(tmp_path, tools=("Read", "Grep"), model="haiku"))
    writing = for_codex(agent(tmp_path, tools=("Read", "Edit")))

    text = reading.files[".codex/agents/some-agent.toml"].decode()
    assert ("read-only", ["left-out-key", "moved-key"]) == (
        tomllib.loads(text)["sandbox_mode"],
        [one.rule for one in reading.remarks],
    )
    assert "model" not in tomllib.loads(text)
    assert [("left-out-key", "warning")] == [(one.rule, one.level.value) for one in writing.remarks]
    assert b"sandbox" not in writing.files[".codex/agents/some-agent.toml"]


def test_what_a_host_cannot_hold_is_refused(tmp_path: Path) -> None:
    """Instead of lying there unread, or open to everybody."""
    closed_agent = agent(tmp_path, invocation=EXPLICIT)
    for form, one, words in (
        (for_codex, command(tmp_path), "Codex has no commands in a workspace"),
        (for_codex, closed_agent, "explicit-only, and Codex cannot keep an agent closed"),
        (for_codex, agent(tmp_path, description=""), "has no description"),
        (for_claude, closed_agent, "explicit-only, and Claude Code may start any agent by itself"),
        (for_claude, agent(tmp_path, description=" "), "passes over an agent without a description"),
        (for_claude, agent(tmp_path, "-agent"), "passes over an agent with the name '-agent'"),
        (for_codex, agent(tmp_path, "An Agent"), "the name 'An Agent' is not in lower case"),
        (for_claude, command(tmp_path, "a:b"), "'a:b' is no name of a file"),
        (for_agents_dir, command(tmp_path), "knows skills only"),
    ):
        with pytest.raises(NotPortable, match=words):
            form(one)
