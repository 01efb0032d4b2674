"""A Makefile as its rules, with the variables that it sets on the way."""

import re
from dataclasses import dataclass, field
from typing import Final

from ferrule.discovery.make_variables import Values, expanded

_DIRECTIVE: Final = re.compile(r"(ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|vpath|unexport|undefine|load)\b")
_INCLUDE: Final = re.compile(r"(-include|sinclude|include)\s+(.+)$")
_RULE: Final = re.compile(r"([^:=#]+)(::?)(?!=)([^=]*)$", re.DOTALL)
_TARGET_VARIABLE: Final = re.compile(r"([^:=#]+)::?\s*(?:(export)\s+)?([\w.-]+)\s*(?:[:?+]?=)\s*(.*)$", re.DOTALL)
_PREFIX: Final = re.compile(r"\.RECIPEPREFIX\s*[:?]?=\s*(\S?)")


@dataclass(slots=True)
class Rule:
    """One rule, with each line of its recipe."""

    line: int
    targets: tuple[str, ...]
    needs: tuple[str, ...]
    recipe: list[tuple[int, str]] = field(default_factory=list)
    """Each with its line; those that go on in the next line hold the line break."""
    variables: dict[str, str] = field(default_factory=dict)
    """What holds for its targets alone."""
    exports: bool = False
    """Whether recipes get those in their environment."""
    is_variable: bool = False
    """No rule, but a line that sets a variable for a target."""


@dataclass(slots=True)
class Reading:
    """All rules of one file."""

    rules: list[Rule] = field(default_factory=list)
    includes: list[tuple[int, str, bool]] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    values: Values
    reading: Reading = field(default_factory=Reading)
    rule: Rule | None = None
    prefix: str = "\t"
    conditions: int = 0
    is_define: bool = False


def read_rules(text: str, values: Values) -> Reading:
    """Give the rules of a file and take its variables into `values`; a line that is neither is told. Never raises."""
    state = _State(values)
    for line, whole in _logical(text):
        if state.is_define:
            state.is_define = not re.match(r"\s*endef\b", whole)
        elif whole.startswith(state.prefix) and state.rule is not None:
            if whole[1:].strip():
                state.rule.recipe.append((line, whole[1:]))
        elif whole.strip() and not whole.lstrip().startswith("#"):
            _take(state, line, whole.strip())
    return state.reading


def _logical(text: str) -> list[tuple[int, str]]:
    """Give lines with those that they go on in, line breaks kept, and the number of the first."""
    found: list[tuple[int, str]] = []
    begun, held = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        begun = begun or number
        held += line
        if re.search(r"(?<!\\)(?:\\\\)*\\$", line):
            held += "\n"
            continue
        found.append((begun, held))
        begun, held = 0, ""
    return [*found, *([(begun, held)] if held else [])]


def _take(state: _State, line: int, whole: str) -> None:
    if directive := _DIRECTIVE.match(whole):
        state.conditions += {"if": 1, "en": -1}.get(directive[1][:2], 0)
        state.is_define = directive[1] == "define"
        return
    if include := _INCLUDE.match(whole):
        for name in include[2].partition("#")[0].split():
            state.reading.includes.append((line, name, include[1] != "include"))
        return
    if prefix := _PREFIX.match(whole):
        state.prefix = prefix[1] or "\t"
        return
    if _own_variable(state, whole) or state.values.take(whole, is_conditional=state.conditions > 0):
        return
    _rule(state, line, whole)


def _own_variable(state: _State, whole: str) -> bool:
    """Take `target: NAME = value`, which counts for that target alone."""
    found = _TARGET_VARIABLE.match(whole)
    if not found or re.match(r"(?:export|override|private)?\s*[\w.-]+\s*(?:\?=|::?:?=|\+=|!=|=)", whole):
        return False
    for target in expanded(found[1], state.values.table).split():
        rule = Rule(0, (target,), (), [], {found[3]: found[4].strip()}, bool(found[2]), is_variable=True)
        state.reading.rules.append(rule)
    return True


def _rule(state: _State, line: int, whole: str) -> None:
    head, semicolon, first = whole.partition(";")
    found = _RULE.match(head.partition("#")[0].rstrip())
    state.rule = None
    if not found:
        if not re.match(r"\$[({]|export\b|[\w.-]+\s*$", whole):
            state.reading.broken.append((line, f"not understood: {whole[:60]!r}"))
        return
    targets = tuple(expanded(found[1].rstrip().removesuffix("&"), state.values.table).split())
    needs = tuple(expanded(found[3].replace("\\\n", " ").replace("|", " "), state.values.table).split())
    state.rule = Rule(line, targets, needs, [(line, first)] if semicolon and first.strip() else [])
    state.reading.rules.append(state.rule)
