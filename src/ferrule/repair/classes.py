"""The class of an error, which decides who is asked for help with it (P15-P21, P37)."""

from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.target import MISSED

TEST: Final = "test"
PERFORMANCE: Final = "performance"
LINT: Final = "lint"
NOT_COMPILED: Final = frozenset({TEST, PERFORMANCE, LINT})
"""Classes of what `cargo check` does not hold against a tree, so that its silence says nothing of them."""
_CODES: Final[dict[str, str]] = {
    "borrow": "E0499 E0502 E0503 E0505 E0506 E0594 E0596 E0597 E0716 E0373 E0521",
    "lifetime": "E0106 E0261 E0309 E0310 E0515 E0621 E0700 E0195",
    "type": "E0308 E0271 E0282 E0283 E0605 E0606 E0604",
    "trait": "E0277 E0046 E0053 E0117 E0119 E0204 E0369 E0407 E0599 E0038",
    "move": "E0382 E0507 E0508 E0509",
    "unsafe": "E0133 E0199 E0200 unsafe_op_in_unsafe_fn static_mut_refs",
    TEST: "test-failed test-aborted doctest-failed",
    PERFORMANCE: MISSED,
}
_CLASS: Final = {code: name for name, codes in _CODES.items() for code in codes.split()}
OTHER: Final = "other"
_LINTER: Final = "clippy::"


def class_of(error: Finding) -> str:
    """Give borrow, lifetime, type, trait, move, unsafe, test, performance, lint or other."""
    if error.level is Level.WARNING or (error.rule or "").startswith(_LINTER):
        return LINT
    if error.rule is None and "lifetime may not live long enough" in error.message:
        return "lifetime"
    return _CLASS.get(error.rule or "", OTHER)
