"""`.agents/skills`, which any host may read: skills in the strict form."""

from typing import Final

from ferrule.definitions.hosts.exported import Exported
from ferrule.definitions.hosts.openai_yaml import closed_for_codex
from ferrule.definitions.hosts.strict_export import exported
from ferrule.facts.definition import Definition

SKILLS: Final = ".agents/skills"


def for_agents_dir(definition: Definition) -> Exported:
    """Give a skill's files; an explicit-only one is closed for Codex too, which reads the same folder.

    Raises:
        NotPortable: for what is no skill, and for a name or description that the specification forbids.
    """
    return closed_for_codex(definition, exported(definition)).below(f"{SKILLS}/{definition.name}")
