"""Definitions for Claude Code: with its own keys, in its folders or as a plugin."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from ferrule import __version__
from ferrule.definitions.hosts.exported import Exported, NotPortable, is_file_name, problem_of_name
from ferrule.definitions.hosts.resources import SKILL_FILE, resources
from ferrule.definitions.hosts.yaml_writing import front_matter
from ferrule.definitions.names import is_closed_to_agents
from ferrule.facts.definition import Definition, Invocation, Kind, Value

FOLDER: Final = ".claude"
PLUGIN_FILE: Final = ".claude-plugin/plugin.json"
_CLOSING: Final = "disable-model-invocation"
_NO_KEYS_OF_COMMANDS: Final = ("name", "paths")


def for_claude(definition: Definition) -> Exported:
    """Give the files of a definition in `.claude`.

    Raises:
        NotPortable: for what Claude Code would pass over in silence, and for an agent that must not start by itself.
    """
    return for_claude_plugin(definition).below(FOLDER)


def for_claude_plugin(definition: Definition) -> Exported:
    """Give the files of a definition in a plugin's folder.

    Raises:
        NotPortable: as `for_claude` does.
    """
    if words := _problem(definition):
        raise NotPortable(f"{definition.path}: {words}")
    content = (front_matter(_front(definition)) + definition.body).encode(errors="surrogateescape")
    if definition.kind is not Kind.SKILL:
        return Exported({f"{definition.kind}s/{definition.name}.md": content})
    beside = resources(definition)
    skill = Exported({SKILL_FILE: content, **beside.files}, beside.executable, beside.remarks)
    return skill.below(f"skills/{definition.name}")


def plugin_file(definitions: Iterable[Definition]) -> bytes:
    """Give `plugin.json`; it names a licence where all definitions that have one have the same."""
    licenses = {one.license for one in definitions if one.license}
    shape = {
        "name": "ferrule",
        "version": __version__,
        "description": "Skills, agents and commands for engineering in Rust.",
        **({"license": licenses.pop()} if len(licenses) == 1 else {}),
    }
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()


def _problem(definition: Definition) -> str:
    """Give why Claude Code cannot have it; empty when it can."""
    if definition.kind is Kind.COMMAND:
        return "" if is_file_name(definition.name) else f"{definition.name!r} is no name of a file"
    if definition.kind is Kind.SKILL:
        return problem_of_name(definition.name)
    if is_closed_to_agents(definition.name) or not is_file_name(definition.name):
        return f"Claude Code passes over an agent with the name {definition.name!r}"
    if not definition.description.strip():
        return "Claude Code passes over an agent without a description"
    if definition.invocation is Invocation.EXPLICIT:
        return "is explicit-only, and Claude Code may start any agent by itself"
    return ""


def _front(definition: Definition) -> Mapping[str, Value]:
    """Give the keys as they were read, with those that only another file or another key said."""
    said: dict[str, Value] = {"name": definition.name, "description": definition.description}
    front = {**said, **definition.keys, **said}
    if definition.license:
        front["license"] = definition.license
    if definition.invocation is Invocation.EXPLICIT:
        front[_CLOSING] = True
    if definition.kind is Kind.COMMAND:
        front = {key: value for key, value in front.items() if key not in _NO_KEYS_OF_COMMANDS}
    if not definition.description:
        front.pop("description", None)
    return front
