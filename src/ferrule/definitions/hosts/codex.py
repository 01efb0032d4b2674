"""Definitions for Codex: skills with `agents/openai.yaml`, agents as TOML."""

from typing import Final

import tomlkit

from ferrule.definitions.hosts.agents_dir import SKILLS
from ferrule.definitions.hosts.exported import Exported, NotPortable, problem_of_name, remark
from ferrule.definitions.hosts.openai_yaml import with_openai_yaml
from ferrule.definitions.hosts.strict_export import exported
from ferrule.facts.definition import Definition, Invocation, Kind, Remark
from ferrule.facts.finding import Level
from ferrule.facts.tiers import INHERIT

AGENTS: Final = ".codex/agents"
_READING: Final = frozenset({"Glob", "Grep", "LS", "NotebookRead", "Read", "TodoWrite", "WebFetch", "WebSearch"})
"""Tools of Claude Code that write nothing into a workspace and start no program there."""


def for_codex(definition: Definition) -> Exported:
    """Give the files of a skill or an agent.

    Raises:
        NotPortable: for a command, of which Codex has none in a workspace; for an agent that must not start by itself;
            for a name or description that Codex refuses.
    """
    if definition.kind is Kind.SKILL:
        return with_openai_yaml(definition, exported(definition)).below(f"{SKILLS}/{definition.name}")
    if definition.kind is Kind.COMMAND:
        raise NotPortable(f"{definition.path}: Codex has no commands in a workspace")
    if definition.invocation is Invocation.EXPLICIT:
        raise NotPortable(f"{definition.path}: is explicit-only, and Codex cannot keep an agent closed")
    if words := problem_of_name(definition.name) or ("" if definition.description.strip() else "has no description"):
        raise NotPortable(f"{definition.path}: {words}")
    return Exported({f"{AGENTS}/{definition.name}.toml": _toml(definition)}, remarks=tuple(_remarks(definition)))


def _toml(definition: Definition) -> bytes:
    made = tomlkit.document()
    made.add("name", tomlkit.string(definition.name))
    made.add("description", tomlkit.string(definition.description))
    if _reads_only(definition):
        made.add("sandbox_mode", tomlkit.string("read-only"))
    # TOML reads the line ends of a text of several lines as it likes; escaped, they stay what they are.
    has_lines = "\r" not in definition.body
    made.add("developer_instructions", tomlkit.string(definition.body, multiline=has_lines))
    return tomlkit.dumps(made).encode(errors="surrogateescape")


def _reads_only(definition: Definition) -> bool:
    return bool(definition.tools) and _READING.issuperset(definition.tools)


def _remarks(definition: Definition) -> list[Remark]:
    found = []
    if definition.model not in {"", INHERIT}:
        words = f"model {definition.model!r}: left out: Codex has names of its own"
        found.append(remark(definition, "left-out-key", words))
    if _reads_only(definition):
        found.append(remark(definition, "moved-key", "tools: they only read, so the agent's sandbox is read-only"))
    elif definition.tools or definition.denied_tools:
        words = "tools: left out: Codex does not limit the tools of an agent"
        found.append(remark(definition, "left-out-key", words, Level.WARNING))
    return found
