"""`?` in a function that cannot hand on a failure."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend


def test_the_function_hands_it_on() -> None:
    """Type, value and early answers change together."""
    before = 'fn f(t: &str) -> i32 {\n    if t == "a" { return 1; }\n    let n = t.parse::<i32>()?;\n    n + 1\n}\n'
    after = (
        'fn f(t: &str) -> Result<i32, Box<dyn std::error::Error>> {\n    if t == "a" { return Ok(1); }\n'
        "    let n = t.parse::<i32>()?;\n    Ok(n + 1)\n}\n"
    )
    mended = mend(before)
    assert mended.text == after
    assert mended.moves == ("hand-on-failure",)


def test_a_missing_element() -> None:
    """What gives an option is handed on as one."""
    mended = mend("fn f(v: &[u8]) -> u8 { let n = v.first()?; *n }\n")
    assert mended.text == "fn f(v: &[u8]) -> Option<u8> { let n = v.first()?; Some(*n) }\n"


def test_callers_keep_what_they_have() -> None:
    """A function that is called keeps its type and panics, which is listed as a cost."""
    mended = mend("fn f(v: &[u8]) -> u8 { let n = v.first()?; *n }\npub fn g(v: &[u8]) -> u8 { f(v) }\n")
    assert "v.first().unwrap()" in mended.text
    assert CostKind.UNWRAP in mended.costs


def test_a_result_in_a_function_of_options() -> None:
    """The reason of a failure is dropped where the function has no place for it."""
    mended = mend("pub fn f(t: &str) -> Option<u8> { Some(t.parse::<u8>()?) }\n")
    assert mended.text == "pub fn f(t: &str) -> Option<u8> { Some(t.parse::<u8>().ok()?) }\n"


def test_an_error_is_not_invented() -> None:
    """Without a text for it no error is made of what is missing."""
    mended = mend("pub struct E;\npub fn f(v: &[u8]) -> Result<u8, E> { Ok(*v.first()?) }\n")
    assert not mended.compiles
    assert mended.faults == ()
