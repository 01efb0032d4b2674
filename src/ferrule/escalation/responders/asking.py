"""What a responder is told beside the packet: who it is, how to answer, and what was wrong with its last answer."""

import json
from typing import Any, Final

from ferrule.escalation.answers.patterns import PATTERNS
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.packets.answer_form import example, form
from ferrule.escalation.packets.bounded import bounded
from ferrule.escalation.packets.markdown import markdown
from ferrule.escalation.packets.plain import plain
from ferrule.escalation.roles import ROLES
from ferrule.facts.packet import Escalation
from ferrule.process.redact import mask

SCHEMA: Final = "ferrule.ask/1"
_KEPT_WORDS: Final = 8_000
_KEPT_PROBLEM: Final = 2_000


def request(packet: Escalation, tree: Tree, problem: str) -> bytes:
    """Give what a program reads: one JSON object with the packet and all that an answer is held against."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "packet": plain(packet),
        "role": role(packet),
        "answer": {"form": form(packet.level), "example": example(packet.level)},
        "values": list(tree.named),
        "patterns": dict(PATTERNS),
        "agents": list(tree.agents),
        "problem": problem,
    }
    return json.dumps(told, indent=2).encode()


def prompt(packet: Escalation, tree: Tree, chars: int) -> str:
    """Give what a model reads, not much longer than that many characters."""
    parts = [markdown(bounded(packet, chars))]
    if tree.named:
        parts.append(f"Values that `ownership` has to cover: {', '.join(f'`{one}`' for one in tree.named)}")
    if packet.level == 2:
        listed = "\n".join(f"- {name}: {what}" for name, what in PATTERNS.items())
        parts.append(f"Patterns that may be named:\n{listed}")
    if tree.agents:
        parts.append(f"Agents that exist: {', '.join(tree.agents)}")
    return "\n\n".join(parts)


def role(packet: Escalation) -> str:
    """Give how whoever the packet is addressed to thinks; empty for a name without a role."""
    return next((one.text for one in ROLES if one.name == packet.to), "")


def kept(words: str) -> str:
    """Give words of foreign origin as a log keeps them: secrets masked, the middle cut out."""
    return _shortened(mask(words), _KEPT_WORDS)


def problem_of(words: str) -> str:
    """Give a problem as it is shown, stored and sent back: secrets masked, the middle cut out."""
    return _shortened(mask(words), _KEPT_PROBLEM)


def _shortened(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    half = limit // 2
    return f"{words[:half]}\n[... {len(words) - 2 * half} characters left out ...]\n{words[-half:]}"
