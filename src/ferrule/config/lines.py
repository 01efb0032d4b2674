"""Where in a TOML text each key and each element of an array stands; the standard library's reader does not tell."""

import re
import tomllib
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys, and for an element of an array its place, counted from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'")
_LONG = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}' r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}",
    re.DOTALL,
)
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")


class Lines:
    """The places in one text, which the standard library has read without complaint."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._offsets: dict[Path, int] = {}
        self._last: dict[Path, int] = {}
        """The place of the newest element of each array of tables."""
        self._read()

    def line(self, path: Path) -> int:
        """Give the line of a key or element, counted from 1; of what holds it where it has none of its own."""
        while path and path not in self._offsets:
            path = path[:-1]
        return self._text.count("\n", 0, self._offsets.get(path, 0)) + 1

    @property
    def paths(self) -> frozenset[Path]:
        """All that has a place."""
        return frozenset(self._offsets)

    def _read(self) -> None:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        begun = self._at
        is_element = self._text.startswith("[[", begun)
        self._at += 2 if is_element else 1
        *above, last = self._keys()
        self._at += 2 if is_element else 1
        table: Path = ()
        for key in above:
            table = self._newest(self._note((*table, key), begun))
        named = self._note((*table, last), begun)
        if not is_element:
            return self._newest(named)
        self._last[named] = self._last.get(named, -1) + 1
        return self._note((*named, self._last[named]), begun)

    def _pair(self, table: Path) -> None:
        begun = self._at
        for key in self._keys():
            table = self._note((*table, key), begun)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(table)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _key(self) -> str:
        written = self._skip(_QUOTED if self._text[self._at] in "\"'" else _BARE_KEY)
        return str(tomllib.loads(f"key = {written}")["key"]) if written[0] in "\"'" else written

    def _value(self, path: Path) -> None:
        start = self._text[self._at]
        if start == "[":
            self._array(path)
        elif start == "{":
            self._inline_table(path)
        elif self._text.startswith(('"""', "'''"), self._at):
            self._skip(_LONG)
        else:
            self._skip(_QUOTED if start in "\"'" else _BARE_VALUE)

    def _array(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        place = 0
        while self._text[self._at] != "]":
            self._value(self._note((*path, place), self._at))
            place += 1
            self._skip(_BLANK)
            if self._text[self._at] == ",":
                self._at += 1
                self._skip(_BLANK)
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        self._skip(_BLANK)
        while self._text[self._at] != "}":
            self._pair(path)
            self._skip(_BLANK)
            if self._text[self._at] == ",":
                self._at += 1
                self._skip(_BLANK)
        self._at += 1

    def _newest(self, path: Path) -> Path:
        return (*path, self._last[path]) if path in self._last else path

    def _note(self, path: Path, offset: int) -> Path:
        self._offsets.setdefault(path, offset)
        return path

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        words = found.group() if found else ""
        self._at += len(words)
        return words
