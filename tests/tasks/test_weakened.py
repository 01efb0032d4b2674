"""Each rule over the difference of two trees against its own examples."""

from pathlib import Path

import pytest

from ferrule.facts.difference import Difference
from ferrule.tasks.weakened import rules
from ferrule.tasks.weakened.catalog import RULES
from ferrule.tasks.weakened.rule import Example, Rule, Says, draw

CASES = [
    pytest.param(rule, example, id=f"{rule.ID}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.EXAMPLES)
]


def difference(example: Example) -> Difference:
    """Give the files of an example that differ."""
    names = {name for name in {*example.before, *example.after} if example.before.get(name) != example.after.get(name)}
    before, after = (
        {n: text.encode() for n, text in one.items() if n in names} for one in (example.before, example.after)
    )
    return Difference(before, after, example.left_out)


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    """A rule says to its example what the example claims."""
    found = tuple(rule.judge(draw(difference(example))))

    said = Says.REFUSED if any(not one.is_note for one in found) else Says.NOTED if found else Says.NOTHING
    assert (example.says, found) == (said, found)
    assert {rule.ID} >= {one.rule for one in found}


def test_every_rule_is_in_the_catalog() -> None:
    """A file in the folder that is not in the catalog would never be asked."""
    files = {path.stem for path in Path(str(rules.__file__)).parent.glob("*.py")} - {"__init__"}

    assert files == {Path(str(rule.__file__)).stem for rule in RULES}  # type: ignore[attr-defined]


def test_every_rule_has_examples_of_both_kinds() -> None:
    """A rule shows what it stops and what it lets through."""
    kinds = {rule.ID: {example.says is Says.NOTHING for example in rule.EXAMPLES} for rule in RULES}

    assert {} == {name: kind for name, kind in kinds.items() if kind != {True, False}}
