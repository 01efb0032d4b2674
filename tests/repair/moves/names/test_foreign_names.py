"""Names of other languages."""

import pytest

from repair.moves.mending import mend

SOUND = """pub fn f(n: usize) -> Option<bool> {
    let found: Option<u8> = None;
    for i in 0..n {
        if i == 3 {
            continue;
        }
        if found.is_none() && i > 1 {
            return Some(true);
        }
    }
    None
}

pub fn g(n: usize) -> Result<usize, String> {
    if n > 4 {
        return Err(format!("{n}"));
    }
    Ok(n)
}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("u8> = None", "u8> = null"),
        ("u8> = None", "u8> = nil"),
        ("Some(true)", "Some(True)"),
        ("return Err(", "return Error("),
        ("f(n: usize)", "f(n: size_t)"),
        ("Option<bool>", "Option<boolean>"),
        ("continue;", "contine;"),
    ],
)
def test_rust_calls_it_otherwise(right: str, wrong: str) -> None:
    """The text is as it was."""
    assert mend(SOUND.replace(right, wrong, 1)).text == SOUND


def test_a_type_of_that_name_is_left_alone() -> None:
    """Who declares it means it."""
    text = "pub struct List;\npub fn f() -> List {\n    list\n}\n"
    assert "Vec" not in mend(text).text
