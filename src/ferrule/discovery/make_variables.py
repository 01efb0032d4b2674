"""Variables of make, as far as the file says what they hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_PLAIN: Final = re.compile(r"\$(?:\(([\w.-]+)\)|\{([\w.-]+)\}|([@]))")
_DEEPEST: Final = 10
_LONGEST: Final = 10_000
_ASSIGNMENT: Final = re.compile(
    r"((?:(?:export|override|private)\s+)*)([\w.-]+)\s*(\?=|::?:?=|\+=|!=|=)\s*(.*)$", re.DOTALL
)
_EXPORT: Final = re.compile(r"export\s+([\w. -]+)$")


@dataclass(slots=True)
class Values:
    """All variables so far; one that is set in several ways, or by a condition, keeps no value."""

    table: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    """Names that recipes get in their environment."""
    unsure: set[str] = field(default_factory=set)

    def exported(self) -> dict[str, str]:
        """Give what recipes get in their environment."""
        return {name: expanded(self.table[name], self.table) for name in sorted(self.given) if name in self.table}

    def take(self, line: str, *, is_conditional: bool) -> bool:
        """Take an assignment or an `export`; False where the line is neither."""
        if only := _EXPORT.match(line):
            self.given.update(only[1].split())
            return True
        found = _ASSIGNMENT.match(line)
        if not found:
            return False
        before, name, sign, value = found.groups()
        if "export" in before.split():
            self.given.add(name)
        value = re.sub(r"\s*\\\n\s*", " ", value).partition(" #")[0].strip()
        self._set(name, sign, value, is_conditional=is_conditional)
        return True

    def _set(self, name: str, sign: str, value: str, *, is_conditional: bool) -> None:
        if sign == "?=" and name in self.table and not is_conditional:
            return
        if sign == "+=":
            value = f"{self.table.get(name, '')} {value}".strip()
        if sign == "!=" or (is_conditional and self.table.get(name, value) != value) or name in self.unsure:
            self.unsure.add(name)
            self.table.pop(name, None)
        else:
            self.table[name] = value
            if is_conditional:
                self._only_sometimes(name)

    def _only_sometimes(self, name: str) -> None:
        """Forget what only a condition sets: without it, something else would stand there."""
        self.unsure.add(name)
        self.table.pop(name, None)


def expanded(text: str, table: Mapping[str, str]) -> str:
    """Give a text with each variable that is known filled in; what is not known stays as it is written."""

    def fill(found: re.Match[str]) -> str:
        return table.get(found[1] or found[2] or found[3], found.group())

    for _ in range(_DEEPEST):
        filled = _PLAIN.sub(fill, text)
        if filled == text or len(filled) > _LONGEST:
            break
        text = filled
    return text


def opened(text: str) -> bool:
    """Tell whether something of make's is left in a text."""
    return "$(" in text or "${" in text or bool(re.search(r"\$[@<^?*+%]", text))
