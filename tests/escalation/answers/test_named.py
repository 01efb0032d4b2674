"""The values that a real diagnostic names."""

from pathlib import Path

import pytest

from escalation.scenes import checked
from ferrule.escalation.answers.named import named
from ferrule.facts.finding import Finding, Level, Phase, Spot

CASES = {
    "E0382": ("pub fn f(list: Vec<u8>) -> usize { drop(list); list.len() }", ("list",)),
    "E0502": ("pub fn f(v: &mut Vec<u8>) { let first = &v[0]; v.push(1); drop(*first); }", ("v",)),
    "E0507": ("pub struct S { name: String }\nimpl S { pub fn f(&self) -> String { self.name } }", ("self.name",)),
    "E0597": ('pub fn f() { let r; { let x = 5; r = &x; } println!("{r}"); }', ("x",)),
    "E0596": ("pub fn f() { let v = vec![1]; v.push(2); }", ("v",)),
    "E0373": ('pub fn f(n: u8) { std::thread::spawn(|| println!("{n}")); }', ("n",)),
    "E0499": (
        "pub fn f(a: &mut [u8], i: usize) { let x = &mut a[i]; let y = &mut a[0]; *x = *y; }",
        ("a[_]",),
    ),
}


@pytest.mark.cargo
@pytest.mark.parametrize("code", CASES)
def test_the_values_of_a_real_error(tmp_path: Path, code: str) -> None:
    """What the compiler puts in quotes as a value, and no type, function or keyword."""
    text, expected = CASES[code]
    error = checked(tmp_path, {"src/lib.rs": text}).errors[0]

    assert (code, expected) == (error.rule, named(error))


@pytest.mark.cargo
def test_an_error_about_types_names_no_value(tmp_path: Path) -> None:
    """Who owns what is no question there."""
    error = checked(tmp_path, {"src/lib.rs": "pub fn f(x: u8) -> String { x }"}).errors[0]

    assert ("E0308", ()) == (error.rule, named(error))


def test_notes_from_elsewhere_name_other_values() -> None:
    """The `self` of a library's method is not the one at hand."""
    spots = (
        Spot("a.rs", 0, 1, "value moved here, `a.b` has type `u8`", primary=True),
        Spot("b.rs", 0, 1, "`self`", primary=False, note="takes ownership of the receiver `self`, which moves `q`"),
    )
    error = Finding("rustc", "E0382", Level.ERROR, "use of moved value: `*a.b`", phase=Phase.BORROW, spots=spots)

    assert ("a.b",) == named(error)
