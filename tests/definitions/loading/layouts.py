"""Folders as hosts keep them, and short ways to say what was found in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ferrule.definitions.load import load
from ferrule.facts.definition import Definition, Definitions, Remark
from workspaces import write

SKILLS = ".claude/skills"
AGENTS = ".claude/agents"
COMMANDS = ".claude/commands"
DESCRIBED = "description: Looks after the parser.\n"


def text(front: str, body: str = "Read the code first.\n") -> str:
    """Give a Markdown file with this front matter."""
    return f"---\n{front}---\n\n{body}"


def skill(name: str, more: str = "", body: str = "Read the code first.\n") -> str:
    """Give a sound SKILL.md; `more` are further lines of its front matter."""
    return text(f"name: {name}\n{DESCRIBED}{more}", body)


def loaded(root: Path, files: Mapping[str, str]) -> Definitions:
    """Give what a project with these files holds, without a user and without what ferrule brings."""
    return load(write(root, files), None, bundled=False)


def one(root: Path, path: str, content: str) -> Definition:
    """Give the only definition of a project with this file."""
    (found,) = loaded(root, {path: content}).known
    return found


def rules(remarks: Iterable[Remark]) -> list[str]:
    """Give the rule and line of each remark."""
    return [f"{remark.rule}:{remark.line}" for remark in remarks]


def names(remarks: Iterable[Remark]) -> list[str]:
    """Give the rules alone, each once, in order."""
    return sorted({remark.rule for remark in remarks})
