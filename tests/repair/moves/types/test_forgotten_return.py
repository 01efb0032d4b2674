"""An answer in the middle of a body is returned."""

from repair.moves.mending import mend


def test_an_error_as_a_statement() -> None:
    """`Err(..);` alone has no type; the function's answer has."""
    before = "pub fn f(n: u8) -> Result<u8, u8> { if n > 9 { Err(n); } Ok(n) }\n"
    mended = mend(before)
    assert mended.text == before.replace("Err(n);", "return Err(n);")
    assert mended.moves == ("forgotten-return",)


def test_an_arm_that_leaves() -> None:
    """An arm whose value does not fit the others leaves the function."""
    before = (
        "pub fn f(t: &str) -> Option<u8> { let n = match t.bytes().next() { Some(b) => b, None => None }; Some(n) }\n"
    )
    assert mend(before).text == before.replace("None => None", "None => return None")


def test_a_loop_that_finds() -> None:
    """A value inside of a loop is the answer of the function."""
    before = "pub fn f(v: &[u8]) -> Option<u8> { for x in v { if *x > 9 { Some(*x) } } None }\n"
    assert mend(before).text == before.replace("{ Some(*x) }", "{ return Some(*x) }")


def test_another_function_answers_otherwise() -> None:
    """Where the function returns no such thing, nothing is returned."""
    mended = mend("pub fn f(n: u8) -> u8 { if n > 9 { Err(n); } n }\n")
    assert "return" not in mended.text
    assert mended.faults == ()


def test_the_only_arm_with_an_answer() -> None:
    """One arm gives what the function returns, the others give nothing or the value that is wanted."""
    text = """pub fn f(k: Option<&str>) -> bool {
    match k {
        None => false,
        Some(k) => {
            if k == "none" {
                return false;
            }
        }
    }
    true
}
"""
    assert mend(text).text == text.replace("None => false", "None => return false")
    text = "pub fn g(p: &str) -> Result<u8, String> {\n    let n = match p.parse::<u8>() {\n"
    text += "        Err(why) => { Err(why.to_string()) }\n        Ok(n) => n,\n    };\n    Ok(n + 1)\n}\n"
    assert "{ return Err(why.to_string()) }" in mend(text).text


def test_several_arms_with_an_answer() -> None:
    """Where two arms have an answer, it is not said which leaves the function."""
    text = "pub fn f(n: u8) -> Option<u8> { let x = match n { 0 => None, 1 => Some(2), _ => 5 }; Some(x) }\n"
    assert "return" not in mend(text).text
