"""How a name is written elsewhere in the crate: the paths before it, the nearest and most frequent first."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import files

_BEFORE: Final = re.compile(r"(?<![\w:>])(?:::)?(?:[A-Za-z_]\w*::)+\Z")
_LONGEST: Final = 200
"""Characters of a path that is looked at."""
_CALL: Final = r"\s*(?:::<[^<>]*>)?\("
_IMPORT: Final = re.compile(r"\s*(?:pub(?:\([^)]*\))?\s+)?use\b")
_NEAR: Final = 1500
"""Characters within which a spelling counts more: the same function, or the one beside it."""
_WEIGHT: Final = 3


def prefixes(case: Case, name: str, *, called: bool) -> Iterator[str]:
    """Yield the paths, such as `Error::`, that stand before `name` in this file, then in the others; not in imports.

    With `called` those before a call of it only.
    """
    written = re.compile(rf"(?<=::){re.escape(name)}\b{_CALL if called else ''}")
    seen = set()
    wanted = name.encode()
    for text in [case.text, *(text for text, _ in files(case) if text.path != case.text.path)]:
        if wanted not in text.source:
            continue
        words = text.source.decode("utf-8", "replace")
        at = case.spot.byte_start if text is case.text else -_NEAR
        counted: Counter[str] = Counter()
        for found in written.finditer(words):
            path = _BEFORE.search(words, max(0, found.start() - _LONGEST), found.start())
            if path is None or _IMPORT.match(words, words.rfind("\n", 0, found.start()) + 1):
                continue
            counted[path[0]] += _WEIGHT if abs(found.start() - at) < _NEAR else 1
        for spelling, _ in counted.most_common():
            if spelling not in seen:
                seen.add(spelling)
                yield spelling
