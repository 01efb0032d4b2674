"""All rules, in the order in which they are asked."""

from typing import Final

from ferrule.tasks.weakened.rule import Rule
from ferrule.tasks.weakened.rules import (
    assertions,
    benchmarks,
    build_settings,
    ci,
    doc_examples,
    emptied,
    gate_settings,
    gated,
    hidden,
    hollow,
    ignored,
    knows_tests,
    lints_in_source,
    manifests,
    removed,
    snapshots,
    stubs,
    suppressions,
    tool_settings,
    unlinked,
    unseen,
)

RULES: Final[tuple[Rule, ...]] = (
    removed,
    ignored,
    gated,
    assertions,
    hollow,
    knows_tests,
    benchmarks,
    doc_examples,
    snapshots,
    unlinked,
    emptied,
    stubs,
    suppressions,
    lints_in_source,
    tool_settings,
    gate_settings,
    manifests,
    build_settings,
    hidden,
    ci,
    unseen,
)
