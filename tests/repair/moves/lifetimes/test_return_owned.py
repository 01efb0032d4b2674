"""What a function made itself it gives away, and does not lend (P15)."""

import pytest

from repair.moves.mending import mend


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'pub fn f(name: &str) -> &str {\n    let text = format!("hello {name}");\n    &text\n}\n',
            'pub fn f(name: &str) -> String {\n    let text = format!("hello {name}");\n    text\n}\n',
        ),
        (
            "pub fn f() -> &'static [u8] {\n    let all: Vec<u8> = (0..9).collect();\n    all.as_slice()\n}\n",
            "pub fn f() -> Vec<u8> {\n    let all: Vec<u8> = (0..9).collect();\n    all\n}\n",
        ),
        (
            'pub fn f(n: u8) -> &\'static str {\n    match n { 0 => "no", n => &n.to_string() }\n}\n',
            'pub fn f(n: u8) -> String {\n    match n { 0 => "no".to_string(), n => n.to_string() }\n}\n',
        ),
        (
            "pub fn f(s: &str) -> Vec<&str> {\n    let low = s.to_lowercase();\n    low.split('-').collect()\n}\n",
            "pub fn f(s: &str) -> Vec<String> {\n    let low = s.to_lowercase();\n"
            "    low.split('-').map(|x| x.to_string()).collect()\n}\n",
        ),
        (
            "pub fn f(s: &str) -> Result<&str, ()> {\n    let own = s.to_lowercase();\n    Ok(own.trim())\n}\n",
            "pub fn f(s: &str) -> Result<String, ()> {\n    let own = s.to_lowercase();\n"
            "    Ok(own.trim().to_string())\n}\n",
        ),
        (
            "pub fn f() -> Option<&'static u8> {\n    let all = vec![1, 2];\n    all.iter().max()\n}\n",
            "pub fn f() -> Option<u8> {\n    let all = vec![1, 2];\n    all.iter().max().copied()\n}\n",
        ),
    ],
)
def test_the_return_type_and_all_values(before: str, after: str) -> None:
    """Type and values change together; what is given away is not copied."""
    mended = mend(before)
    assert mended.text == after
    assert mended.moves == ("return-owned",)


def test_callers_follow() -> None:
    """A caller that needs a reference borrows what it gets."""
    mended = mend("""fn evens(all: &[i32]) -> &[i32] {
    let found: Vec<i32> = all.iter().copied().filter(|x| x % 2 == 0).collect();
    &found
}
fn sum(all: &[i32]) -> i32 { all.iter().sum() }
pub fn run() -> i32 { sum(evens(&[1, 2, 4])) }
""")
    assert mended.moves[0] == "return-owned"
    assert "sum(&evens(&[1, 2, 4]))" in mended.text


def test_a_closure_and_the_type_around_it() -> None:
    """The variable's written type follows what the closure gives."""
    mended = mend("""pub fn f(ids: &[u32]) -> usize {
    let texts: Vec<&str> = ids.iter().map(|id| id.to_string().as_str()).collect();
    texts.len()
}
""")
    assert "let texts: Vec<String> = ids.iter().map(|id| id.to_string()).collect();" in mended.text


def test_a_cow_that_is_owned() -> None:
    """A `Cow` has a form for it: the signature stays."""
    mended = mend("""use std::borrow::Cow;
pub fn f(text: &str) -> Cow<'_, str> {
    let fixed = text.replace('a', "b");
    if fixed == text { Cow::Borrowed(text) } else { Cow::Borrowed(&fixed) }
}
""")
    assert "{ Cow::Borrowed(text) } else { Cow::Owned(fixed) }" in mended.text


def test_a_recursive_call_is_owned_already() -> None:
    """What the function calls itself for follows the new type without a copy."""
    mended = mend("""pub fn find(n: u32) -> Option<&'static u32> {
    if n > 5 { let k = n; return Some(&k); }
    find(n + 1)
}
""")
    assert "return Some(k); }\n    find(n + 1)\n" in mended.text


def test_a_trait_fixes_the_type() -> None:
    """What `Index` lends cannot be given away."""
    mended = mend("""struct Made<'a>(&'a u8);
impl<'a> std::ops::Index<u8> for Made<'a> {
    type Output = Made<'a>;
    fn index(&self, _: u8) -> &Self::Output { &Made(self.0) }
}
""")
    assert not mended.compiles
    assert "return-owned" not in mended.moves


def test_a_list_that_is_filled_and_given_back() -> None:
    """What is put in is owned where it is put in, down to the types that are written there."""
    mended = mend("""pub fn rows(input: &[&str]) -> Vec<Vec<&'static str>> {
    let mut rows = Vec::new();
    for line in input {
        let line = line.to_lowercase();
        rows.push(line.split(',').collect::<Vec<&str>>());
    }
    rows
}
""")
    assert mended.moves == ("return-owned",)
    assert "-> Vec<Vec<String>> {" in mended.text
    assert "rows.push(line.split(',').map(|x| x.to_string()).collect::<Vec<String>>());" in mended.text


def test_what_a_lock_guards() -> None:
    """A method of the same name on something else is no call of the function itself."""
    mended = mend("""pub struct S { all: std::sync::Mutex<Vec<u32>> }
impl S {
    pub fn last(&self) -> Option<&u32> {
        let all = self.all.lock().unwrap();
        all.last()
    }
}
""")
    assert "-> Option<u32> {" in mended.text
    assert "all.last().copied()\n" in mended.text


def test_what_is_changed_through_the_reference() -> None:
    """A caller that changes a copy changes nothing."""
    mended = mend("""pub struct S { all: Option<Vec<u8>> }
impl S {
    fn all(&mut self) -> &mut Vec<u8> {
        match &mut self.all {
            Some(all) => all,
            None => &mut Vec::new(),
        }
    }
    pub fn add(&mut self) { self.all().push(1); }
}
""")
    assert "return-owned" not in mended.moves


def test_a_list_that_is_put_into_itself() -> None:
    """Text that makes no sense ends all the same."""
    mended = mend("pub fn f(s: &str) -> Vec<&str> {\n    let own = s.to_lowercase();\n    let mut v = Vec::new();\n"
                  "    v.push(&*own);\n    v.push(v);\n    v\n}\n")  # fmt: skip
    assert not mended.faults
