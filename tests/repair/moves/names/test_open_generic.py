"""Type parameters that nobody declares."""

from repair.moves.mending import mend


def test_on_the_impl_before_its_methods() -> None:
    """A parameter that the head of an impl uses is declared there, once."""
    text = "pub struct Pair<T>(T, T);\nimpl{} Pair<T> {\n    pub fn first(&self) -> &T { &self.0 }\n}\n"
    mended = mend(text.replace("{}", "", 1))
    assert mended.text == text.replace("{}", "<T>", 1)


def test_beside_others() -> None:
    """A function that has parameters gets one more."""
    mended = mend("pub fn pair<A>(a: A, b: B) -> (A, B) { (a, b) }\n")
    assert mended.text == "pub fn pair<A, B>(a: A, b: B) -> (A, B) { (a, b) }\n"


def test_a_longer_name_is_no_parameter() -> None:
    """A type with a name of its own is missing, not a parameter of that name."""
    mended = mend("pub fn f(user: &Customer) -> &Customer { user }\n")
    assert "declare-type-parameter" not in mended.moves
