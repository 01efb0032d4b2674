"""What Claude Code hands to a hook, and the words in which a hook answers; the rule itself is elsewhere (E08, E09)."""

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

RUNNING: Final = frozenset({"Bash", "Monitor", "PowerShell"})
"""Tools that run a command line."""
EDITING: Final = frozenset({"Edit", "Write", "MultiEdit", "NotebookEdit"})
"""Tools that write one file."""


class HookEvent(StrEnum):
    """When a host asks."""

    BEFORE_TOOL = "PreToolUse"
    STOP = "Stop"
    SUBAGENT_STOP = "SubagentStop"
    OTHER = "other"
    """Everything else, and what cannot be read: never answered with more than silence."""


@dataclass(frozen=True, slots=True)
class HookQuestion:
    """What a host asks about."""

    event: HookEvent
    tool: str = ""
    command: str | None = None
    """The command line that a tool is to run; None when it has none, or not as text."""
    path: str = ""
    """The file that a tool is to write; relative ones count from `cwd`."""
    cwd: str = ""
    session: str = ""
    agent: str = ""
    """The kind of a subagent, such as `engineer`; empty for the main one."""
    agent_id: str = ""
    is_repeated: bool = False
    """Whether the host was kept from stopping just before, by this hook or another one (`stop_hook_active`)."""
    fault: str = ""
    """Why it could not be read; empty when it could."""

    @property
    def runs(self) -> bool:
        """Whether a command line is about to run."""
        return self.event is HookEvent.BEFORE_TOOL and self.tool in RUNNING

    @property
    def edits(self) -> bool:
        """Whether a file is about to be written."""
        return self.event is HookEvent.BEFORE_TOOL and self.tool in EDITING

    @property
    def stops(self) -> bool:
        """Whether an agent is about to stop."""
        return self.event in (HookEvent.STOP, HookEvent.SUBAGENT_STOP)


@dataclass(frozen=True, slots=True)
class HookAnswer:
    """What a hook prints, and how it ends; a host reads the text of a hook that ends with 0 only."""

    text: str = ""
    """JSON for stdout; empty: go on."""
    exit_code: int = 0


SILENCE: Final = HookAnswer()
_EVENTS: Final = {one.value: one for one in HookEvent}


def read_question(text: str) -> HookQuestion:
    """Give what a host asks. Never raises: what cannot be read is a question with a `fault`, about nothing."""
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError) as fault:
        return HookQuestion(HookEvent.OTHER, fault=f"no JSON: {fault}")
    if not isinstance(asked, dict):
        return HookQuestion(HookEvent.OTHER, fault="no JSON object")
    given = asked.get("tool_input")
    tool_input = given if isinstance(given, dict) else {}
    command = tool_input.get("command")
    event = _text(asked, "hook_event_name")
    return HookQuestion(
        event=_EVENTS.get(event, HookEvent.OTHER),
        tool=_text(asked, "tool_name"),
        command=command if isinstance(command, str) else None,
        path=_path(tool_input, "file_path") or _path(tool_input, "notebook_path"),
        cwd=_path(asked, "cwd"),
        session=_text(asked, "session_id"),
        agent=_text(asked, "agent_type"),
        agent_id=_text(asked, "agent_id"),
        is_repeated=asked.get("stop_hook_active") is True,
        fault="" if event else "no hook_event_name",
    )


def denied(reason: str) -> HookAnswer:
    """Keep a tool from running; the reason goes to the agent."""
    said = {
        "hookEventName": HookEvent.BEFORE_TOOL.value,
        "permissionDecision": "deny",
        "permissionDecisionReason": reason,
    }
    return _json({"hookSpecificOutput": said})


def blocked(reason: str) -> HookAnswer:
    """Keep an agent from stopping; the reason tells it what to do."""
    return _json({"decision": "block", "reason": reason})


def told(words: str) -> HookAnswer:
    """Let things go on, with words for the user."""
    return _json({"systemMessage": words})


def _json(shape: dict[str, object]) -> HookAnswer:
    return HookAnswer(json.dumps(shape, ensure_ascii=False))


def _text(shape: dict[str, Any], key: str) -> str:
    found = shape.get(key)
    return found if isinstance(found, str) else ""


def _path(shape: dict[str, Any], key: str) -> str:
    """Give a path; empty where the system could not even be asked about it."""
    found = _text(shape, key)
    try:
        is_path = b"\0" not in os.fsencode(found)
    except UnicodeEncodeError:
        return ""
    return found if is_path else ""
