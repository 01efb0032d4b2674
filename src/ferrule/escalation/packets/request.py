"""What is asked for, by the class of the error: the line that makes an answer possible (P42)."""

import re
from typing import Final

from ferrule.facts.finding import Finding

_QUOTED: Final = re.compile(r"`([^`\n]{1,80})`")
_MOST: Final = 4
TEMPLATES: Final[dict[str, str]] = {
    "borrow": (
        "An ownership pattern: who is to own {names} at {place}, who may borrow it and until where, so that "
        "the loans no longer overlap. Name the pattern and the edit; a clone only where two owners are meant."
    ),
    "lifetime": (
        "A lifetime strategy: from which value does {names} at {place} borrow, and which one outlives the other? "
        "Tie the output to that input, return owned data, or own it in the struct; give the signatures."
    ),
    "type": (
        "A type design: which of the types is right for {names} at {place}, and where does the conversion belong? "
        "Checked conversions before casts; give the signatures that change."
    ),
    "trait": (
        "A trait design: who is to implement which trait for {names} at {place}, or which bound is too much? "
        "Say whether to derive, to write the impl, to wrap the type or to relax the bound; give the signatures."
    ),
    "move": (
        "An ownership design: is {names} at {place} given away, lent, or shared? Say who keeps it, what the callee "
        "needs of it, and which signatures follow; a clone only where two owners are meant."
    ),
    "unsafe": (
        "A safety pattern: which invariant makes {names} at {place} sound, and who upholds it? Prefer a safe API; "
        "else the smallest unsafe block with its SAFETY text, and a test of the invariant."
    ),
    "test": (
        "A testing pattern: is the code wrong or the expectation of {names} at {place}? Say which behaviour is meant "
        "and why, how it is reproduced alone, and what is to be changed; an assertion is not weakened without a reason."
    ),
    "performance": (
        "A way to reach the time of {names}, measured at {place}: which work is needless, which data structure or "
        "algorithm fits, where is memory allocated or copied, where is waited for a lock? Give the edits, what each is "
        "expected to save, and what it costs in memory or clarity."
    ),
    "lint": (
        "A judgement on {names} at {place}: is the linter right here? If so, give the smallest edit that ends it and "
        "keeps what the code does; if not, say why, and what `#[expect]` with its reason would have to cover."
    ),
    "other": (
        "A way out for {names} at {place}: which name, import, feature, visibility or setting is meant, and where "
        "does it belong? Give the smallest edit that says so."
    ),
}
"""One for each class, `other` for what has none."""
_DESIGN: Final = (
    "A decision on the design, since edits alone did not do: {words} Answer with a blueprint: the objective, the steps "
    "with what each needs, what can go on side by side, and the risks."
)


def request(error: Finding, kind: str, level: int) -> str:
    """Give what is asked for at a level."""
    words = TEMPLATES.get(kind, TEMPLATES["other"]).format(names=_names(error), place=place(error))
    return _DESIGN.format(words=words) if level > 2 else words


def place(error: Finding) -> str:
    """Give where an error is, as `src/lib.rs:4`."""
    return f"{error.path or 'no file'}{f':{error.line}' if error.line else ''}"


def named(error: Finding) -> tuple[str, ...]:
    """Give what the message puts in backquotes, each once, in order."""
    return tuple(dict.fromkeys(_QUOTED.findall(error.message)))


def _names(error: Finding) -> str:
    names = named(error)[:_MOST]
    return ", ".join(f"`{name}`" for name in names) if names else "what the diagnostic names"
