"""Raw pointers: lent, read and followed as the code around means it (P05)."""

import pytest

from repair.moves.mending import mend

LENT = """pub union D { a: u8, b: u8 }
pub struct S { data: D }
impl S { pub fn f(&self) -> D { unsafe { std::ptr::read(&self.data) } }
    pub fn g(&self) -> u8 { unsafe { self.data.a + self.data.b } } }
"""
READ = """pub struct S { p: *const String, n: usize, end: usize }
impl Iterator for S { type Item = String;
    fn next(&mut self) -> Option<String> {
        if self.n == self.end { None } else {
            unsafe {
                let at = self.n;
                self.n += 1;
                Some(std::ptr::read(self.p.add(at)))
            }
        }
    }
}
"""
FOLLOWED = """pub struct H(u8);
pub fn f<'a>(headers: &'a mut [H]) -> &'a mut [H] {
    unsafe { &mut *(headers as *mut [H]) }
}
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (LENT, "read(&self.data)", "read(self.data)"),
        (READ, "Some(std::ptr::read(self.p.add(at)))", "std::ptr::read(self.p.add(at))"),
        (FOLLOWED, "&mut *(", "&mut ("),
    ],
    ids=["rawref", "wrapcall", "rawderef"],
)
def test_it_is_as_before(text: str, right: str, wrong: str) -> None:
    """To the letter."""
    assert right in text
    assert text == mend(text.replace(right, wrong, 1)).text


def test_what_is_read_is_no_option() -> None:
    """A pointer is never cast to one to an option of what it points to: nobody has written one there."""
    mended = mend("pub fn f(p: *const u8) -> Option<u8> {\n    let x = unsafe { std::ptr::read(p) };\n    x\n}\n")
    assert "as *const" not in mended.text


THROUGH = """pub struct S { e: [u8] }
impl S { pub const fn from_slice(entries: &[u8]) -> &Self { unsafe { &*(entries as *const [u8] as *const Self) } }
    pub fn n(&self) -> usize { self.e.len() } }
"""


def test_a_reference_through_a_pointer() -> None:
    """The `*` before the pointer."""
    assert THROUGH == mend(THROUGH.replace("&*(entries", "&(entries", 1)).text


def test_what_is_gone_is_not_pointed_to() -> None:
    """A fresh value has no place that stays."""
    text = "pub struct L { head: *mut u8, n: u8 }\npub fn f(l: &mut L, x: u8) { l.head = x.wrapping_add(l.n); }\n"
    assert "&mut" not in mend(text).text.replace("&mut L", "")


def test_an_enum_of_the_same_name() -> None:
    """`Result` without parts is no result."""
    text = "pub enum Result { Win }\npub struct Foo;\nfn show(_: &Result) {}\npub fn f(foo: Foo) { show(&foo) }\n"
    assert () == mend(text).faults
