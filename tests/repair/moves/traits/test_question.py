"""An error is converted to what the function gives (P18)."""

from repair.moves.mending import mend

VARIANT = """\
use std::num::ParseIntError;

enum Fault {
    Number(ParseIntError),
    Empty,
}

fn number(text: &str) -> Result<i32, Fault> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    Ok(text.parse::<i32>()?)
}
"""
WORDS = """\
fn number(text: &str) -> Result<i32, String> {
    Ok(text.parse::<i32>()?)
}
"""
NO_VARIANT = """\
enum Fault {
    Empty,
}

fn number(text: &str) -> Result<i32, Fault> {
    Ok(text.parse::<i32>()?)
}
"""


def test_variant() -> None:
    """The variant that holds the error makes it."""
    mended = mend(VARIANT)
    assert mended.compiles
    assert mended.text == VARIANT.replace("::<i32>()?", "::<i32>().map_err(Fault::Number)?")
    assert "convert-error" in mended.moves
    assert mended.faults == ()


def test_words() -> None:
    """An error that is a text says what went wrong."""
    mended = mend(WORDS)
    assert mended.compiles
    assert mended.text == WORDS.replace("::<i32>()?", "::<i32>().map_err(|error| error.to_string())?")
    assert "convert-error" in mended.moves
    assert mended.faults == ()


def test_no_variant() -> None:
    """No variant holds the error: nothing is invented."""
    mended = mend(NO_VARIANT)
    assert not mended.compiles
    assert "convert-error" not in mended.moves
    assert mended.faults == ()


def test_a_parsed_value() -> None:
    """What a text is parsed to is said where the error is converted."""
    words = "fn number(text: &str) -> Result<i32, String> {\n    let it: i32 = text.parse()?;\n    Ok(it)\n}\n"
    mended = mend(words)
    assert mended.text == words.replace("parse()?", "parse::<i32>().map_err(|error| error.to_string())?")
    plain = VARIANT.replace("Ok(text.parse::<i32>()?)", "let it: i32 = text.parse()?;\n    Ok(it)")
    assert mend(plain).text == plain.replace("parse()?", "parse::<i32>().map_err(Fault::Number)?")
