"""Values of a front matter in the type that is meant, with a remark on each that is of another one."""

from collections.abc import Mapping
from typing import Final

from ferrule.definitions.front import Keys
from ferrule.facts.definition import Remark, Value
from ferrule.facts.finding import Level

_TRUTH: Final = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


class Reader:
    """Reads one front matter and keeps what is wrong with it."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.remarks: list[Remark] = []

    def text(self, key: str) -> str:
        """Give a text, without blanks around it; empty where there is none."""
        value = self.keys.get(key)
        if isinstance(value, str):
            return value.strip()
        written = self.keys.written(key)
        if value is None or written is None:
            if value is not None:
                self._wrong(key, "is no text; it is left out")
            return ""
        self._wrong(key, f"is no text to YAML ({written.strip()}); it was taken as it is written", Level.NOTE)
        return written.strip()

    def truth(self, key: str) -> bool | None:
        """Give a yes or no in any of the ways to write it; None where there is none, or it cannot be understood."""
        value = self.keys.get(key)
        if value is None and key not in self.keys:
            return None
        found = truth(value)
        if found is None:
            self._wrong(key, "is neither yes nor no")
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list that is written as one, or as text with commas or blanks; what is in parentheses stays whole."""
        value = self.keys.get(key)
        if isinstance(value, str):
            return split_words(value)
        if isinstance(value, tuple):
            found = tuple(word for one in value if isinstance(one, str) for word in [one.strip()] if word)
            if len(found) < len(value):
                self._wrong(key, "holds something that is no text; it is left out")
            return found
        if value is not None:
            self._wrong(key, "is no list; it is left out")
        return ()

    def _wrong(self, key: str, words: str, level: Level = Level.WARNING) -> None:
        self.remarks.append(Remark("wrong-type", level, f"{key!r} {words}", line=self.keys.line(key)))


def truth(value: Value) -> bool | None:
    """Give a yes or no in any of the ways to write it; None for what is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int):
        return _TRUTH.get(str(value).strip().lower())
    return None


def split_words(text: str) -> tuple[str, ...]:
    """Give the words between commas and blanks; `Bash(git add:*, git rm:*)` is one."""
    words: list[str] = []
    word, depth = "", 0
    for char in f"{text},":
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth <= 0 and (char == "," or char.isspace()):
            words.append(word)
            word, depth = "", 0
        else:
            word += char
    return tuple(one for one in (*words, word.rstrip(",")) if one)


def flat(value: Value) -> str:
    """Give a value as one text, lists with commas; for a strict reader that knows texts only."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {flat(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(flat(one) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
