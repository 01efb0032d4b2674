"""Whether a proposed type or signature is Rust (P30)."""

from typing import Final

from ferrule.syntax.tree import faults, tokens

_LONGEST: Final = 20_000
_FRAMES: Final = (
    *("{}", "{} {{}}", "{};", "type X = {};"),
    *("trait X {{ {}; }}", "impl X {{ {} }}", "fn x() {{ let {}; }}"),
)
"""In which of these a proposal may stand: an item, a head without a body, a type, a method, a binding."""


def parses(text: str) -> bool:
    """Say whether a text is an item, the head of one, a type, a method or a binding; comments alone are nothing."""
    if len(text) > _LONGEST or not tokens(text.encode(errors="replace")):
        return False
    return any(not faults(frame.format(text.strip().rstrip(";")).encode(errors="replace")) for frame in _FRAMES)
