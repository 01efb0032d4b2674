"""Traits in a circle."""

from repair.moves.mending import mend


def test_a_trait_that_asks_for_itself() -> None:
    """The bound says nothing (P05)."""
    mended = mend("pub trait Node: Node { fn f(&self) -> u8; }\n")
    assert mended.compiles
    assert mended.text.replace(" {", "{") == "pub trait Node{ fn f(&self) -> u8; }\n"
    assert mended.moves == ("cut-cycle",)


def test_two_traits() -> None:
    """The later one leads back, and keeps its other bounds."""
    mended = mend("pub trait Node: Leaf {}\npub trait Leaf: Clone + Node {}\n")
    assert mended.text == "pub trait Node: Leaf {}\npub trait Leaf: Clone {}\n"


def test_constants_in_a_circle() -> None:
    """Nobody knows their value."""
    mended = mend("pub const A: u8 = B;\npub const B: u8 = A;\n")
    assert not mended.compiles
    assert not mended.moves
