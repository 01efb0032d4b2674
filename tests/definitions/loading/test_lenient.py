"""What hosts put up with: each thing is told, with its line, and nothing is refused for it."""

from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, loaded, one, rules, skill, text


@pytest.mark.parametrize(
    ("path", "front", "message"),
    [
        (f"{SKILLS}/s/SKILL.md", "name: s\ndescription: D.\nlisence: MIT\n", "did you mean 'license'?"),
        (f"{SKILLS}/s/SKILL.md", "name: s\ndescription: D.\ntools: Read\n", "did you mean 'allowed-tools'?"),
        (f"{AGENTS}/s.md", "name: s\ndescription: D.\nallowed-tools: Read\n", "did you mean 'tools'?"),
        (f"{AGENTS}/s.md", "name: s\ndescription: D.\ndisallowed-tools: Read\n", "did you mean 'disallowedTools'?"),
        (f"{AGENTS}/s.md", "name: s\ndescription: D.\npermission-mode: plan\n", "did you mean 'permissionMode'?"),
        (f"{AGENTS}/s.md", "name: s\ndescription: D.\nzzz: 1\n", "hosts know no key 'zzz' of an agent"),
        (f"{COMMANDS}/s.md", "description: D.\nargument_hint: x\n", "did you mean 'argument-hint'?"),
        (f"{SKILLS}/s/SKILL.md", "name: s\ndescription: D.\ncontext: spoon\n", "hosts know fork"),
        (f"{AGENTS}/s.md", "name: s\ndescription: D.\nmemory: all\n", "hosts know local, project, user"),
    ],
)
def test_keys_that_nobody_reads(tmp_path: Path, path: str, front: str, message: str) -> None:
    """An unknown key or word is a note, with the nearest known one."""
    (remark,) = one(tmp_path, path, text(front)).diagnostics

    assert remark.level == "note"
    assert message in remark.message
    assert remark.line == front.count("\n") + 1


def test_every_key_of_the_hosts_is_known(tmp_path: Path) -> None:
    """A skill and an agent with all keys that Claude Code documents have no unknown one."""
    skill_keys = (
        "when_to_use: Now.\nargument-hint: <x>\narguments: [a]\ndisable-model-invocation: false\nuser-invocable: true\n"
        "allowed-tools: Read\ndisallowed-tools: Edit\nmodel: haiku\neffort: low\ncontext: fork\nagent: explore\n"
        "background: false\nhooks: {}\npaths: ['*.rs']\nshell: bash\nmetadata: {a: b}\nlicense: MIT\n"
        "compatibility: Any.\n"
    )
    agent_keys = (
        "tools: Read\ndisallowedTools: Edit\nmodel: inherit\npermissionMode: plan\nmaxTurns: 3\nskills: [s]\n"
        "mcpServers: {}\nhooks: {}\nmemory: user\nbackground: true\neffort: max\nisolation: worktree\ncolor: red\n"
        "initialPrompt: Go.\n"
    )
    files = {f"{SKILLS}/s/SKILL.md": skill("s", skill_keys), f"{AGENTS}/a.md": skill("a", agent_keys)}

    assert [found.diagnostics for found in loaded(tmp_path, files).known] == [(), ()]


@pytest.mark.parametrize(
    ("more", "body", "told"),
    [
        ("", "", ["empty-body:5"]),
        ("", "line\n" * 501, ["long-body:5"]),
        (f"when_to_use: {'x' * 1536}\n", "x\n", ["too-many-characters:4"]),
        (f"compatibility: {'x' * 501}\n", "x\n", ["too-many-characters:4"]),
        ("metadata: none\n", "x\n", ["wrong-type:4"]),
        ("user-invocable: no\ndisable-model-invocation: true\n", "x\n", ["closed-to-all:4"]),
    ],
)
def test_lengths_and_shapes(tmp_path: Path, more: str, body: str, told: list[str]) -> None:
    """Limits are counted in characters; each is told where it is broken."""
    content = skill("s", more, body).replace("---\n\n", "---\n")

    assert rules(one(tmp_path, f"{SKILLS}/s/SKILL.md", content).diagnostics) == told


def test_the_description_of_a_skill_has_a_limit_and_that_of_an_agent_has_none(tmp_path: Path) -> None:
    """1,024 characters are for skills."""
    front = f"name: s\ndescription: {'x' * 1025}\n"
    files = {f"{SKILLS}/s/SKILL.md": text(front), f"{AGENTS}/s.md": text(front)}

    found = loaded(tmp_path, files).known

    assert [rules(each.diagnostics) for each in found] == [["too-many-characters:3"], []]


def test_a_name_with_capitals_is_loaded(tmp_path: Path) -> None:
    """Hosts load it, so do we, and say what is wrong."""
    found = one(tmp_path, f"{AGENTS}/a.md", text("name: Rust Lead\ndescription: D.\n"))

    assert found.name == "Rust Lead"
    assert rules(found.diagnostics) == ["bad-name:2", "bad-name:2"]
