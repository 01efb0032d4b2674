"""Types that cannot be inferred are chosen from how a value is used."""

from repair.moves.mending import mend


def test_the_argument_of_a_later_call() -> None:
    """The parameter of a function says what is passed to it."""
    before = (
        "fn g(_: u16) {}\npub fn f(t: &str) -> u32 { let n = t.parse().unwrap(); let k = n.count_ones(); g(n); k }\n"
    )
    mended = mend(before)
    assert mended.text == before.replace("let n =", "let n: u16 =")
    assert mended.moves == ("annotate-type",)


def test_a_later_binding_with_a_type() -> None:
    """The type with which a variable is bound anew belongs to its first binding."""
    before = (
        "pub fn f() -> u8 { let v = Default::default(); for r in &v { g(*r); } let v: [u8; 3] = v; v[0] }\n"
        "fn g<T>(_: T) {}\n"
    )
    assert "let v: [u8; 3] = Default::default();" in mend(before).text


def test_the_elements_that_are_summed() -> None:
    """A sum is of the type of its elements."""
    mended = mend('pub fn f(v: &[u16]) -> String { let s = v.iter().sum(); format!("{s}") }\n')
    assert mended.text == 'pub fn f(v: &[u16]) -> String { let s: u16 = v.iter().sum(); format!("{s}") }\n'


def test_nothing_speaks_for_a_type() -> None:
    """An empty list may be of the type that a number has by itself."""
    assert mend("pub fn f() { let _v = Vec::new(); }\n").text == "pub fn f() { let _v: Vec<i32> = Vec::new(); }\n"


def test_the_argument_of_an_alias() -> None:
    """A path to a generic alias names what the alias leaves open."""
    head = "pub struct A<T>(T);\nimpl<T> A<T> { fn go() {} }\ntype B<T> = A<Box<T>>;\n"
    mended = mend(head + "pub fn f() { B::go(); }\n")
    assert mended.text == head + "pub fn f() { B::<i32>::go(); }\n"


def test_elements_of_a_chain_that_are_summed() -> None:
    """The elements say the type of the sum, not the answer of the function."""
    before = "pub fn f(v: &[u16]) -> f64 { let s = v.iter().map(|n| n + 1).sum(); s as f64 / 2.0 }\n"
    assert mend(before).text == before.replace("let s =", "let s: u16 =")


def test_failures_in_a_list() -> None:
    """Before a `?` a list of failures is collected to one failure or all values."""
    head = "pub fn f(t: &str) -> Result<usize, std::num::ParseIntError>"
    before = f"{head} {{ let v: Vec<u8> = t.lines().map(|x| x.parse::<u8>()).collect()?; Ok(v.len()) }}\n"
    mended = mend(before)
    assert mended.text == before.replace("collect()", "collect::<Result<Vec<u8>, _>>()")
    assert mended.moves == ("annotate-type",)


def test_what_is_missing_in_a_list() -> None:
    """The function says of which kind the failure is."""
    body = "let v = t.chars().map(|c| c.to_digit(10)).collect()?; Some(v.iter().sum())"
    before = f"pub fn f(t: &str) -> Option<u32> {{ {body} }}\n"
    assert mend(before).text == before.replace("collect()", "collect::<Option<Vec<_>>>()")
