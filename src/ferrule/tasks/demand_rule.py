"""One kind of demand: how it is found in commands and in plain words."""

import re
from dataclasses import dataclass
from typing import Final

GIT: Final = r"\bgit\b(?:[\s,]+-(?:[cC][\s,]+\S+|-?[\w-]+(?:=\S+)?))*[\s,]+"
"""git with the options that may stand before its command; commas as in a list of words."""
REST: Final = r"[^|;&\n]*?"
"""The other words of one command."""
FEW: Final = r"(?:\s+[\w'`./-]+){0,3}?\s+"
"""Up to three words between two others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of demand."""

    why: str
    """What it would do, after "it"."""
    command: re.Pattern[str]
    """Found in code, and in plain words as well."""
    said: re.Pattern[str] | None = None
    """Found in plain words; None for what is never said without a command."""


def rule(why: str, command: tuple[str, ...], said: tuple[str, ...] = ()) -> Rule:
    """Give a rule from what may be found, each a pattern of its own."""
    words = re.compile("|".join(said), re.IGNORECASE) if said else None
    return Rule(why, re.compile("|".join(command)), words)
