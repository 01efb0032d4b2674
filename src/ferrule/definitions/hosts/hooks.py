"""Hooks with which a host asks ferrule: in a plugin a file of our own, in `.claude/settings.json` entries among others.

The settings belong to the user. Ours go in at the end and come out again, every other byte stays; settings that are no
plain JSON (comments) or have another form than hooks are left alone and told. A hook cannot force a host: where ferrule
is not on its PATH, or too old to know the command, the host shows the shell's words and goes on, which is why the rule
of a task lies in `ferrule task finish` and not here.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from ferrule.definitions.hosts.json_splice import (
    member,
    parts_of,
    readable,
    start_of,
    with_element,
    with_member,
    without,
)

PLUGIN_FILE: Final = "hooks/hooks.json"
SETTINGS_FILE: Final = ".claude/settings.json"
_COMMAND: Final = "ferrule task hook"
_LINE: Final = f'{_COMMAND} --workspace "$CLAUDE_PROJECT_DIR" || exit 1'
"""A host takes the exit code 2 for a refusal, and programs that do not know a command end so: nothing but our answer
refuses anything."""
_TOOLS: Final = "Bash|Monitor|PowerShell|Edit|Write|MultiEdit|NotebookEdit"
_TOOL_TIMEOUT_S: Final = 30
_STOP_TIMEOUT_S: Final = 60
_HOOKS: Final = "hooks"

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spliced:
    """Settings with our entries in or out."""

    text: str
    """What they are now; empty: nothing is left in them."""
    why: str = ""
    """What could not be done; the text is as it was then."""


def entries() -> dict[str, Entry]:
    """Give what is entered for each event."""
    return {
        "PreToolUse": {"matcher": _TOOLS, _HOOKS: [_handler(_TOOL_TIMEOUT_S)]},
        "Stop": {_HOOKS: [_handler(_STOP_TIMEOUT_S)]},
        "SubagentStop": {_HOOKS: [_handler(_STOP_TIMEOUT_S)]},
    }


def plugin_hooks() -> bytes:
    """Give `hooks/hooks.json` of a plugin."""
    return _dumped({"description": "Asks ferrule while a task of it is open.", _HOOKS: _alone()}).encode()


def merged(text: str) -> Spliced:
    """Give settings with our entries; those that have them, or have them changed, get none a second time."""
    if not text.strip():
        return Spliced(_dumped({_HOOKS: _alone()}))
    if why := _odd(text):
        return Spliced(text, why)
    now = text
    for event, entry in entries().items():
        if not any(map(_is_about_us, _listed(now, event))):
            now = _entered(now, event, entry)
    return Spliced(now)


def taken_out(text: str) -> Spliced:
    """Give settings without our entries, and without what is empty then; changed ones stay and are told."""
    if _COMMAND not in text:
        return Spliced(text)
    if why := _odd(text):
        return Spliced(text, why)
    now = text
    for event, entry in entries().items():
        while entry in (found := _listed(now, event)):
            now = _removed(now, event, found.index(entry))
    changed = ", ".join(event for event in entries() if any(map(_is_about_us, _listed(now, event))))
    return Spliced("" if readable(now) == {} else now, f"changed since ferrule wrote it: {changed}" if changed else "")


def _alone() -> Entry:
    return {event: [entry] for event, entry in entries().items()}


def _dumped(shape: Entry) -> str:
    return json.dumps(shape, indent=2) + "\n"


def _handler(timeout_s: int) -> Entry:
    return {"type": "command", "command": _LINE, "timeout": timeout_s}


def _odd(text: str) -> str:
    """Give why nothing can be entered; empty when it can."""
    try:
        shape = readable(text)
    except (ValueError, RecursionError) as fault:
        return f"is no plain JSON, enter the hooks by hand: {fault}"
    held = shape.get(_HOOKS, {}) if isinstance(shape, dict) else None
    lists = [held[event] for event in entries() if event in held] if isinstance(held, dict) else [None]
    return "" if all(isinstance(one, list) for one in lists) else "has another form than hooks, enter them by hand"


def _is_about_us(group: object) -> bool:
    handlers = group.get(_HOOKS) if isinstance(group, dict) else None
    commands = [one.get("command") for one in handlers if isinstance(one, dict)] if isinstance(handlers, list) else []
    return any(isinstance(command, str) and _COMMAND in command for command in commands)


def _listed(text: str, event: str) -> list[Any]:
    held = readable(text).get(_HOOKS, {})
    found = held.get(event, [])
    return list(found)


def _entered(text: str, event: str, entry: Entry) -> str:
    top = start_of(text)
    hooks = member(text, top, _HOOKS)
    if hooks is None:
        return with_member(text, top, _HOOKS, {event: [entry]})
    there = member(text, hooks.value, event)
    return with_member(text, hooks.value, event, [entry]) if there is None else with_element(text, there.value, entry)


def _removed(text: str, event: str, number: int) -> str:
    """Give the text without one entry, and without the list and the object that it leaves empty."""
    top = start_of(text)
    hooks = member(text, top, _HOOKS)
    there = member(text, hooks.value, event) if hooks is not None else None
    if hooks is None or there is None:
        return text
    if len(parts_of(text, there.value)) > 1:
        return without(text, there.value, number)
    if len(parts_of(text, hooks.value)) > 1:
        return without(text, hooks.value, parts_of(text, hooks.value).index(there))
    return without(text, top, parts_of(text, top).index(hooks))
