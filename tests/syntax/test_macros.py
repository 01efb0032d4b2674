"""Known macros, opened for the grammar and closed again."""

import pytest

from ferrule.syntax.macros import closed, is_in_macro, opened
from ferrule.syntax.tree import faults, parse

SOURCE = b"""fn f(a: u8) -> Vec<u8> {
    println!("{} println!(", a + 1);
    assert_eq!(vec![a, 2], format!("{}", vec![g(a); 3]).into_bytes());
    other!(a => b);
    vec![1, 2]
}
"""


def test_the_arguments_are_seen() -> None:
    """Calls and lists are expressions then; strings and unknown macros stay."""
    seen = opened(SOURCE)
    assert len(seen) == len(SOURCE)
    assert not faults(seen)
    assert b'println_("{} println!(", a + 1)' in seen
    assert b"assert_eq_(&*&*[a, 2], format_(" in seen
    assert b"other!(a => b)" in seen
    node = parse(seen).root_node.named_descendant_for_byte_range(SOURCE.index(b"g(a)"), SOURCE.index(b"g(a)") + 4)
    assert node is not None
    assert node.type == "call_expression"


def test_what_was_opened_is_closed_again() -> None:
    """Text that an edit takes from the opened source goes into the file as it stood there."""
    assert closed(opened(SOURCE).decode()) == SOURCE.decode()


@pytest.mark.parametrize(("words", "inside"), [(b"a + 1", True), (b"a => b", True), (b"1, 2", True), (b"f(a", False)])
def test_where_a_place_lies(words: bytes, inside: bool) -> None:
    """Among the arguments of a macro, or not."""
    start = SOURCE.index(words)
    assert is_in_macro(SOURCE, start, start + len(words)) is inside
