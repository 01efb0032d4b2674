"""What a name may look like (C1)."""

import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 64
"""Code points."""


def folded(name: str) -> str:
    """Give a name in the form in which names are compared."""
    return unicodedata.normalize("NFKC", name)


def faults(name: str) -> Iterator[str]:
    """Yield what keeps a name from being one: lower-case letters, digits and single hyphens within."""
    name = folded(name)
    if len(name) > LONGEST:
        yield f"has {len(name)} characters; {LONGEST} are allowed"
    if name != name.lower():
        yield "is not in lower case"
    if name.startswith("-") or name.endswith("-"):
        yield "begins or ends with a hyphen"
    if "--" in name:
        yield "has two hyphens in a row"
    others = sorted({char for char in name if char != "-" and not char.isalnum()})
    if others:
        yield f"holds {', '.join(map(repr, others[:5]))}; only letters, digits and hyphens are allowed"


def is_closed_to_agents(name: str) -> bool:
    """Say whether hosts pass over an agent of this name in silence (C3)."""
    return not name or name.startswith("-") or any(char in ":/\\" or not char.isprintable() for char in name)
