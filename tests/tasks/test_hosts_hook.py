"""What a host hands to a hook, read; and the forms in which it takes an answer."""

import json

import pytest

from ferrule.tasks.hosts_hook import HookEvent, HookQuestion, blocked, denied, read_question, told

BASH = {
    "session_id": "s-1",
    "transcript_path": "/home/a/.claude/t.jsonl",
    "cwd": "/home/a/quay",
    "permission_mode": "default",
    "hook_event_name": "PreToolUse",
    "tool_name": "Bash",
    "tool_input": {"command": "git push", "description": "Push", "timeout": 1000},
    "tool_use_id": "toolu_1",
}


def test_a_command_line() -> None:
    """The whole of it, with the folder in which it would run."""
    asked = read_question(json.dumps(BASH))

    assert HookQuestion(HookEvent.BEFORE_TOOL, "Bash", "git push", cwd="/home/a/quay", session="s-1") == asked
    assert (True, False, False) == (asked.runs, asked.edits, asked.stops)


@pytest.mark.parametrize("tool", ["Bash", "Monitor", "PowerShell"])
def test_tools_that_run(tool: str) -> None:
    """All three take a command line in the same place."""
    assert read_question(json.dumps({**BASH, "tool_name": tool})).runs


@pytest.mark.parametrize(
    ("tool", "given"),
    [
        ("Edit", {"file_path": "/a/b.rs", "old_string": "x", "new_string": "y"}),
        ("Write", {"file_path": "/a/b.rs", "content": "x"}),
        ("MultiEdit", {"file_path": "/a/b.rs", "edits": []}),
        ("NotebookEdit", {"notebook_path": "/a/b.rs", "new_source": "x"}),
    ],
)
def test_tools_that_edit(tool: str, given: dict[str, object]) -> None:
    """The file is named in one of two ways."""
    asked = read_question(json.dumps({**BASH, "tool_name": tool, "tool_input": given}))

    assert ("/a/b.rs", True, False, None) == (asked.path, asked.edits, asked.runs, asked.command)


def test_stops() -> None:
    """The main agent and a subagent, which is named."""
    first = read_question('{"hook_event_name": "Stop", "stop_hook_active": true, "last_assistant_message": "done"}')
    second = read_question('{"hook_event_name": "SubagentStop", "agent_type": "engineer", "agent_id": "a1"}')

    assert (True, True, HookEvent.STOP) == (first.stops, first.is_repeated, first.event)
    assert (True, False, "engineer", "a1") == (second.stops, second.is_repeated, second.agent, second.agent_id)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no JSON: Expecting value"),
        ("{", "no JSON: Expecting property name"),
        ("[" * 100_000, "no JSON: maximum recursion"),
        ("[]", "no JSON object"),
        ("3", "no JSON object"),
        ("{}", "no hook_event_name"),
        ('{"hook_event_name": 3}', "no hook_event_name"),
        ('{"hook_event_name": "PostToolUse"}', ""),
        ('{"hook_event_name": "other"}', ""),
    ],
    ids=lambda text: text[:30],
)
def test_what_cannot_be_read(text: str, fault: str) -> None:
    """A question about nothing, which says why; never a traceback."""
    asked = read_question(text)

    assert HookEvent.OTHER is asked.event
    assert asked.fault.startswith(fault)
    assert (False, False, False) == (asked.runs, asked.edits, asked.stops)


@pytest.mark.parametrize("given", [None, 3, [], {"command": 3}, {"command": ["git"]}, {}])
def test_odd_input_of_a_tool(given: object) -> None:
    """No command is told apart from an empty one."""
    asked = read_question(json.dumps({**BASH, "tool_input": given}))

    assert (True, None, "") == (asked.runs, asked.command, asked.path)


def test_answers() -> None:
    """In the forms of the host's manual; each ends with 0, since a host reads no text of a hook that fails."""
    answers = [json.loads(one.text) for one in (denied("no"), blocked("go on"), told("it stays"))]

    assert [
        {
            "hookSpecificOutput": {
                "hookEventName": "PreToolUse",
                "permissionDecision": "deny",
                "permissionDecisionReason": "no",
            }
        },
        {"decision": "block", "reason": "go on"},
        {"systemMessage": "it stays"},
    ] == answers
    assert {0} == {one.exit_code for one in (denied(""), blocked(""), told(""))}
