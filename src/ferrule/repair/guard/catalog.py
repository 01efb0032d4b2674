"""The rules of the guard, in the order in which they speak; what refuses comes before what costs."""

from typing import Final

from ferrule.repair.guard.rule import Rule
from ferrule.repair.guard.rules import (
    casts,
    clones,
    computation,
    deletions,
    escapes,
    hollow,
    interior,
    lost_changes,
    lost_copies,
    share,
    shared,
    signatures,
    statements,
    stubs,
    suppressions,
    tests,
    unsafety,
    unwraps,
    visibility,
    wildcards,
)

RULES: Final[tuple[Rule, ...]] = (
    stubs,
    unsafety,
    escapes,
    suppressions,
    tests,
    deletions,
    visibility,
    hollow,
    statements,
    computation,
    share,
    lost_copies,
    lost_changes,
    clones,
    shared,
    interior,
    casts,
    signatures,
    wildcards,
    unwraps,
)
