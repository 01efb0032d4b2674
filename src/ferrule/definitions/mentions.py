"""Names of agents, skills and commands in a text, and nothing that only looks like one (C7)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.markdown import Markdown
from ferrule.definitions.not_names import EXAMPLES, PEOPLE, PLACES, is_adjective, is_placeholder, words
from ferrule.facts.definition import Kind

# Each pattern begins with the rarest letter: texts are long, and what stands before is looked at afterwards.
_AT: Final = re.compile(r"@(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w/(=@\\-]|\.\w)")
_NOT_BEFORE_AT: Final = frozenset("@/.:$\\+&=-_[")
_DOLLAR: Final = re.compile(r"\$(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?::[a-z][a-z0-9-]*)?)(?![\w$(/-])")
_NOT_BEFORE_DOLLAR: Final = frozenset("$\\{_")
_SLASH: Final = re.compile(
    r"/(?P<name>[a-z][a-z0-9_-]*(?::[a-z0-9_-]+)*)(?![\w/.*:<{=(-])(?P<sure>[`\"'*]*\s+(?i:slash )?(?i:command)\b)?"
)
_CALLS: Final = re.compile(
    r"\b(?:run|use|using|invoke|execute|call|type|trigger)\s+(?:the\s+|your\s+)?[`\"'*]*\Z", re.IGNORECASE
)
_ROLE: Final = re.compile(r"(?:agent|skill)\b(?!-)")
_CALLED: Final = re.compile(
    r"\b(?i:us(?:e|es|ing)|launch(?:ing)?|invok(?:e|ing)|call|run|spawn|ask|engage|consult|via|load|read|with|to)\s+"
    r"(?i:the\s+|an?\s+|our\s+)?[`\"'*@$]*(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)[`\"'*]*\s+(?:sub-?)?\Z"
)
_FILE: Final = re.compile(r"\.claude/commands/(?:[\w-]+/)*(?P<name>[\w-]+)\.md\b")
_HANDS_ON: Final = re.compile(r"\b(?:escalat|delegat|hand(?:s|ed)? (?:it |this )?(?:off|over))", re.IGNORECASE)
_SKILL: Final = re.compile(
    r"\b(?:skills?|us(?:e|es|ing)|invok\w+|load|call|activate|delegate|escalate|hand|run|ask)\b", re.IGNORECASE
)
_COMMAND: Final = re.compile(r"\b(?:slash|commands?)\b", re.IGNORECASE)
_BACK: Final = 120
"""Characters before a word that are looked at."""
IsKnown = Callable[[Kind, str], bool]


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in a text."""

    kind: Kind
    name: str
    line: int
    is_sure: bool = True
    """It is a name even when nothing has one that is like it."""


def mentions(text: Markdown, is_known: IsKnown) -> Iterator[Mention]:
    """Yield what a text calls for, in no order: each skill, and agents and commands that nobody has.

    What stands in fenced blocks is no name. A skill that is there needs no more than its mark; a name that nothing has
    must also stand where names stand.
    """
    yield from _agents(text, is_known)
    for match in _DOLLAR.finditer(text.text):
        name = match["name"]
        if _is_marked(text, match, _NOT_BEFORE_DOLLAR) and (is_known(Kind.SKILL, name) or not is_placeholder(name)):
            is_sure = _SKILL.search(text.line_text(match.start())) is not None
            yield Mention(Kind.SKILL, name, text.line(match.start()), is_sure)
    yield from _roles(text, is_known)
    yield from _commands(text, is_known)


def _agents(text: Markdown, is_known: IsKnown) -> Iterator[Mention]:
    for match in _AT.finditer(text.text):
        name = match["name"]
        if is_known(Kind.AGENT, name) or not _is_marked(text, match, _NOT_BEFORE_AT):
            continue
        if name not in words("no_agents") and not name.startswith("ts-") and not is_placeholder(name):
            line = text.line_text(match.start())
            if ("-" in name and not PEOPLE.search(line)) or _HANDS_ON.search(line):
                yield Mention(Kind.AGENT, name, text.line(match.start()))


def _roles(text: Markdown, is_known: IsKnown) -> Iterator[Mention]:
    """Yield what is called for in words, such as `use the NAME agent`."""
    for match in _ROLE.finditer(text.text):
        called = _CALLED.search(text.text, max(0, match.start() - _BACK), match.start())
        if called is None or text.fence(match.start()) is not None:
            continue
        kind, name = Kind(match.group()), called["name"]
        if is_known(kind, name) or not (is_placeholder(name) or is_adjective(name)):
            yield Mention(kind, name, text.line(called.start("name")))


def _commands(text: Markdown, is_known: IsKnown) -> Iterator[Mention]:
    for match in _SLASH.finditer(text.text):
        start, end, name = match.start(), match.end("name"), match["name"]
        if is_known(Kind.COMMAND, name):
            continue
        before = text.text[start - 1 : start]
        if before.isalnum() or before in {"/", ".", "<", "_", "~", "-", "*", "}", ")"} or text.fence(start) is not None:
            continue
        is_alone = before == "`" and text.text[end : end + 1] == "`"
        is_called = _CALLS.search(text.text, max(0, start - _BACK), start) is not None
        if not is_called and not is_alone:
            continue
        if _may_be_command(text, match):
            is_sure = is_called or _COMMAND.search(text.line_text(start)) is not None
            yield Mention(Kind.COMMAND, name, text.line(start), is_sure)
    for match in _FILE.finditer(text.text):
        name = match["name"]
        if is_known(Kind.COMMAND, name) or is_placeholder(name):
            continue
        if EXAMPLES.search(text.line_text(match.start())) is None:
            yield Mention(Kind.COMMAND, name, text.line(match.start()))


def _may_be_command(text: Markdown, match: re.Match[str]) -> bool:
    """Say whether a word behind a slash can be a command: no path, no route, none that a host brings."""
    name = match["name"]
    if name in words("commands_of_hosts") or is_placeholder(name):
        return False
    is_sure = match["sure"] is not None
    return is_sure or (name not in words("no_commands") and not PLACES.search(text.line_text(match.start())))


def _is_marked(text: Markdown, match: re.Match[str], not_before: frozenset[str]) -> bool:
    """Say whether a mark opens a name: no address, no path, no part of code."""
    before = text.text[match.start() - 1 : match.start()] if match.start() else ""
    if before.isalnum() or before in not_before:
        return False
    return text.fence(match.start()) is None and text.stands_free(match.start(), match.end())
