"""A packet as a text that can be pasted into a chat or an issue; all foreign words stand in fences."""

import json
import re
from typing import Final

from ferrule.escalation.packets.answer_form import example, form
from ferrule.escalation.packets.masked import masked
from ferrule.facts.packet import Escalation, Window
from ferrule.report.escape import for_terminal, on_one_line

_TICKS: Final = re.compile(r"`+")
_LONGEST_SPAN: Final = 300


def markdown(packet: Escalation) -> str:
    """Give the packet as Markdown, secrets masked; nothing in it can end a fence, mention a person or bring HTML."""
    return text(masked(packet))


def text(packet: Escalation) -> str:
    """Give the Markdown of a packet whose secrets are masked already."""
    state = packet.current_state
    files = "\n".join(state.files) or "no file was edited by this run"
    kind = f" {code(packet.code)}" if packet.code else ""
    parts = [
        f"# Escalation {code(packet.incident)} to level {packet.level}: {code(packet.to)}",
        f"From {code(packet.sender)}; class {code(packet.kind or 'other')}{kind}.",
        _section("Problem", fenced(packet.problem)),
        _section("Attempted", fenced(_list(packet.attempted)) if packet.attempted else "Nothing: see the trigger."),
        _section("Error", fenced(packet.error_full)),
        _section("Context", _window(packet.context, "rust")),
        *(_section("Also", _window(window, "rust")) for window in packet.related),
        _section("Current state", f"Branch {code(state.branch or 'none')}; edited so far:\n\n{fenced(files)}"),
        _section("Blocked on", fenced(packet.blocked_on)),
        *_further(packet),
        _section("Request", fenced(packet.request)),
        _section("How to answer", f"{form(packet.level)}\n\n{fenced(_example(packet.level), 'json')}"),
    ]
    return "\n\n".join(parts) + "\n"


def fenced(words: str, language: str = "text") -> str:
    """Give a text as a block of code whose fence is longer than any run of backquotes in it."""
    inner = for_terminal(words).rstrip("\n")
    fence = "`" * max(3, _longest(inner) + 1)
    return f"{fence}{language}\n{inner}\n{fence}"


def code(words: str) -> str:
    """Give one line of foreign words as a span of code."""
    line = on_one_line(words, _LONGEST_SPAN)
    ticks = "`" * (_longest(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def _further(packet: Escalation) -> list[str]:
    named = {
        "Trigger": packet.trigger,
        "Why the level below failed": packet.why_previous_failed if packet.level > 2 else "",
        "Suspected cause": packet.suspected_cause if packet.level > 2 else "",
        "Said so far": _list(packet.guidance),
        "Left out for length": _list(packet.cut),
    }
    return [_section(title, fenced(words)) for title, words in named.items() if words]


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}"


def _window(window: Window, language: str) -> str:
    return f"{code(f'{window.path}:{window.line}')}, {code(window.toolchain)}\n\n{fenced(window.code_window, language)}"


def _list(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _example(level: int) -> str:
    return json.dumps(example(level), indent=2)


def _longest(words: str) -> int:
    return max(map(len, _TICKS.findall(words)), default=0)
