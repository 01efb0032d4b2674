"""What definitions call for, held against what there is; what else is wrong with their text."""

from pathlib import Path

import pytest

from definitions.loading.layouts import AGENTS, COMMANDS, DESCRIBED, SKILLS, loaded, names, one, rules, skill, text
from ferrule.definitions.cycles import circles
from ferrule.facts.definition import Remark

CLOSED = "disable-model-invocation: true\n"


def told(root: Path, files: dict[str, str], name: str = "a") -> tuple[Remark, ...]:
    """Give the remarks on the definition of this name."""
    return next(each.diagnostics for each in loaded(root, files).known if each.name == name)


def test_what_is_there_is_not_told(tmp_path: Path) -> None:
    """Agents, skills and commands that exist; a skill may be called as a command; hosts bring some themselves."""
    body = "@b-lead, $s-kill, run /s-kill, run /tidy, use the s-kill skill, use the general-purpose agent, run /clear\n"
    files = {
        f"{AGENTS}/a.md": skill("a", "tools: Agent(b-lead, Explore), Skill(s-kill)\n", body),
        f"{AGENTS}/b.md": skill("b-lead"),
        f"{SKILLS}/s-kill/SKILL.md": skill("s-kill", "agent: b-lead\n"),
        f"{COMMANDS}/tidy.md": text("agent: Plan\n"),
    }

    assert not [remark for each in loaded(tmp_path, files).known for remark in each.diagnostics]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("skills: [gone-one]\n", "dangling-skill:4"),
        ("tools: Read, Agent(gone-one)\n", "dangling-agent:4"),
        ("tools: Task(gone-one, *)\n", "dangling-agent:4"),
        ("tools: Skill(gone-one)\n", "dangling-skill:4"),
    ],
)
def test_keys_call_too(tmp_path: Path, lines: str, rule: str) -> None:
    """Names in keys are names, at the line of the key."""
    assert rules(one(tmp_path, f"{AGENTS}/a.md", skill("a", lines)).diagnostics) == [rule]


def test_the_agent_of_a_skill(tmp_path: Path) -> None:
    """A skill that runs in an agent of its own names it."""
    found = one(tmp_path, f"{SKILLS}/s/SKILL.md", skill("s", "context: fork\nagent: gone-one\n"))

    assert rules(found.diagnostics) == ["dangling-agent:5"]


@pytest.mark.parametrize(
    ("there", "asked", "end"),
    [
        ("back-end-lead", "backend-lead", "; did you mean 'back-end-lead'?"),
        ("tuner", "query-cache-tuner", "; did you mean 'tuner'?"),
        ("wholly-other", "zzz-qqq", "'zzz-qqq'"),
    ],
)
def test_the_nearest_name(tmp_path: Path, there: str, asked: str, end: str) -> None:
    """A name that is close is offered, one that is not is not."""
    files = {f"{AGENTS}/a.md": skill("a", body=f"Ask @{asked} first.\n"), f"{AGENTS}/b.md": skill(there)}

    assert told(tmp_path, files)[0].message == f"there is no agent {asked!r}{end}".replace(
        f"{asked!r}'zzz-qqq'", f"{asked!r}"
    )


def test_a_name_of_another_kind(tmp_path: Path) -> None:
    """A skill that is called as an agent."""
    files = {f"{AGENTS}/a.md": skill("a", body="Ask @s-kill.\n"), f"{SKILLS}/s-kill/SKILL.md": skill("s-kill")}

    assert "there is a skill of this name" in told(tmp_path, files)[0].message


def test_other_names(tmp_path: Path) -> None:
    """An alias is no name to call by, and says whom to call."""
    files = {
        f"{AGENTS}/a.md": skill("a", body="Ask @zz-top.\n"),
        f"{AGENTS}/b.md": skill("b", "metadata:\n  aliases: [zz-top]\n"),
    }

    assert told(tmp_path, files)[0].message == "there is no agent 'zz-top'; 'b' gives it as its other name"


def test_a_mistyped_command(tmp_path: Path) -> None:
    """A word behind a slash on its own counts where it is nearly a command, or the line speaks of commands."""
    files = {f"{COMMANDS}/a.md": "`/tidyup`\n\n`/zigzag`\n\nthe command `/zag`\n", f"{COMMANDS}/tidy-up.md": "Tidy.\n"}

    assert rules(told(tmp_path, files)) == ["dangling-command:1", "dangling-command:5"]


def test_a_closed_skill_is_not_given_beforehand(tmp_path: Path) -> None:
    """Explicit-only skills cannot be preloaded into an agent."""
    files = {f"{AGENTS}/a.md": skill("a", "skills: s\n"), f"{SKILLS}/s/SKILL.md": skill("s", CLOSED)}

    assert rules(told(tmp_path, files)) == ["preload-explicit:4"]


@pytest.mark.parametrize(
    ("description", "persona", "is_told"),
    [
        ("Builds distributed stores.", "You are a desktop engineer.", True),
        ("Builds distributed stores.", "You are an engineer of distributed desktop tools.", False),
        ("Builds browser pages.", "You are a backend developer.", True),
        ("Builds web pages.", "You are a careful reader.", False),
        ("Reads code.", "You are a desktop engineer.", False),
        ("Builds distributed stores.", "Work on desktop tools.", False),
        ("Builds desktop tools.", "You are a backend developer.", False),
    ],
)
def test_two_personas(tmp_path: Path, description: str, persona: str, is_told: bool) -> None:
    """E06: a description and a first sentence that lie apart are told once, at the sentence."""
    content = text(f"name: a\ndescription: {description}\n", f"\n{persona}\n\n{persona}\n")

    expected = ["persona-contradiction:7"] if is_told else []
    assert rules(one(tmp_path, f"{AGENTS}/a.md", content).diagnostics) == expected


def test_shell_is_noted_and_never_run(tmp_path: Path) -> None:
    """Each command that a host would run is a note with its line; nothing happens."""
    mark = tmp_path / "ran"
    body = f"Now: !`touch {mark}`\n\n```!\ntouch {mark}\n```\n\nuse `vec!` or `print!`, not! `x`\n"
    found = one(tmp_path / "p", f"{COMMANDS}/c.md", text(DESCRIBED, body))

    assert rules(found.diagnostics) == ["shell-substitution:5", "shell-substitution:7"]
    assert not mark.exists()
    assert not one(tmp_path / "q", f"{AGENTS}/a.md", skill("a", body=body)).diagnostics


def test_skills_in_a_circle(tmp_path: Path) -> None:
    """Told once, at the first of them."""
    calls = {"aa-a": "$bb-b", "bb-b": "$cc-c and $aa-a", "cc-c": "$aa-a", "dd-d": "$aa-a"}
    files = {f"{SKILLS}/{name}/SKILL.md": skill(name, body=f"use {body}\n") for name, body in calls.items()}
    found = loaded(tmp_path, files).known

    assert [names(each.diagnostics) for each in found] == [["cyclic-skills"], [], [], []]
    assert found[0].diagnostics[0].message.endswith("aa-a -> bb-b -> aa-a")


def test_circles() -> None:
    """One for each group, the shortest; what leads into a group is none of it, and depth does not matter."""
    calls = {"a": ("b",), "b": ("c", "a"), "c": ("a",), "d": ("e",), "e": ("d",), "f": ("f",), "g": ("a", "none")}
    assert sorted(circles(calls)) == [("a", "b", "a"), ("d", "e", "d"), ("f", "f")]

    deep = {str(n): (str((n + 1) % 20_000),) for n in range(20_000)}
    assert [len(each) for each in circles(deep)] == [20_001]
