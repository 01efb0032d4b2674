"""`join` on what is no list of texts: the values are turned into texts, or the iterator into a list, first."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.traits.own import head, impls, own_type
from ferrule.repair.moves.traits.receiver import receiver_end

ID: Final = "join-texts"
CODES: Final = frozenset({"E0599"})
_LIST: Final = re.compile(r"^\s*`\[([^\]`]+)\]: Join<_>`", re.MULTILINE)
_ITERATOR: Final = re.compile(r"no method named `join` found for struct `(?:[\w:]+::)?(\w+)<")
_ADAPTERS: Final = frozenset({
    "Map", "Filter", "FilterMap", "Rev", "Take", "Skip", "Chain", "Cloned", "Copied", "FlatMap", "StepBy", "Iter",
    "IntoIter", "Split", "SplitWhitespace", "Lines", "TakeWhile", "SkipWhile", "Flatten", "Keys", "Values",
})  # fmt: skip
_SHOWN: Final = re.compile(r"^(?:\{integer\}|\{float\}|[iu](?:\d+|size)|f32|f64|char|bool)$")
_TEXTS: Final = ".iter().map(|value| value.to_string()).collect::<Vec<_>>()"


def propose(case: Case) -> Iterator[Offer]:
    """Collect an iterator first; of a list whose elements can be shown, collect their texts."""
    end = receiver_end(case)
    listed = _LIST.search(case.error.rendered)
    adapter = _ITERATOR.search(case.error.message)
    if end is None:
        return
    if listed is not None and _is_shown(case, listed[1]):
        yield case.replace(LIKELY, "only texts are joined: turn the values into texts", (end, end, _TEXTS))
    elif adapter is not None and adapter[1] in _ADAPTERS:
        yield case.replace(LIKELY, "lists are joined: collect the items", (end, end, ".collect::<Vec<_>>()"))


def _is_shown(case: Case, of_type: str) -> bool:
    """Say whether values of a type have a text: plain ones, and own types that implement `Display`."""
    if _SHOWN.match(of_type.strip()):
        return True
    return own_type(case, head(of_type)) is not None and any(impls(case, "Display", head(of_type)))
