"""An answer found in what a responder wrote: JSON, alone, in a fence or behind advice; every mistake in words."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final, NoReturn, TypeAlias

import msgspec

from ferrule.facts.packet import Blueprint, Guidance

Answer: TypeAlias = Guidance | Blueprint
FORMS: Final[dict[int, type[Answer]]] = {2: Guidance, 3: Blueprint}
"""By level: what is answered there."""
NAMES: Final[dict[type[Answer], str]] = {Guidance: "guidance.v1", Blueprint: "blueprint.v1"}
LONGEST: Final = 2_000_000
"""Characters of an answer that are read."""
_MARKS: Final = ("verdict", "objective", "patterns", "steps", "next_action", "edits", "diff")
"""Keys by which an answer is told from other JSON in the same text."""
_FENCE: Final = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<body>.*?)^(?P=fence)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE
)
_MOST_TRIES: Final = 3_000
"""Braces at the end of a text at which an answer may begin."""
_MOST_READ: Final = 10_000_000
"""Characters that are read in vain, one brace after another."""
_START: Final = re.compile(r"\{(?=\s*\")")
_PLACE: Final = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")


def read_answer(text: str, level: int) -> Answer | str:
    """Give the answer that stands in a text; in its place, what is wrong with it, in words for its author."""
    if len(text) > LONGEST:
        return f"the answer has {len(text)} characters; at most {LONGEST} are read"
    form = FORMS[level]
    found = next(_objects(text), None)
    if found is None:
        return f"no JSON object with the keys of {NAMES[form]} in the answer: {_keys(form)}"
    return answer_from(found, level)


def answer_from(table: dict[str, Any], level: int) -> Answer | str:
    """Give the answer that a JSON object means; in its place, what is wrong with it."""
    form = FORMS[level]
    known = {one.name for one in fields(form)}
    unknown = [key for key in table if key not in known and key != "schema"]
    if unknown:
        close = get_close_matches(unknown[0], known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"{NAMES[form]} has: {_keys(form)}"
        return f"{unknown[0]!r}: no such key; {hint}"
    if table.get("schema", NAMES[form]) != NAMES[form]:
        return f"schema: this level is answered with {NAMES[form]}, got {str(table['schema'])[:60]!r}"
    try:
        answer: Answer = msgspec.convert({k: v for k, v in table.items() if k != "schema"}, form)
    except msgspec.ValidationError as fault:
        return _told(str(fault))
    if not _is_text(table):
        return "holds half of a character (a lone surrogate), which no source file can hold"
    return answer


def _told(words: str) -> str:
    """Give msgspec's sentence with the place in front."""
    place = _PLACE.search(words)
    if place is None:
        return words[:1].lower() + words[1:]
    rest = words[: place.start()]
    return f"{place['path'] or 'answer'}: {rest[:1].lower()}{rest[1:]}"


def _keys(form: type[Answer]) -> str:
    return ", ".join(one.name for one in fields(form))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text that look like an answer: the whole text, fenced ones, then any other.

    Of several in one place the last one counts: it is what somebody came to who thought aloud.
    """
    for piece in (text, *(fence["body"] for fence in reversed(list(_FENCE.finditer(text))))):
        whole = _parsed(piece.strip())
        if _looks_right(whole):
            yield whole
    yield from reversed([one for one in _scattered(text) if _looks_right(one)])


def _scattered(text: str) -> Iterator[Any]:
    """Yield the JSON objects that stand anywhere in a text, none from within another one."""
    end = read = 0
    for at in [start.start() for start in _START.finditer(text)][-_MOST_TRIES:]:
        if at < end:
            continue
        try:  # on the rest alone: an error counts the lines before it
            found, size = _DECODER.raw_decode(text[at:])
        except json.JSONDecodeError as fault:
            read += fault.pos
        except ValueError:
            continue
        except RecursionError:  # nested on purpose: each brace within would be as deep
            return
        else:
            end = at + size
            yield found
        if read > _MOST_READ:
            return


def _parsed(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _looks_right(found: Any) -> bool:
    return isinstance(found, dict) and any(mark in found for mark in _MARKS)


def _is_text(table: dict[str, Any]) -> bool:
    try:
        json.dumps(table, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number)
