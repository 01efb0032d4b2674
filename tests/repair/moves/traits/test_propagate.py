"""What may be missing is handed on to the caller (P18)."""

from repair.moves.mending import mend

HANDED_ON = """\
fn shown(list: &[u8]) -> Option<String> {
    let first = list.first();
    Some(format!("{}", first))
}
"""
WRAPPED = """\
use std::borrow::Cow;

fn quoted(word: &str) -> Result<Cow<'_, str>, String> {
    if word.is_empty() {
        return Err(String::from("empty"));
    }
    match word.contains(' ') {
        true => format!("'{word}'").into(),
        false => word.into(),
    }
}
"""
NOTHING = """\
fn shown(list: &[u8]) -> String {
    format!("{}", list.first())
}
"""


def test_handed_on() -> None:
    """A value that may be missing is opened with `?`."""
    mended = mend(HANDED_ON)
    assert mended.compiles
    assert mended.text == HANDED_ON.replace(", first)", ", first?)")
    assert "propagate" in mended.moves
    assert mended.faults == ()


def test_wrapped() -> None:
    """A value where a result is given is wrapped."""
    mended = mend(WRAPPED)
    assert mended.compiles
    assert mended.text == WRAPPED.replace("    match word", "    Ok(match word").replace(
        "        false => word.into(),\n    }", "        false => word.into(),\n    })"
    )
    assert "propagate" in mended.moves
    assert mended.faults == ()


def test_nothing() -> None:
    """A function that gives no option hands nothing on."""
    mended = mend(NOTHING)
    assert "propagate" not in mended.moves
    assert mended.faults == ()
