"""The reference validator of the Agent Skills specification, with types."""

from dataclasses import dataclass
from pathlib import Path

import skills_ref


@dataclass(frozen=True, slots=True)
class Properties:
    """What the validator's own reader makes of a skill."""

    name: str
    description: str
    license: str | None
    compatibility: str | None
    allowed_tools: str | None
    metadata: dict[str, str]


def faults(folder: Path) -> list[str]:
    """Give what is wrong with the skill in a folder; empty for a valid one."""
    return [str(one) for one in skills_ref.validate(folder)]


def properties(folder: Path) -> Properties:
    """Give what the reader makes of the skill in a folder."""
    read = skills_ref.read_properties(folder)
    texts = (read.name, read.description, read.license, read.compatibility, read.allowed_tools)
    return Properties(*texts, read.metadata or {})
