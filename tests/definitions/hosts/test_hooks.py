"""Our entries among the hooks of a host's settings: put in once, taken out exactly, everything else as it was."""

import json

import pytest

from ferrule.definitions.hosts.hooks import entries, merged, plugin_hooks, taken_out
from ferrule.tasks.hosts_hook import EDITING, RUNNING, HookEvent

OTHERS = """{
    "$schema": "https://json.schemastore.org/claude-code-settings.json",
    "permissions": {"allow": ["Bash(cargo test:*)"], "deny": []},
    "hooks": {
        "PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "cargo fmt"}]}],
        "Stop": [
            {
                "hooks": [
                    {"type": "command", "command": "notify-send done", "timeout": 5.0}
                ]
            }
        ]
    },
    "env": {"A": "1", "B": "\\u00e9"}
}
"""
TEXTS = (
    OTHERS,
    OTHERS.replace("\n", "\r\n"),
    OTHERS.replace("    ", "\t"),
    json.dumps(json.loads(OTHERS)),
    '{"model": "opus"}',
    '{\n  "model": "opus"\n}',
    '{"model": "opus", "hooks": {"Stop": [{"hooks": []}]}}',
)


def test_what_is_entered() -> None:
    """One entry an event: all tools that are asked about, our command, and a limit in time."""
    made = entries()

    assert [event.value for event in HookEvent if event is not HookEvent.OTHER] == list(made)
    assert RUNNING | EDITING == set(made["PreToolUse"]["matcher"].split("|"))
    handlers = [handler for entry in made.values() for handler in entry["hooks"]]
    assert {"command"} == {one["type"] for one in handlers}
    assert {'ferrule task hook --workspace "$CLAUDE_PROJECT_DIR" || exit 1'} == {one["command"] for one in handlers}
    assert all(0 < one["timeout"] <= 60 for one in handlers)


def test_the_plugin_has_a_file_of_its_own() -> None:
    """With the same entries under `hooks`, as plugins have them."""
    shape = json.loads(plugin_hooks())

    assert {event: [entry] for event, entry in entries().items()} == shape["hooks"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_settings_yet(text: str) -> None:
    """They hold our hooks alone, and are gone without them."""
    made = merged(text)

    assert ({"hooks": {event: [entry] for event, entry in entries().items()}}, "") == (json.loads(made.text), made.why)
    assert "" == taken_out(made.text).text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_all_else_stays(text: str) -> None:
    """Keys, their order, numbers as they are written, indents and ends of lines; out again, to the byte."""
    made = merged(text)
    shape, before = json.loads(made.text), json.loads(text)

    assert "" == made.why
    assert list(before) == [key for key in shape if key in before]
    assert before == {key: value for key, value in shape.items() if key != "hooks"} | (
        {"hooks": before["hooks"]} if "hooks" in before else {}
    )
    for event, entry in entries().items():
        assert [*before.get("hooks", {}).get(event, []), entry] == shape["hooks"][event]
    assert text == taken_out(made.text).text


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_twice_is_once(text: str) -> None:
    """A second time changes nothing."""
    assert merged(text).text == merged(merged(text).text).text


def test_what_came_later_stays() -> None:
    """Entries that the user put behind ours, or beside them, are not touched when ours go."""
    made = json.loads(merged(OTHERS).text)
    own = {"hooks": [{"type": "command", "command": "mine"}]}
    made["hooks"]["Stop"].append(own)
    made["hooks"]["SessionEnd"] = [own]

    left = json.loads(taken_out(json.dumps(made, indent=1)).text)

    assert [*json.loads(OTHERS)["hooks"]["Stop"], own] == left["hooks"]["Stop"]
    assert [own] == left["hooks"]["SessionEnd"]
    assert {"PreToolUse", "SubagentStop"}.isdisjoint(left["hooks"])


def test_changed_entries_stay_and_are_told() -> None:
    """Another limit, another handler beside ours: the user's own from then on, and none is added a second time."""
    made = merged("").text.replace('"timeout": 30', '"timeout": 5')

    left = taken_out(made)

    assert made == merged(made).text
    assert "changed since ferrule wrote it: PreToolUse" == left.why
    assert ["PreToolUse"] == list(json.loads(left.text)["hooks"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{\n  // mine\n  "a": 1\n}', "is no plain JSON, enter the hooks by hand"),
        ('{"a": 1', "is no plain JSON, enter the hooks by hand"),
        ('{"hooks": {}, "hooks": {}}', "a name stands twice in one object"),
        ("[]", "has another form than hooks"),
        ('{"hooks": []}', "has another form than hooks"),
        ('{"hooks": {"Stop": {}}}', "has another form than hooks"),
        ("[" * 100_000, "is no plain JSON"),
    ],
    ids=lambda text: text[:20],
)
def test_left_alone(text: str, why: str) -> None:
    """What is no plain JSON, or of another form, stays as it is, with a word."""
    made = merged(text)

    assert why in made.why
    assert text == made.text


@pytest.mark.parametrize("text", ["", "{}", "{", '{"hooks": 3}', "// ferrule\n{}", OTHERS])
def test_nothing_of_ours(text: str) -> None:
    """Is not even looked into."""
    assert (text, "") == (taken_out(text).text, taken_out(text).why)


def test_ours_in_broken_settings_stay_and_are_told() -> None:
    """The user is told to take them out by hand."""
    text = "// mine\n" + merged("").text

    assert (text, True) == (taken_out(text).text, "by hand" in taken_out(text).why)


def test_odd_neighbours() -> None:
    """Entries of a form that nobody knows are no reason to fail."""
    text = '{"hooks": {"Stop": [3, null, {"hooks": 3}, {"hooks": [3, {"command": 3}]}]}}'

    assert text == taken_out(merged(text).text).text
