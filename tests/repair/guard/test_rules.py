"""Each rule of the guard against its own examples."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.repair import Refusal
from ferrule.repair.guard import rules
from ferrule.repair.guard.catalog import RULES
from ferrule.repair.guard.judge import compare
from ferrule.repair.guard.rule import Example, Rule

CASES = [
    pytest.param(rule, example, id=f"{Path(str(rule.__file__)).stem}-{number}")  # type: ignore[attr-defined]
    for rule in RULES
    for number, example in enumerate(rule.EXAMPLES)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    """A rule says to its example what the example claims."""
    lines = example.before.count("\n") + 1
    cause = Finding("rustc", example.code, Level.ERROR, "", "src/lib.rs", 1, 1, lines, 1)
    causes = (cause,) if example.code else ()
    change = compare(example.before.encode(), example.after.encode(), Path("/w/src/lib.rs"), causes)

    verdict = rule.judge(change)

    said = {verdict.rule} if isinstance(verdict, Refusal) else {cost.kind.value for cost in verdict}
    assert ({example.says} if example.says else set()) == said


def test_every_rule_is_in_the_catalog() -> None:
    """A file in the folder that is not in the catalog would never be asked."""
    files = {path.stem for path in Path(str(rules.__file__)).parent.glob("*.py")} - {"__init__"}

    assert files == {Path(str(rule.__file__)).stem for rule in RULES}  # type: ignore[attr-defined]


def test_every_rule_has_examples_of_both_kinds() -> None:
    """A rule shows what it stops or prices and what it lets through."""
    assert [] == [rule for rule in RULES if {bool(example.says) for example in rule.EXAMPLES} != {True, False}]
