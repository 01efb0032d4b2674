"""Elements are converted before they are collected (P18)."""

from repair.moves.mending import mend

REFERENCES = """\
fn long(words: &[String]) -> Vec<String> {
    words.iter().filter(|word| word.len() > 3).collect()
}

fn big(numbers: &[u32]) -> Vec<u32> {
    numbers.iter().filter(|number| **number > 3).collect()
}
"""
TEXTS = """\
fn words(line: &str) -> Vec<String> {
    line.split(' ').collect()
}
"""
SUMMED = """\
fn mean(list: &[i32]) -> f64 {
    list.iter().sum::<f64>() / 2.0
}
"""
FAILING = """\
use std::num::ParseIntError;

fn numbers(line: &str) -> Result<u32, ParseIntError> {
    let all: Vec<u32> = line.split(',').map(|word| word.parse::<u32>()).collect();
    Ok(all.iter().sum())
}
"""
UNRELATED = """\
struct Stone;

fn stones(line: &str) -> Vec<Stone> {
    line.chars().collect()
}
"""


def test_references() -> None:
    """Values are made of references, numbers by copying."""
    mended = mend(REFERENCES)
    assert mended.compiles
    assert mended.text == REFERENCES.replace("> 3).collect()\n}\n\nfn", "> 3).cloned().collect()\n}\n\nfn").replace(
        "**number > 3).collect", "**number > 3).copied().collect"
    )
    assert "convert-elements" in mended.moves
    assert mended.faults == ()


def test_texts() -> None:
    """Slices of text become texts of their own."""
    mended = mend(TEXTS)
    assert mended.compiles
    assert mended.text == TEXTS.replace(".collect", ".map(|element| element.to_string()).collect")
    assert "convert-elements" in mended.moves
    assert mended.faults == ()


def test_summed() -> None:
    """Numbers are converted to the type of their sum."""
    mended = mend(SUMMED)
    assert mended.compiles
    assert mended.text == SUMMED.replace(".sum", ".map(|element| f64::from(*element)).sum")
    assert "convert-elements" in mended.moves
    assert mended.faults == ()


def test_failing() -> None:
    """One failure fails all and is handed on."""
    mended = mend(FAILING)
    assert mended.compiles
    assert mended.text == FAILING.replace(".collect()", ".collect::<Result<Vec<u32>, _>>()?")
    assert "convert-elements" in mended.moves
    assert mended.faults == ()


def test_unrelated() -> None:
    """Elements that do not convert are left alone."""
    mended = mend(UNRELATED)
    assert not mended.compiles
    assert "convert-elements" not in mended.moves
    assert mended.faults == ()
