"""A justfile as its items: recipes, variables, aliases, settings, imports and modules, each with its line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_NAME: Final = r"[A-Za-z_][\w-]*"
_HEADER: Final = re.compile(rf"@?({_NAME})((?:\"[^\"]*\"|'[^']*'|`[^`]*`|\([^)]*\)|[^:\"'`(])*):(?!=)(.*)$", re.DOTALL)
"""A name, parameters with defaults in which any sign may stand, and what the recipe needs."""
_ASSIGNMENT: Final = re.compile(rf"(export\s+|unexport\s+)?({_NAME})\s*:=\s*(.*)$", re.DOTALL)
_ALIAS: Final = re.compile(rf"alias\s+({_NAME})\s*:=\s*([\w:-]+)")
_SHELL: Final = re.compile(r"set\s+shell\s*:=\s*\[\s*[\"']([^\"']+)[\"']")
_INTERPRETER: Final = re.compile(r"set\s+script-interpreter\s*:=\s*\[\s*[\"']([^\"']+)[\"']")
_SET: Final = re.compile(r"set\s+[\w-]+")
_IMPORT: Final = re.compile(r"import(\?)?\s+x?[\"']{1,3}([^\"']+)[\"']")
_MODULE: Final = re.compile(rf"mod(\?)?\s+({_NAME})(?:\s+x?[\"']([^\"']+)[\"'])?\s*$")
_ATTRIBUTE: Final = re.compile(r"([\w-]+)(?:\s*[(:]\s*(?:[\"']([^\"']*)[\"'])?)?")
_LITERAL: Final = re.compile(r"(?:'([^']*)'|\"([^\"\\]*)\")\s*(?:#.*)?$")
_PARAMETER: Final = re.compile(rf"([*+]?)\$?({_NAME})(?:\s*=\s*(\"[^\"]*\"|'[^']*'|`[^`]*`|\([^)]*\)|[^\s]+))?")
_NEEDED: Final = re.compile(rf"\(\s*({_NAME}(?:::{_NAME})*)(?:[^()]|\([^()]*\))*\)|({_NAME}(?:::{_NAME})*)")
_LONG: Final = ("'''", '"""', "```")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe."""

    name: str
    line: int
    body: str
    """Without its indentation."""
    body_line: int
    needs: tuple[str, ...]
    required: tuple[str, ...]
    """Parameters without a default."""
    defaults: dict[str, str]
    """Parameters whose default is plain text."""
    attributes: frozenset[str]
    folder: str
    interpreter: str
    """What `[script("...")]` names; empty where it names none."""

    @property
    def is_private(self) -> bool:
        """Tell whether `just --list` hides it."""
        return self.name.startswith("_") or "private" in self.attributes


@dataclass(slots=True)
class Reading:
    """All items of one justfile."""

    recipes: list[Recipe] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    """Those that are plain text."""
    exported: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    imports: list[tuple[int, str, bool]] = field(default_factory=list)
    modules: list[tuple[int, str, str, bool]] = field(default_factory=list)
    shell: str = ""
    interpreter: str = "sh"
    """What reads a `[script]` that names nothing."""
    broken: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """One line at the margin, with those that it goes on in, and the indented ones below it."""

    line: int
    head: str
    body: str
    body_line: int


def read_lines(text: str) -> Reading:
    """Give the items of a justfile; a line that is none is told and passed over. Never raises."""
    reading = Reading()
    attributes: list[tuple[str, str]] = []
    for found in _items(text):
        item = found
        if found.head.startswith("["):
            attributes += _attributes(found.head)
            rest = found.head[found.head.rindex("]") + 1 :].strip() if "]" in found.head else ""
            if not rest:
                continue
            item = _Item(found.line, rest, found.body, found.body_line)
        if not _takes(reading, item):
            recipe = _recipe(item, attributes)
            if recipe is None:
                reading.broken.append((item.line, f"not understood: {item.head[:60]!r}"))
            else:
                reading.recipes.append(recipe)
        attributes = []
    return reading


def _items(text: str) -> Iterator[_Item]:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        begun, head = at, lines[at]
        at += 1
        if not head.strip() or head.startswith("#"):
            continue
        while at < len(lines) and _goes_on(head):
            head = head[:-1] + " " + lines[at] if head.endswith("\\") else f"{head}\n{lines[at]}"
            at += 1
        first = at
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t"):
            at += 1
        yield _Item(begun + 1, head.strip(), _dedented(lines[first:at]), first + 1)


def _goes_on(head: str) -> bool:
    if head.endswith("\\"):
        return True
    if any(head.count(quote) % 2 for quote in _LONG):
        return True
    is_value = ":=" in head and not head.startswith("[")
    return is_value and (head.count("(") > head.count(")") or head.count("[") > head.count("]"))


def _dedented(lines: list[str]) -> str:
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    cut = indents[0] if indents else 0
    return "\n".join(
        line[min(cut, len(line) - len(line.lstrip())) :] if line.strip() else "" for line in lines
    ).rstrip()


def _takes(reading: Reading, item: _Item) -> bool:
    """Take what is no recipe; False where it may be one."""
    head = item.head
    if found := _IMPORT.match(head):
        reading.imports.append((item.line, found[2], bool(found[1])))
    elif found := _MODULE.match(head):
        reading.modules.append((item.line, found[2], found[3] or "", bool(found[1])))
    elif found := _ALIAS.match(head):
        reading.aliases[found[1]] = found[2]
    elif _SET.match(head) and not re.match(r"set\s*:(?!=)", head):
        shell = _SHELL.match(head)
        reading.shell = shell[1] if shell else reading.shell
        script = _INTERPRETER.match(head)
        reading.interpreter = script[1] if script else reading.interpreter
    elif found := _ASSIGNMENT.match(head):
        literal = _LITERAL.match(found[3].strip())
        if literal:
            value = literal[1] if literal[1] is not None else literal[2]
            reading.variables[found[2]] = value
            if (found[1] or "").startswith("export"):
                reading.exported[found[2]] = value
    else:
        return False
    return True


def _recipe(item: _Item, attributes: list[tuple[str, str]]) -> Recipe | None:
    found = _HEADER.match(_without_comment(item.head))
    if not found:
        return None
    required: list[str] = []
    defaults: dict[str, str] = {}
    for sign, name, default in _PARAMETER.findall(found[2]):
        literal = _LITERAL.match(default) if default else None
        if literal:
            defaults[name] = literal[1] if literal[1] is not None else literal[2]
        elif not default and sign == "*":
            defaults[name] = ""
        elif not default:
            required.append(name)
    needs = tuple(one or two for one, two in _NEEDED.findall(found[3]))
    folder = next((value for name, value in attributes if name == "working-directory"), "")
    names = frozenset(name for name, _ in attributes)
    script = next((value for name, value in attributes if name == "script"), "")
    return Recipe(
        found[1], item.line, item.body, item.body_line, needs, tuple(required), defaults, names, folder, script
    )


def _without_comment(head: str) -> str:
    """Give a header without the comment at its end; a sign in quotes begins none."""
    quote = ""
    for at, sign in enumerate(head):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign == "#":
            return head[:at]
    return head


def _attributes(head: str) -> list[tuple[str, str]]:
    inner = head[1 : head.rindex("]")] if "]" in head else head[1:]
    return [(name, value) for name, value in _ATTRIBUTE.findall(inner)]
