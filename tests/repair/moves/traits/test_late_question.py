"""A variable that is used as what its value holds gets a `?` where it is made (P18)."""

import pytest

from repair.moves.mending import mend

DIGITS = """\
fn two(a: char, b: char) -> Option<u64> {
    let a = a.to_digit(10)?;
    let b = b.to_digit(10)?;
    Some((a * 10 + b) as u64)
}
"""
READ = """\
use std::io;
fn take(_: &str) -> usize { 1 }
pub struct Pen { width: u8 }
impl Pen { fn draw(&self) -> u8 { self.width } }
fn pen() -> io::Result<Pen> { Ok(Pen { width: 1 }) }
fn text() -> io::Result<String> { Ok(String::new()) }
pub fn f(n: usize) -> io::Result<usize> {
    let MADE?;
    Ok(USED)
}
"""


@pytest.mark.parametrize("lost", ["let a = a.to_digit(10)?", "let b = b.to_digit(10)?"])
def test_an_operand(lost: str) -> None:
    """Either operand may be the one that is not there."""
    mended = mend(DIGITS.replace(lost, lost[:-1]))
    assert mended.text == DIGITS
    assert mended.moves == ("hand-on-where-made",)
    assert mended.faults == ()


@pytest.mark.parametrize(
    ("made", "used"),
    [
        ("text = text()", "text.len()"),
        ("text = text()", "take(&text)"),
        ("text = text()", "text.as_bytes()[0] as usize"),
        ("pen = pen()", "pen.draw() as usize"),
        ("pen = pen()", "pen.width as usize"),
        ("size = text().map(|one| one.len())", "n * size"),
        ("size = text().map(|one| one.len() as u8)", "size as usize"),
        ("size = text().map(|one| one.len())", "format!(\"{size}\").len()"),
    ],
)  # fmt: skip
def test_all_kinds_of_use(made: str, used: str) -> None:
    """A method, a field, an argument, an operator, a cast or a text that is formatted need the value itself."""
    right = READ.replace("MADE", made).replace("USED", used)
    assert mend(right.replace(f"{made}?", made)).text == right


def test_several_patterns() -> None:
    """Patterns of what is inside speak for a value that is there."""
    right = "pub fn f(a: &[u32]) -> Option<u32> {\n    let first = a.first()?;\n    match first {\n"
    right += "        1 => Some(2),\n        2 => Some(3),\n        _ => None,\n    }\n}\n"
    assert mend(right.replace("?;", ";")).text == right


def test_within_a_closure() -> None:
    """A closure hands on what its own answers may lack."""
    right = "pub fn f(a: &[char]) -> Vec<Option<u32>> {\n    a.iter()\n        .map(|c| {\n"
    right += "            let n = c.to_digit(10)?;\n            Some(n + 1)\n        })\n        .collect()\n}\n"
    assert mend(right.replace("?;", ";")).text == right


def test_no_way() -> None:
    """A function that gives a plain value hands nothing on."""
    mended = mend("pub fn f(a: char) -> u32 {\n    let a = a.to_digit(10);\n    a * 10\n}\n")
    assert "hand-on-where-made" not in mended.moves
    assert mended.faults == ()


def test_it_is_looked_at() -> None:
    """A variable that is asked whether there is anything stays as it is."""
    wrong = "pub fn f(a: char) -> Option<u32> {\n    let a = a.to_digit(10);\n"
    wrong += "    if a.is_none() {\n        return Some(1);\n    }\n    Some(a * 10)\n}\n"
    mended = mend(wrong)
    assert "let a = a.to_digit(10);" in mended.text
    assert "hand-on-where-made" not in mended.moves


def test_one_comparison() -> None:
    """What is compared once is rather compared with `Some`, as the compiler says."""
    wrong = "pub fn f(a: &[u32]) -> Option<u32> {\n    let first = a.first().copied();\n"
    wrong += "    if first == 3 {\n        return None;\n    }\n    Some(4)\n}\n"
    assert mend(wrong).text == wrong.replace("== 3", "== Some(3)")


def test_a_use_in_a_branch() -> None:
    """Where the name is not always reached, the function does not always end without it."""
    text = (
        "use std::collections::HashMap;\npub fn f(m: &HashMap<u32, u32>, flag: bool) -> Option<u32> {\n"
        "    let extra = m.get(&1);\n    let mut s = 1;\n    if flag { s += extra; }\n    Some(s)\n}\n"
    )
    assert "m.get(&1)?;" not in mend(text).text
