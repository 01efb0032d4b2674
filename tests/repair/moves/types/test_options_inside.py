"""Options: wrapped where a variable begins, handed on in the middle of a chain, nothing for nothing (P05)."""

import pytest

from repair.moves.mending import mend

VARIABLE = """pub enum Fault { Many, Other }
pub fn f(n: u8) -> Result<u8, Fault> {
    let mut result = Err(Fault::Many);
    for i in 0..n {
        if i == 3 { result = Ok(i); break; }
        if i == 7 { result = Err(Fault::Other); break; }
    }
    result
}
"""
CHAIN = """use std::collections::HashMap;
pub fn get(map: &HashMap<String, HashMap<String, Option<String>>>, a: &str, b: &str) -> Option<String> {
    map.get(a)?.get(b)?.clone()
}
"""
ARMS = """pub fn f(mut i: std::vec::IntoIter<(usize, bool)>, mut at: usize) -> Option<usize> {
    match i.next() {
        Some((n, _)) => {
            let k = at;
            at += n;
            Some(k + at)
        }
        None => None,
    }
}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (VARIABLE, "= Err(Fault::Many)", "= Fault::Many"),
        (CHAIN, "get(b)?.clone", "get(b).clone"),
        (ARMS, "        None => None,\n", ""),
    ],
    ids=["wrapped-variable", "inside", "block-arms"],
)
def test_it_is_as_before(text: str, right: str, wrong: str) -> None:
    """To the letter."""
    assert right in text
    assert text == mend(text.replace(right, wrong, 1)).text


def test_what_is_asked_later() -> None:
    """An option that is not the answer of the function is not handed on before its time."""
    text = (
        "use std::collections::HashMap;\npub fn f(m: &HashMap<u8, Option<u8>>) -> Option<u8> {\n"
        "    let y: Option<u8> = m.get(&1).clone();\n    Some(y.unwrap_or(0))\n}\n"
    )
    assert "get(&1)?.clone()" not in mend(text).text
