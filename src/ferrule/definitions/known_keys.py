"""Which keys the hosts know in the front matter of each kind, and which the strict specification allows (C1-C3)."""

from collections.abc import Mapping
from typing import Final

from ferrule.facts.definition import Kind

STRICT: Final = frozenset({"name", "description", "license", "compatibility", "metadata", "allowed-tools"})
"""Of the Agent Skills specification; there are no others."""
_COMMAND: Final = frozenset(
    {
        "description",
        "when_to_use",
        "argument-hint",
        "arguments",
        "disable-model-invocation",
        "user-invocable",
        "allowed-tools",
        "disallowed-tools",
        "model",
        "effort",
        "context",
        "agent",
        "background",
        "hooks",
        "shell",
        "metadata",
        "license",
        "compatibility",
    }
)
_AGENT: Final = frozenset(
    {
        "name",
        "description",
        "tools",
        "disallowedTools",
        "model",
        "permissionMode",
        "maxTurns",
        "skills",
        "mcpServers",
        "hooks",
        "memory",
        "background",
        "effort",
        "isolation",
        "color",
        "initialPrompt",
        "metadata",
    }
)
KEYS: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.SKILL: _COMMAND | {"name", "paths"},
    Kind.AGENT: _AGENT,
    Kind.COMMAND: _COMMAND,
}
ALL: Final = frozenset().union(*KEYS.values())
NOT_FROM_PLUGINS: Final = frozenset({"hooks", "mcpServers", "permissionMode"})
"""Keys of an agent that hosts pass over when a plugin brings it."""
VALUES: Final[Mapping[str, frozenset[str]]] = {
    "context": frozenset({"fork"}),
    "memory": frozenset({"user", "project", "local"}),
    "isolation": frozenset({"worktree"}),
}
"""What may stand behind keys that take one of a few words."""
