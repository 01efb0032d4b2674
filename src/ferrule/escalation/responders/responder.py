"""What all responders share: they are asked with a packet, and give a reply that is a value whatever happened."""

import threading
from dataclasses import dataclass, field
from typing import Final, Protocol

from ferrule.escalation.answers.reading import Answer
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.packet import Escalation
from ferrule.facts.repair import Changes

TRIES: Final = 2
"""A wrong, late or malformed answer costs one retry, with the problem sent along."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one question to one responder."""

    answer: Answer | None = None
    """None when no answer can be used; then `problem` says why."""
    changes: Changes = field(default_factory=dict)
    """New contents of the files that the answer edits, on top of the tree's own changes."""
    problem: str = ""
    seconds: float = 0.0
    tokens: int = 0
    """Read and written, where the responder counts them."""
    closed: tuple[str, ...] = ()
    """Why only a person may apply the changes; until then they are compiled in the sandbox only."""
    words: str = ""
    """What came back, secrets masked, cut to what a log keeps."""
    cost: float = 0.0
    """In the currency of the prices in the settings; 0 without prices."""
    tries: int = 0
    """How often it was asked."""


class Responder(Protocol):
    """Who answers packets."""

    @property
    def name(self) -> str:
        """As the settings call it."""
        ...

    def ask(self, packet: Escalation, tree: Tree, timeout_s: float, cancel: threading.Event | None = None) -> Reply:
        """Give its reply, within the time. Never raises for what the responder does.

        Args:
            packet: what is asked.
            tree: the sources that it is about.
            timeout_s: for all tries together.
            cancel: once set, the responder is given up.
        """
        ...
