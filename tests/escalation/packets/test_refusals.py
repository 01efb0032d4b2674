"""What keeps a packet from going up (P26)."""

from dataclasses import replace
from typing import Any

import pytest

from escalation.packets.samples import PACKET, RENDERED, STRATEGIC
from ferrule.escalation.packets.refusals import refusals
from ferrule.facts.packet import Window

CONTEXT = PACKET.context


def test_a_whole_packet_is_not_refused() -> None:
    """Neither at level 2 nor at level 3."""
    assert refusals(PACKET) == refusals(STRATEGIC) == ()


@pytest.mark.parametrize(
    ("part", "value", "word"),
    [
        ("incident", "", "incident"),
        ("sender", " ", "from"),
        ("to", "", "to"),
        ("level", 1, "level"),
        ("problem", "\n", "problem"),
        ("attempted", (), "attempted"),
        ("attempted", (" ",), "attempted"),
        ("error_full", "", "error_full"),
        ("request", "", "request"),
        ("blocked_on", "", "blocked_on"),
        ("context", replace(CONTEXT, path=""), "context.path"),
        ("context", replace(CONTEXT, line=0), "context.line"),
        ("context", replace(CONTEXT, code_window=""), "context.code_window"),
        ("context", replace(CONTEXT, toolchain=""), "context.toolchain"),
    ],
)
def test_each_part_is_required(part: str, value: Any, word: str) -> None:
    """An empty part is refused by its name."""
    found = refusals(replace(PACKET, **{part: value}))

    assert [words.partition(":")[0] for words in found] == [word]


@pytest.mark.parametrize("part", ["why_previous_failed", "suspected_cause", "attempted"])
def test_an_architect_needs_more(part: str) -> None:
    """Level 3 is told why level 2 failed, what is suspected, and what was tried."""
    nothing: dict[str, Any] = {part: () if part == "attempted" else ""}
    found = refusals(replace(STRATEGIC, **nothing))

    assert [words.partition(":")[0] for words in found] == [part]


def test_a_trigger_stands_for_attempts() -> None:
    """What jumped over a level was not tried there."""
    assert refusals(replace(STRATEGIC, attempted=(), trigger="types (P38): `Make` is not dyn compatible")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "borrow of moved value: `name`",
        RENDERED.split("\n", 2)[0] + "\n --> src/lib.rs:3:5\n",
        RENDERED[:150],
        RENDERED[:-30],
        RENDERED.rstrip() + "\n...\n",
        RENDERED[:200] + "…",
        RENDERED[:200] + " [truncated]\n",
        RENDERED.replace("--> src/lib.rs:3:5", ""),
        RENDERED.replace("src/lib.rs", "src/another.rs"),
    ],
    ids=["message", "no source", "head", "tail off", "dots", "ellipsis", "told", "no place", "another file"],
)
def test_anything_but_the_whole_diagnostic_is_refused(text: str) -> None:
    """A message alone, a diagnostic without its place or source, and one that somebody cut do not go up."""
    found = refusals(replace(PACKET, error_full=text))

    assert [words.partition(":")[0] for words in found] == ["error_full"]


def test_lines_left_out_by_rustc_are_no_cut() -> None:
    """Between distant lines rustc itself prints three dots."""
    text = RENDERED.replace("2 |     drop", "...\n2 |     drop")

    assert refusals(replace(PACKET, error_full=text)) == ()


def test_a_failing_test_has_another_form() -> None:
    """What a test prints is no diagnostic of rustc; it is required, and its form is free."""
    failing = replace(PACKET, kind="test", error_full="thread 'adds' panicked at src/lib.rs:3:5:\nleft: 1, right: 2\n")

    assert refusals(failing) == ()
    assert refusals(replace(failing, error_full=" ")) == ("error_full: is empty",)


def test_paths_seen_from_the_member_are_the_same() -> None:
    """Of a member the diagnostic and the workspace may name one file from two folders."""
    window = Window("core/src/lib.rs", 3, CONTEXT.code_window, CONTEXT.toolchain)

    assert refusals(replace(PACKET, context=window)) == ()
