"""Phrases of the word lists as patterns; the lists themselves lie in `words/*.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

_STAR: Final = re.compile(r"(?<!\\[wsS])(?<!\])\*")
"""One that repeats nothing."""
_OTHER_FORM: Final = re.compile(r"\{([a-z_]+)\}")
_LIST: Final = re.compile(r"(?<!\?)<([a-z_]+)>")


@cache
def words(name: str) -> dict[str, Any]:
    """Give one word list, read once."""
    text = (files("ferrule.definitions.routing") / "words" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def source(phrases: Iterable[str]) -> str:
    """Give the pattern of a list as text, to be put together with others.

    A phrase is a regular expression in lower case in which a blank stands for blanks or a hyphen, and a star for any
    end of a word; a blank before `?` may be missing. It matches whole words only.
    """
    return f"(?:{'|'.join(_one(phrase) for phrase in phrases)})"


@cache
def form(name: str) -> re.Pattern[str]:
    """Give the pattern of a clause, for texts in lower case; other forms and lists stand in it by their names."""
    return re.compile(_form(name), re.VERBOSE)


def _form(name: str) -> str:
    built = _OTHER_FORM.sub(lambda other: f"(?:{_form(other[1])})", words("forms")[name])
    return _LIST.sub(lambda listed: source(_list(listed[1])), built)


def _list(name: str) -> list[str]:
    found: list[str] = words("asks" if name == "verbs" else "naming")[name]
    return found


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Give the pattern of a list, for texts in lower case.

    The case of letters is not left to the pattern: an alternation of literals is ten times as fast without it.
    """
    return re.compile(rf"(?<!\w){source(phrases)}")


def plain(text: str) -> str:
    """Give a text in lower case and with straight apostrophes, letter for letter: places in it stay the same."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.replace("\u2019", "'")


def _one(phrase: str) -> str:
    end = r"(?!\w)" if phrase[-1].isalnum() or phrase[-1] in ")?+}]" else ""
    return _STAR.sub(r"\\w*", phrase).replace(" ?", r"[\s-]?").replace(" ", r"[\s-]+") + end
