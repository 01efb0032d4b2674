"""The recipes of docs/settings.md are good settings, and their patterns fit what the tools say."""

import re
from pathlib import Path

import pytest

from config.sources import settled
from ferrule.facts.settings import OwnGate
from ferrule.gates.patterns import told

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs/settings.md").read_text()
RECIPES = [block for block in re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL) if "[[gate]]" in block]
TESTS = """
running 3 tests
test a ... ok

test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 2 tests
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
"""
LISTS = """
Removed items from the public API
=================================
{removed}

Changed items in the public API
===============================
(none)

Added items to the public API
=============================
pub fn regex::Match::range(&self) -> Range<usize>
"""


@pytest.fixture
def recipes(tmp_path: Path) -> dict[str, OwnGate]:
    """Give the gates of the page by their names; together they are one good file."""
    return {gate.id: gate for gate in settled(tmp_path, "\n".join(RECIPES)).settings.gates}


def found(gate: OwnGate, text: str) -> tuple[object, object]:
    """Give what the patterns of a gate count and which lines they hold for failures."""
    answer = told(text, gate.seen, gate.failed)
    assert answer["strange"] == ""
    return answer["count"], answer["lines"]


def output(name: str) -> str:
    """Give captured output."""
    return (ROOT / "tests/tool_output/own" / name).read_text()


def test_the_page_has_the_promised_recipes(recipes: dict[str, OwnGate]) -> None:
    """Each needs no shell and says how its program is had, unless Cargo is enough."""
    assert {"licence-headers", "miri", "careful", "public-api", "bench"} == set(recipes)
    assert all(gate.remedy for gate in recipes.values() if gate.id != "bench")


@pytest.mark.parametrize("name", ["miri", "careful"])
def test_tests_are_counted_over_all_binaries(recipes: dict[str, OwnGate], name: str) -> None:
    """Also those that passed beside one that failed; an error of the compiler is a failure."""
    count, lines = found(recipes[name], TESTS)

    assert (4, 1) == (count, len(list(lines)))  # type: ignore[call-overload]
    assert (0, ["error[E0308]: mismatched types"]) == found(recipes[name], "error[E0308]: mismatched types\n")
    assert (0, []) == found(recipes[name], "error: no such command: `careful`\n")


def test_undefined_behaviour_is_a_failure(recipes: dict[str, OwnGate]) -> None:
    """Miri ends at the first one; its words are the finding."""
    words = "error: Undefined Behavior: dereferencing pointer failed: 0x4[noalloc] is a dangling pointer"

    assert (0, [words]) == found(recipes["miri"], f"running 1 test\n{words}\n --> src/lib.rs:3:9\n")


def test_a_removed_item_is_named(recipes: dict[str, OwnGate]) -> None:
    """New items are fine; the finding is the item, not the headline above it."""
    gate = recipes["public-api"]

    assert (3, []) == found(gate, LISTS.format(removed="(none)"))
    assert (3, ["pub fn regex::gone()"]) == found(gate, LISTS.format(removed="pub fn regex::gone()"))


def test_a_slower_benchmark_is_named(recipes: dict[str, OwnGate]) -> None:
    """Captured from Criterion 0.5.1: short and long names, a first run, a baseline that is not there."""
    count, lines = found(recipes["bench"], output("criterion_regressed.txt"))

    assert 2 == count
    assert [
        "short                   time:   [1.2963 µs 1.3963 µs 1.5381 µs]",
        "a group with a long name/and a part",
    ] == lines
    assert (2, []) == found(recipes["bench"], output("criterion_first.txt"))
    assert (0, []) == found(recipes["bench"], output("criterion_no_baseline.txt"))
