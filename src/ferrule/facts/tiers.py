"""Which models the aliases of definitions stand for, as the user's own settings say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

INHERIT: Final = "inherit"
"""What a definition writes that wants the model of whoever asks."""
TIERED: Final = (1, 2, 3)
"""The levels that may have a model of their own; the fourth is the user."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """Aliases of models, and how strong a model each level of an escalation takes (E05, P03)."""

    models: Mapping[str, str] = field(default_factory=dict)
    """By alias: provider and name, such as `openai:gpt-x`."""
    levels: Mapping[int, str] = field(default_factory=dict)
    """By level, where one has a model of its own: an alias, or provider and name."""
    file: str = ""
    """The file that they came from; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One alias and the model that it stands for."""

    alias: str
    """As the definition writes it: a trace shows it beside the model."""
    model: str
    """Empty: the model of whoever asks."""
    where: str
    """What decided: a key of the settings with its file, `inherit`, or `as written`."""
