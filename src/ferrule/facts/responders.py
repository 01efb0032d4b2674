"""Who is asked beside the engine, as the user's own settings say: programs, models, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from ferrule.facts.tiers import Tiers

DEFAULT_TIMEOUT_S: Final = 240.0
"""For one try of a responder that has no limit of its own: two of them fit into the ten minutes of a coordinator."""


class Inside(StrEnum):
    """Names of responders that need no settings."""

    ENGINE = "engine"
    """Ferrule itself: edits that are made by rules."""
    PERSON = "person"
    """Whoever reads the packet and brings an answer."""


class EditsBy(StrEnum):
    """How a program hands its edits over."""

    ANSWER = "answer"
    """They stand in its answer."""
    SCRATCH = "scratch"
    """It edits a copy of the sources; the difference is its edits."""


@dataclass(frozen=True, slots=True)
class CommandSettings:
    """A program that answers packets; never a shell."""

    name: str
    argv: tuple[str, ...]
    edits: EditsBy = EditsBy.ANSWER
    timeout_s: float = DEFAULT_TIMEOUT_S
    """For each try, and for each round at a task."""
    env: tuple[str, ...] = ()
    """Names of the variables that it sees, beside PATH and HOME."""
    network: bool = False
    """Whether it has the network while it works on a task; packets are answered with it."""
    reads: tuple[str, ...] = ()
    """Files and folders that it may read while it works on a task: absolute, or below `~/`."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model that is asked over the network."""

    name: str
    model: str
    """Provider and name, such as `openai:gpt-x`."""
    models: Mapping[int, str] = field(default_factory=dict)
    """By level, where one has a model of its own."""
    base_url: str = ""
    """Empty: the provider's own."""
    key_variable: str = ""
    """The environment variable that holds the key; empty: the one that the provider is known for."""
    timeout_s: float = DEFAULT_TIMEOUT_S
    """For one packet or one round at a task, all requests together."""
    max_tokens: int = 60_000
    """For one packet: read and written, all requests together."""
    max_requests: int = 4
    """For one packet."""
    max_cost: float | None = None
    """For one packet or one task, in the currency of the prices; None: no limit."""
    price_in: float = 0.0
    """For a million tokens read."""
    price_out: float = 0.0
    """For a million tokens written."""
    task_tokens: int = 1_000_000
    """For one task: read and written, all rounds together."""
    task_requests: int = 100
    """For one task, all rounds together."""

    def of_level(self, level: int) -> str:
        """Give the model that is asked at a level."""
        return self.models.get(level, self.model)


ResponderSettings: TypeAlias = CommandSettings | ModelSettings


@dataclass(frozen=True, slots=True)
class UserSettings:
    """The user's own settings, which no workspace can change."""

    levels: Mapping[int, tuple[str, ...]] = field(
        default_factory=lambda: {2: (Inside.ENGINE.value,), 3: (Inside.ENGINE.value,)}
    )
    """Who is asked at levels 2 and 3, in this order: names of responders, `engine`, `person`."""
    routes: Mapping[str, str] = field(default_factory=dict)
    """Whom packets are addressed to instead, by name."""
    responders: tuple[ResponderSettings, ...] = ()
    file: str = ""
    """The file that they came from; empty when there is none."""
    tiers: Tiers = field(default_factory=Tiers)
    """What the aliases of models stand for."""

    def named(self, name: str) -> ResponderSettings | None:
        """Give the responder of that name; None when none is defined."""
        return next((one for one in self.responders if one.name == name), None)
