"""Values are converted by the pair of types, where they are used or where they are made."""

import pytest

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

HERE = (
    ("fn f(c: char) -> u64 { @ }", "c", "u64::from(c)"),
    ("fn f(n: usize) -> u32 { @ }", "n + 1", "(n + 1) as u32"),
    ("fn f(v: &[u8], i: u32) -> u8 { @ }", "v[i]", "v[i as usize]"),
    ("fn f(v: &[u8], i: u32, j: u32) -> &[u8] { @ }", "&v[i..j]", "&v[i as usize..j as usize]"),
    ("fn f(t: &str) -> &[u8] { @ }", "t", "t.as_bytes()"),
    ("fn f(t: String) -> Vec<char> { @ }", "t", "t.chars().collect()"),
    ("fn f(p: *mut u32) -> *mut u8 { @ }", "p", "p as *mut u8"),
    ("fn f(v: &[u8]) -> Vec<u8> { @ }", "v.iter().map(|x| x + 1)", "v.iter().map(|x| x + 1).collect()"),
    ("fn f(v: Vec<u8>) -> usize { @ }", "v", "v.len()"),
    ("fn f(v: &[u8]) -> std::slice::Iter<'_, u8> { @ }", "v", "v.iter()"),
    ("fn f(t: &str) -> Result<u8, String> { @ }", 'return t', "return Err(t.to_string())"),
)  # fmt: skip


@pytest.mark.parametrize(("program", "before", "after"), HERE)
def test_at_the_place_of_the_error(program: str, before: str, after: str) -> None:
    """The conversion of the pair stands where the value is used."""
    mended = mend(program.replace("@", before) + "\n")
    assert mended.text == program.replace("@", after) + "\n"
    assert mended.moves == ("convert-value",)


def test_boxes_are_built_inside_out() -> None:
    """An optional box of a value needs both constructors."""
    before = "pub struct Node { pub next: Option<Box<Node>> }\npub fn f(n: Node) -> Node { Node { next: n } }\n"
    mended = mend(before)
    assert mended.text == before.replace("next: n }", "next: Some(Box::new(n)) }")


def test_a_cast_comes_before_a_panic() -> None:
    """The compiler would panic where the value does not fit; the cast is listed as a cost."""
    assert mend("pub fn f(n: usize) -> u16 { n }\n").costs == (CostKind.LOSSY_CAST,)


def test_a_method_of_the_own_type() -> None:
    """A type of the crate says itself how it is read."""
    types = "pub struct Area(u32);\nimpl Area { pub fn as_u32(&self) -> u32 { self.0 } }\n"
    mended = mend(types + "pub fn f(a: &Area) -> u32 { a }\n")
    assert mended.text == types + "pub fn f(a: &Area) -> u32 { a.as_u32() }\n"


def test_a_variable_that_is_used_wrongly_twice() -> None:
    """What all uses want is done where the variable gets its value."""
    before = (
        "pub fn f(t: &str) -> Option<u8> { let n = t.parse::<u8>().ok(); let m: u8 = n; let k: u8 = n; Some(m + k) }\n"
    )
    mended = mend(before)
    assert mended.text == before.replace(".ok();", ".ok()?;")


def test_an_array_that_is_used_as_a_slice() -> None:
    """Inside of another type an array becomes a slice only where it is made."""
    head = "fn g(v: Option<&[u8]>) -> usize { v.map_or(0, |v| v.len()) }\n"
    mended = mend(head + "pub fn f() -> usize { let v = Some(&[1]); g(v) }\n")
    assert mended.text == head + "pub fn f() -> usize { let v: Option<&[u8]> = Some(&[1]); g(v) }\n"


def test_all_texts_of_a_list() -> None:
    """The compiler names but the first text of a list."""
    mended = mend('pub fn f() -> Vec<String> { vec!["a", "b"] }\n')
    assert mended.text == 'pub fn f() -> Vec<String> { vec!["a".to_string(), "b".to_string()] }\n'


def test_an_element_of_a_tuple() -> None:
    """Only the element that does not fit is converted."""
    before = "pub fn f(t: &str) -> Option<u8> { let (a, b): (u8, u8) = (t.parse().ok(), 1); Some(a + b) }\n"
    assert mend(before).text == before.replace(".ok(), 1", ".ok()?, 1")


def test_a_pointer_is_no_number() -> None:
    """What a pointer points at is read; its address is another thing."""
    mended = mend("pub unsafe fn f(p: *const u8) -> u8 { unsafe { p } }\n")
    assert mended.text == "pub unsafe fn f(p: *const u8) -> u8 { unsafe { *p } }\n"


def test_closures_of_different_types_stay() -> None:
    """No conversion leads from a closure to a type that the caller chooses."""
    mended = mend("pub struct A<F: Fn()>(pub F);\nimpl<F: Fn()> A<F> { pub fn set(&mut self) { self.0 = || (); } }\n")
    assert not mended.compiles
    assert mended.faults == ()


def test_what_is_lent_to_be_changed() -> None:
    """A borrow where a changing one is wanted becomes one, and is not lent once more."""
    before = "fn g(v: &mut Vec<u8>) { v.push(1); }\npub fn f() -> usize { let mut v = vec![]; g(&v); v.len() }\n"
    assert mend(before).text == before.replace("g(&v)", "g(&mut v)")
