"""A type parameter takes the bounds that its namesakes have (P05, P17)."""

from repair.moves.mending import mend

ASSOCIATED = """\
pub trait Store {
    type Item;
}

pub struct Small<A: Store> {
    data: Vec<A::Item>,
}

impl<A: Store> Small<A> {
    pub fn new() -> Self {
        Small { data: Vec::new() }
    }
}

impl<A> Small<A> {
    pub fn put(&mut self, one: A::Item) {
        self.data.push(one);
    }
}
"""
CALLED = """\
pub fn each<F: Fn(u8) -> u8>(list: &[u8], f: F) -> Vec<u8> {
    list.iter().map(|one| f(*one)).collect()
}

pub fn first<F>(list: &[u8], f: F) -> Option<u8> {
    list.first().map(|one| f(*one))
}
"""
NUMBER = """\
pub fn same<A1, A2, B1, B2>(left: A1, right: A2) -> bool
where
    A2: IntoIterator<Item = B2>,
    B1: PartialEq<B2>,
{
    left.into_iter().zip(right).all(|(one, other)| one == other)
}
"""
NEIGHBOUR = """\
pub enum Either<L, R> {
    Left(L),
    Right(R),
}

impl<L, R> Iterator for Either<L, R>
where
    L: Iterator,
    R: Iterator<Item = L::Item>,
{
    type Item = L::Item;

    fn next(&mut self) -> Option<L::Item> {
        match self {
            Either::Left(left) => left.next(),
            Either::Right(right) => right.next(),
        }
    }
}

impl<L, R> DoubleEndedIterator for Either<L, R>
where
    L: DoubleEndedIterator,
{
    fn next_back(&mut self) -> Option<L::Item> {
        match self {
            Either::Left(left) => left.next_back(),
            Either::Right(right) => right.next_back(),
        }
    }
}
"""
SINGLE = """\
pub fn first<F>(list: &[u8], f: F) -> Option<u8> {
    list.first().map(|one| f(*one))
}
"""


def test_associated() -> None:
    """An impl takes the bound of the type and of its other impls."""
    mended = mend(ASSOCIATED)
    assert mended.compiles
    assert mended.text == ASSOCIATED.replace("impl<A> ", "impl<A: Store> ")
    assert "sibling-bound" in mended.moves
    assert mended.faults == ()


def test_called() -> None:
    """A parameter that is called takes the bound of the function beside it."""
    mended = mend(CALLED)
    assert mended.compiles
    assert mended.text == CALLED.replace("first<F>", "first<F: Fn(u8) -> u8>")
    assert "sibling-bound" in mended.moves
    assert mended.faults == ()


def test_number() -> None:
    """A neighbour that differs in its number only shows the bound."""
    mended = mend(NUMBER)
    assert mended.compiles
    assert mended.text == NUMBER.replace("PartialEq<B2>,", "PartialEq<B2>,\n    A1: IntoIterator<Item = B1>,")
    assert "sibling-bound" in mended.moves
    assert mended.faults == ()


def test_neighbour() -> None:
    """What an impl asks of the neighbour is asked of the parameter too."""
    mended = mend(NEIGHBOUR)
    assert mended.compiles
    assert mended.text == NEIGHBOUR.replace(
        "L: DoubleEndedIterator,", "L: DoubleEndedIterator,\n    R: DoubleEndedIterator<Item = L::Item>,"
    )
    assert "sibling-bound" in mended.moves
    assert mended.faults == ()


def test_single() -> None:
    """Without a namesake there is nothing to take."""
    mended = mend(SINGLE)
    assert not mended.compiles
    assert "sibling-bound" not in mended.moves
    assert mended.faults == ()
