"""Suggestions with placeholders that what stands around them completes."""

import pytest

from ferrule.facts.finding import Edit, Suggestion
from ferrule.repair.search.placeholders import completed

SOURCE = b"""fn other() { let a: bool = true; }
fn sum() { let n: u32 = 1; let d = 2u64; d + n.into(); }
"""


def offered(replacement: str, applicability: str = "HasPlaceholders") -> Suggestion:
    """Give a suggestion of one edit, at the call of `into`."""
    at = SOURCE.index(b"n.into()")
    return Suggestion("try", applicability, (Edit("a.rs", at, at + 8, 2, 1, 2, 9, replacement),))


def texts(suggestion: Suggestion) -> list[str]:
    """Give the new texts of the complete forms."""
    return [one.edits[0].replacement for one in completed(suggestion, {"a.rs": SOURCE})]


def test_an_open_type_is_filled_with_types_of_the_item() -> None:
    """Types and suffixes of numbers of the same function, nearest first; none of another function."""
    found = texts(offered("<u32 as Into<T>>::into(n)"))

    assert ["<u32 as Into<u64>>::into(n)", "<u32 as Into<u32>>::into(n)"] == found


def test_a_lifetime_in_a_comment_is_taken_out_of_it() -> None:
    """`/* 'a */` is complete but for its comment signs."""
    assert ["dyn Trait + 'a"] == texts(offered("dyn Trait + /* 'a */"))


@pytest.mark.parametrize("text", ["f(/* u8 */)", "Trait<Bar = /* Type */>", ": Vec<T>", "plain"])
def test_no_value_and_no_meaning_is_invented(text: str) -> None:
    """Arguments, associated types and element types stay open."""
    assert [] == texts(offered(text))


def test_what_has_no_placeholder_has_no_other_form() -> None:
    """Other suggestions are taken as they are."""
    assert [] == texts(offered("<u32 as Into<T>>::into(n)", "MaybeIncorrect"))


def test_an_unknown_file_gives_nothing() -> None:
    """Without the text around the place there is nothing to fill in."""
    assert [] == list(completed(offered("<u32 as Into<T>>::into(n)"), {}))
