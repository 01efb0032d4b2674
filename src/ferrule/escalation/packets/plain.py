"""`escalation.v1`: a packet as JSON, and back."""

from typing import Any, Final

import msgspec

from ferrule.errors import WrongUse
from ferrule.escalation.packets.masked import masked
from ferrule.facts.packet import Escalation, Window

SCHEMA: Final = "escalation.v1"
_OPTIONAL: Final = ("trigger", "why_previous_failed", "suspected_cause")
_RENAMED: Final = {"from": "sender", "class": "kind"}


def plain(packet: Escalation) -> dict[str, Any]:
    """Give the packet as the object of the contract, secrets masked; what is optional and empty is left out."""
    return shape(masked(packet))


def shape(packet: Escalation) -> dict[str, Any]:
    """Give the object of a packet whose secrets are masked already."""
    state = packet.current_state
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "incident": packet.incident,
        "from": packet.sender,
        "to": packet.to,
        "level": packet.level,
        "code": packet.code,
        "class": packet.kind,
        "problem": packet.problem,
        "attempted": list(packet.attempted),
        "error_full": packet.error_full,
        "context": _window(packet.context),
        "related": [_window(window) for window in packet.related],
        "request": packet.request,
        "current_state": {"files": list(state.files), "branch": state.branch},
        "blocked_on": packet.blocked_on,
        "trigger": packet.trigger,
        "why_previous_failed": packet.why_previous_failed,
        "suspected_cause": packet.suspected_cause,
        "guidance": list(packet.guidance),
        "cut": list(packet.cut),
    }
    return {key: value for key, value in whole.items() if value or key not in _OPTIONAL}


def read(value: object) -> Escalation:
    """Give the packet of an object; keys that are not known are passed over.

    Raises:
        WrongUse: naming the part that is missing or of another kind.
    """
    if not isinstance(value, dict) or value.get("schema", SCHEMA) != SCHEMA:
        raise WrongUse(f"{SCHEMA}: expected an object of this schema")
    try:
        return msgspec.convert({_RENAMED.get(key, key): part for key, part in value.items()}, Escalation)
    except msgspec.ValidationError as fault:
        raise WrongUse(f"{SCHEMA}: {fault}") from fault


def _window(window: Window) -> dict[str, Any]:
    return {
        "path": window.path,
        "line": window.line,
        "code_window": window.code_window,
        "toolchain": window.toolchain,
    }
