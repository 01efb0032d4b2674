"""The one call by which a value becomes one of another type: an iterator of it, or what owns it."""

import re
from typing import Final

from ferrule.repair.moves.shapes.fitting import head, plain
from ferrule.repair.moves.types.conversions import iterator_call

_OF_TEXT: Final = frozenset({"Chars", "Bytes", "CharIndices", "Lines", "SplitWhitespace"})
_OF_LISTS: Final = frozenset({"Iter", "IterMut", "IntoIter"})
_AROUND: Final = frozenset({"Peekable", "Enumerate", "Rev", "Fuse"})
"""Iterators of the standard library, by what they are made of."""
_TEXTS: Final = re.compile(r"&*(?:str|String)$")
_LISTS: Final = re.compile(r"&*(?:mut )?(?:\[|[A-Z]\w*<|[A-Z]\w*$)")
_MADE: Final = frozenset({"Cow", "Box", "Rc", "Arc", "String", "PathBuf", "OsString", "Vec"})
"""Types that are made from what they hold."""
_INNER: Final = re.compile(r"\w+<(.*)>$")


def becoming(wanted: str, given: str, value: str) -> str | None:
    """Give the expression; None where no such call is known. Types are written as in the source."""
    kind, inner = head(wanted), _INNER.match(plain(wanted))
    if kind in _OF_TEXT | _OF_LISTS:
        sources = _TEXTS if kind in _OF_TEXT else _LISTS
        return value + iterator_call(kind) if sources.match(plain(given)) or not given else None
    if kind in _AROUND:
        made = becoming(inner[1], given, value) if inner is not None else None
        return made + iterator_call(kind) if made is not None else None
    return f"{value}.into()" if kind in _MADE and given and head(given) != kind else None
