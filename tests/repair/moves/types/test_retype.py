"""A declaration that names the wrong type is changed where several places, or its form, speak for it."""

from repair.moves.mending import mend


def test_a_parameter_against_all_callers() -> None:
    """Two calls with another number type: the parameter is wrong, not both of them."""
    before = "fn g(n: u32) -> usize { n.min(9) }\npub fn f(v: &[u8]) -> usize { g(v.len()) + g(v.len()) }\n"
    mended = mend(before)
    assert mended.text == before.replace("n: u32", "n: usize")
    assert set(mended.moves) == {"retype-declaration"}


def test_the_target_of_a_cast() -> None:
    """A cast to the wrong number is a cast to the other one."""
    mended = mend("pub fn f(a: u64, c: char) -> u64 { a - '0' as u32 + c as u64 }\n")
    assert mended.text == "pub fn f(a: u64, c: char) -> u64 { a - '0' as u64 + c as u64 }\n"
    assert mended.moves == ("retype-declaration",)


def test_a_part_of_a_return_type() -> None:
    """What is right in a type stays as it is written."""
    before = "fn g(v: &[u8]) -> Vec<u8> { v.to_vec() }\nfn f(v: &[u8]) -> std::vec::Vec<char> { g(v) }\n"
    mended = mend(before)
    assert mended.text == before.replace("Vec<char>", "Vec<u8>")


def test_a_field_of_another_file() -> None:
    """The type of a field is changed where the struct is."""
    model = "pub(crate) struct Log { pub(crate) line: char }\n"
    user = "mod model;\nfn f(log: &mut model::Log, b: u8) { log.line = b; log.line = b; }\n"
    mended = mend({"lib.rs": user, "model.rs": model})
    assert mended.files["model.rs"] == "pub(crate) struct Log { pub(crate) line: u8 }\n"
    assert mended.costs == ()


def test_the_associated_type_behind_a_return_type() -> None:
    """What `Self::Item` stands for is changed where it is said."""
    head = "pub struct A(Vec<usize>);\nimpl Iterator for A {\n    "
    rest = ";\n    fn next(&mut self) -> Option<Self::Item> { self.0.pop() }\n}\n"
    assert mend(head + "type Item = u32" + rest).text == head + "type Item = usize" + rest


def test_one_use_alone_changes_no_declaration() -> None:
    """One number that does not fit is cast where it is used."""
    mended = mend("fn f(v: &[u8]) -> u32 { v.len() }\n")
    assert mended.text == "fn f(v: &[u8]) -> u32 { v.len() as u32 }\n"


def test_no_return_type_is_given_up() -> None:
    """A function that has to give a value is not made one that gives none."""
    mended = mend("pub fn f(v: &[u8]) -> u8 { for _ in v { g(); } }\nfn g() {}\n")
    assert "-> u8" in mended.text


def test_what_never_returns() -> None:
    """A function that is declared to give nothing back gets no other type by a value in it."""
    mended = mend("pub fn f(code: i32) -> ! { code }\n")
    assert not mended.compiles
    assert "-> !" in mended.text


def test_a_field_that_may_be_empty() -> None:
    """`None` in a field says that its type is optional."""
    before = "pub struct A { n: u8 }\npub fn f() -> A { A { n: None } }\npub fn g(a: &A) -> bool { a.n.is_some() }\n"
    mended = mend(before)
    assert mended.text == before.replace("n: u8", "n: Option<u8>")


def test_a_public_function_keeps_its_type() -> None:
    """One mismatch changes no signature that others know, where the value can be converted."""
    before = "pub fn f(v: Vec<&str>) -> Vec<String> { v }\n"
    mended = mend(before)
    assert mended.text == before.replace("{ v }", "{ v.into_iter().map(|value| value.to_string()).collect() }")


def test_a_cast_that_cuts_off() -> None:
    """What a cast has cut off does not come back by a conversion: the cast names the type that is wanted."""
    before = "pub fn f(n: u128) -> (u128, u64) {\n    let rest = (n % 7) as u32;\n    (n, rest)\n}\n"
    mended = mend(before)
    assert mended.text == before.replace("as u32", "as u64")
    assert mended.moves == ("retype-declaration",)


def test_a_letter_that_is_handed_on() -> None:
    """A function gives what its namesake gives; another one may well cast it."""
    before = "pub struct Source(u8);\nimpl Source { pub fn low(&self) -> char { (self.0 + 97) as char } }\n"
    mended = mend(before + "pub fn low() -> u8 { Source(1).low() }\n")
    assert "pub fn low() -> char { Source(1).low() }" in mended.text
    mended = mend(before + "pub fn first() -> u8 { Source(1).low() }\n")
    assert "pub fn first() -> u8 { Source(1).low()" in mended.text
