"""Traits and types of other crates."""

from repair.moves.mending import mend

HEAD = "use std::fmt;\n"
BODY = 'fn fmt(&self, f: &mut fmt::Formatter<\'_>) -> fmt::Result { write!(f, "{}", self.len()) }'


def test_a_type_around_it() -> None:
    """The value inside is what the methods work with (P05)."""
    mended = mend(f"{HEAD}impl fmt::Display for Vec<u8> {{ {BODY} }}\n")
    wrapped = BODY.replace("self.len", "self.0.len")
    expected = f"{HEAD}struct WrappedVec(Vec<u8>);\n\nimpl fmt::Display for WrappedVec {{ {wrapped} }}\n"
    assert mended.text == expected
    assert mended.moves == ("wrap-foreign-type",)


def test_a_parameter_is_wrapped() -> None:
    """The type around it has the parameter too."""
    body = BODY.replace("self.len()", "1")
    mended = mend(f"{HEAD}impl<T> fmt::Display for T {{ {body} }}\n")
    assert f"{HEAD}struct Wrapped<T>(T);\n\nimpl<T> fmt::Display for Wrapped<T> {{" in mended.text


def test_others_count_on_the_impl() -> None:
    """They would have to wrap their values too, or print something else."""
    mended = mend(f'{HEAD}impl fmt::Display for Vec<u8> {{ {BODY} }}\npub fn f(a: Vec<u8>) {{ println!("{{}}", a) }}\n')
    assert not mended.compiles
    assert not mended.moves
