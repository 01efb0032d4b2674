"""References of a closure are as general as what is done with it (P15)."""

from repair.moves.mending import mend


def test_a_parameter_that_is_kept_outside() -> None:
    """A closure that keeps what it is handed leaves the type of its parameter open."""
    mended = mend("""pub fn run(words: &[String]) -> usize {
    let mut kept: Vec<&str> = Vec::new();
    let mut keep = |word: &str| kept.push(word);
    for w in words { keep(w); }
    kept.len()
}
""")
    assert mended.moves == ("closure-references",)
    assert "let mut keep = |word| kept.push(word);" in mended.text


def test_a_result_that_is_tied_to_the_parameter() -> None:
    """Only a function can say so of any lifetime."""
    mended = mend("""pub fn run() -> usize {
    let first = |text: &str| text.split(' ').next().unwrap_or("");
    first("ab cd").len()
}
""")
    assert """fn first(text: &str) -> &str { text.split(' ').next().unwrap_or("") }""" in mended.text


def test_a_closure_with_something_from_outside() -> None:
    """What captures cannot be a function."""
    mended = mend("""pub fn run(sign: char) -> usize {
    let first = |text: &str| text.split(sign).next().unwrap_or("");
    first("ab cd").len()
}
""")
    assert "closure-references" not in mended.moves


def test_a_closure_where_it_is_expected() -> None:
    """At the call, its types are those that the function asks for."""
    mended = mend("""fn apply<F>(f: F) -> usize where F: Fn(&str) -> &str { f("abc").len() }
pub fn run() -> usize {
    let tail = |s| -> &str { let s: &str = s; &s[1..] };
    apply(tail)
}
""")
    assert mended.moves == ("closure-references",)
    assert "    apply(|s| -> &str { let s: &str = s; &s[1..] })" in mended.text
