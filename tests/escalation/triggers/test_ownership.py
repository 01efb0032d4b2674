"""What counts as a matter of ownership design, by the words of the real rustc."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from escalation.scenes import checked
from ferrule.escalation.triggers.catalog import detect

pytestmark = pytest.mark.cargo
OWNERS = {
    "src/lib.rs": "mod cache; mod session;\npub struct App { session: session::Session }\n"
    "impl App { pub fn f(&self) -> Vec<u8> { self.session.cache.entries } }\n",
    "src/session.rs": "pub struct Session { pub cache: crate::cache::Cache }\n",
    "src/cache.rs": "pub struct Cache { pub entries: Vec<u8> }\n",
}
SPREAD = {
    "src/lib.rs": "#[macro_use] mod takes; mod token;\n"
    "pub fn f() { let one = token::Token; take!(one); one.close(); }\n",
    "src/takes.rs": "macro_rules! take { ($one:ident) => { $one.close() } }\n",
    "src/token.rs": "pub struct Token;\nimpl Token { pub fn close(self) {} }\n",
}
VIEW = """pub struct Parsed<'a> { text: String, first: &'a str }
pub fn parsed() -> Parsed<'static> { let text = String::from("a b"); let first = text.as_str(); Parsed { text, first } }
"""
CIRCLE = """use std::rc::Rc;
pub struct Parent { children: Vec<Rc<Child>> }
pub struct Child { parent: Rc<Parent> }
impl Child { pub fn up(&self) -> Rc<Parent> { self.parent } }
"""


def one(text: str) -> dict[str, str]:
    """Give a library of one file."""
    return {"src/lib.rs": text}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (OWNERS, "App (src/lib.rs) owns Session (src/session.rs) owns Cache (src/cache.rs)"),
        (one(VIEW), "`first` borrows from what `text` owns"),
        (one(CIRCLE), "Child.parent: Rc<Parent>"),
        (
            one("pub struct Node<'a> { up: Option<&'a mut Node<'a>> }\n"
                "impl<'a> Node<'a> { pub fn f(&self) -> Option<&'a mut Node<'a>> { self.up } }"),
            "a circle of owners: Node.up: Option<&'a mut Node<'a>>",
        ),
    ],
    ids=["owners in three files", "self-reference", "circle", "borrows itself"],
)  # fmt: skip
def test_ownership_that_no_single_place_decides_jumps(tmp_path: Path, files: Mapping[str, str], words: str) -> None:
    """Owners in three files, a struct that borrows from itself and a circle of owners belong to an architect."""
    trigger = detect(checked(tmp_path, files).scene)

    assert trigger is not None
    assert (trigger.name, trigger.level, trigger.row) == ("ownership", 3, "P35")
    assert words in trigger.evidence


def test_a_diagnostic_over_three_files_jumps(tmp_path: Path) -> None:
    """Places in three files are three readers who have to agree."""
    trigger = detect(checked(tmp_path, SPREAD).scene)

    assert trigger is not None
    assert trigger.evidence.startswith("the diagnostic points into 3 files: ")


@pytest.mark.parametrize(
    "files",
    [
        one("pub fn f() -> usize { let s = String::new(); drop(s); s.len() }"),
        {**SPREAD, "src/lib.rs": "#[macro_use] mod takes; mod token;\n"
         "pub fn f() { let one = token::Token; one.close(); one.close(); }\n"},
        {**SPREAD, "src/takes.rs": "macro_rules! take { ($one:ident) => { { let inner = $one; inner.close() } } }\n"},
        {**OWNERS, "src/lib.rs": "mod cache; mod session;\npub struct App { session: session::Session }\n"
         "impl App { pub fn f(&self) -> session::Session { self.session } }\n"},
        one("pub struct Parsed { text: String, size: usize }\n"
            "pub fn f() -> Parsed { let text = String::new(); Parsed { text: text, size: text.len() } }"),
        one("pub enum Tree { Leaf, Pair(Box<Tree>, Box<Tree>) }\n"
            "pub fn f(tree: &Tree) -> Tree { match *tree { Tree::Leaf => Tree::Leaf, Tree::Pair(l, _) => *l } }"),
        one(CIRCLE.replace("{ self.parent }", "{ let s = String::new(); drop(s); drop(s); self.parent.clone() }")),
        one("pub fn f() -> u8 { \"\" }"),
    ],
    ids=["moved", "two files", "an offer in a third", "two owners", "late", "tree", "beside a circle", "mismatch"],
)  # fmt: skip
def test_what_one_place_decides_does_not_jump(tmp_path: Path, files: Mapping[str, str]) -> None:
    """A value that was moved is level 1's, however many types stand around it."""
    assert detect(checked(tmp_path, files).scene) is None
