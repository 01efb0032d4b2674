"""The skills that ferrule brings along are valid for the strict specification, complete, and small."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from skills_ref import validate

from definitions.bundled.pages import AGENTS, COMMANDS, PAGES, ROOT, SKILLS, name
from ferrule.definitions.load import load
from ferrule.escalation.roles import ROLES

MOST_LINES = 500
MOST_TOKENS = 5000
TOKENS_A_WORD = 1.4
WRITING = {"Bash", "Edit", "MultiEdit", "NotebookEdit", "Write"}
REFERENCES = {"rust-mega-eng": 6, "rust-expert": 5}


def front(path: Path) -> dict[str, Any]:
    """Give the front matter of a file."""
    found: dict[str, Any] = yaml.safe_load(path.read_text().split("---\n")[1])
    return found


def evals(skill: Path) -> list[dict[str, Any]]:
    """Give the trigger cases of a skill."""
    found: list[dict[str, Any]] = json.loads((skill / "assets/trigger-evals.json").read_text())
    return found


def is_explicit(skill: Path) -> bool:
    """Tell whether only the user may start a skill."""
    return bool(front(skill / "SKILL.md")["metadata"].get("invocation") == "explicit-only")


each_skill = pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)


@each_skill
def test_a_skill_is_valid(skill: Path) -> None:
    """The reference validator of the specification finds nothing, and metadata maps text to text."""
    known = front(skill / "SKILL.md")

    assert validate(skill) == []
    assert {type(text) for pair in known["metadata"].items() for text in pair} == {str}
    assert known["license"] == "MIT"


@each_skill
def test_a_skill_is_small(skill: Path) -> None:
    """What is read whole at activation keeps within the advice of the specification."""
    text = (skill / "SKILL.md").read_text()

    assert text.count("\n") < MOST_LINES
    assert len(text.split()) * TOKENS_A_WORD < MOST_TOKENS


@each_skill
def test_a_description_says_when_and_when_not(skill: Path) -> None:
    """A router reads nothing else."""
    description = front(skill / "SKILL.md")["description"]

    assert len(description) <= 1024
    assert re.search(r"\bUse when\b", description)
    assert re.search(r"\bDo not use\b", description)


@each_skill
def test_each_reference_is_named_and_there(skill: Path) -> None:
    """SKILL.md names all references and no other; nothing else lies in the folder."""
    named = set(re.findall(r"references/[\w-]+\.md", (skill / "SKILL.md").read_text()))
    found = {path.relative_to(skill).as_posix() for path in skill.rglob("*") if path.is_file()}

    assert found == named | {"SKILL.md", "assets/trigger-evals.json", "agents/openai.yaml"}
    assert len(named) == REFERENCES.get(skill.name, 3)


@each_skill
def test_codex_can_read_a_skill(skill: Path) -> None:
    """The interface has its lengths and names the skill; only what is explicit forbids implicit invocation."""
    codex = yaml.safe_load((skill / "agents/openai.yaml").read_text())
    interface = codex["interface"]

    assert len(interface["display_name"]) <= 64
    assert 25 <= len(interface["short_description"]) <= 64
    assert f"${skill.name} " in interface["default_prompt"]
    assert codex.get("policy") == ({"allow_implicit_invocation": False} if is_explicit(skill) else None)


@each_skill
def test_trigger_cases_are_whole(skill: Path) -> None:
    """Half of the cases are the skill's, half are not; each is a sentence with a reason, and none stands twice."""
    cases = evals(skill)
    mine = [case for case in cases if case["should_trigger"] is True]

    assert len(cases) >= 16
    assert len(mine) * 2 == len(cases) == len({case["query"] for case in cases})
    assert all(set(case) == {"query", "should_trigger", "reason"} for case in cases)
    assert all(len(case["query"]) >= 10 and len(case["reason"]) >= 8 for case in cases)


def test_only_one_skill_is_explicit() -> None:
    """It is the planner, and each of its cases gives both keys: the name and a scope."""
    explicit = [skill for skill in SKILLS if is_explicit(skill)]
    scopes = front(explicit[0] / "SKILL.md")["metadata"]["scopes"]
    words = re.compile("|".join(re.findall(r"\w+", scopes)))
    mine = [case["query"] for case in evals(explicit[0]) if case["should_trigger"]]

    assert [skill.name for skill in explicit] == ["rust-mega-eng"]
    assert [query for query in mine if "rust-mega-eng" not in query or not words.search(query)] == []
    assert len(scopes.split(", ")) == 6


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.stem)
def test_an_agent_is_named_as_its_file(agent: Path) -> None:
    """Its description says when it is the wrong one, and its model is an alias."""
    known = front(agent)

    assert known["name"] == agent.stem
    assert len(known["description"]) <= 1024
    assert re.search(r"\bUse (for|when)\b", known["description"])
    assert re.search(r"\b([Nn]ot|never)\b", known["description"])
    assert known["model"] in {"haiku", "sonnet", "opus"}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_each_role_of_the_escalation_is_an_agent_that_cannot_write(role: Any) -> None:
    """The packet's addressee exists, says its levels, and has no tool that changes anything."""
    known = front(ROOT / "agents" / f"{role.name}.md")
    first = known["description"].split(" of the escalation")[0]

    assert WRITING.isdisjoint(known["tools"].split(", "))
    assert [int(level) for level in re.findall(r"\d", first)] == list(role.levels)


def test_commands_say_what_they_do() -> None:
    """The three that the engineer runs are there, with a description and a hint for their words."""
    assert [path.stem for path in COMMANDS] == ["commit", "lint", "memo"]
    assert all(front(path)["description"] and front(path)["argument-hint"] for path in COMMANDS)


def test_nothing_is_run_by_reading() -> None:
    """No page that a host reads has an exclamation mark before a backtick: that would start a shell command."""
    loaded = [*(skill / "SKILL.md" for skill in SKILLS), *AGENTS, *COMMANDS]

    assert [name(path) for path in loaded if re.search(r"!`|```!", path.read_text())] == []


def test_our_own_loader_finds_nothing() -> None:
    """Each file is a definition, and no rule of the loader has a remark."""
    found = load(None, None)

    assert [(one.label, one.diagnostics) for one in found.known if one.diagnostics] == []
    assert found.unread == ()
    assert len(found.known) == len(SKILLS) + len(AGENTS) + len(COMMANDS)


def test_scores_are_added_up_right() -> None:
    """The worked table of the decisions follows its own weights."""
    rows = re.findall(
        r"\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+\.\d+) \|",
        (ROOT / "skills/rust-mega-eng/references/decision-scoring.md").read_text(),
    )
    weights = (35, 30, 25, 10)

    assert len(rows) == 3
    for *scores, total in rows:
        assert sum(weight * int(score) for weight, score in zip(weights, scores, strict=True)) == round(
            float(total) * 100
        )


def test_pages_are_plain() -> None:
    """Each page ends with one newline and has no tab and no blank at a line's end."""
    assert [name(page) for page in PAGES if not re.search(r"[^\n]\n\Z", page.read_text())] == []
    assert [name(page) for page in PAGES if re.search(r"\t|[ ]$", page.read_text(), re.MULTILINE)] == []
