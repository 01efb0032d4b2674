"""Statements change places only where nobody can tell."""

from repair.moves.mending import mend

NAMES = """pub struct Names {
    all: Vec<String>,
    hits: u32,
}
impl Names {
    fn hit(&mut self) {
        self.hits += 1;
    }
    pub fn first(&mut self) -> String {
        let name = &self.all[0];
        self.hit();
        format!("{}{}", name, self.hits)
    }
}
"""
TWICE = """pub fn f() -> (u32, u32) {
    let mut total = 1;
    let view = &mut total;
    *view += 1;
    let seen = total;
    *view += 1;
    (seen, total)
}
"""
CUT = """pub fn cut(text: &mut String) {
    let head = text.trim();
    text.truncate(2);
    println!("{}", head);
}
"""
LOCK = """use std::sync::Mutex;
pub struct Page {
    lines: Mutex<Vec<u32>>,
    n: u32,
}
impl Page {
    fn bump(&mut self) {
        self.n += 1;
    }
    pub fn go(&mut self) {
        let mut held = self.lines.lock().unwrap();
        self.bump();
        held.push(1);
    }
}
"""


def test_lent_later() -> None:
    """The method changes another field: the name may be looked up after it."""
    mended = mend(NAMES)
    lines = "        let name = &self.all[0];\n", "        self.hit();\n"
    assert mended.text == NAMES.replace("".join(lines), "".join(reversed(lines)))
    assert mended.moves == ("move-past-borrow",)


def test_lent_again() -> None:
    """The same place is lent a second time after it was read, so that what is read is what was set before."""
    mended = mend(TWICE)
    assert mended.text == TWICE.replace("let seen = total;\n", "let seen = total;\n    let view = &mut total;\n")
    assert mended.moves == ("move-past-borrow",)


def test_used_sooner() -> None:
    """What was lent is shown before the text changes: the lent part is shown as it was."""
    mended = mend(CUT)
    lines = "    text.truncate(2);\n", '    println!("{}", head);\n'
    assert mended.text == CUT.replace("".join(lines), "".join(reversed(lines)))
    assert mended.moves == ("move-past-borrow",)


def test_a_lock_stays_where_it_is() -> None:
    """When a lock is taken is seen by others: it is not taken later."""
    mended = mend(LOCK)
    assert "move-past-borrow" not in mended.moves
    assert mended.faults == ()


def test_two_effects_keep_their_order() -> None:
    """Both statements print: neither goes before the other."""
    crate = NAMES.replace("self.hits += 1;", 'println!("hit");\n        self.all.clear();')
    mended = mend(crate.replace('format!("{}{}", name, self.hits)', 'println!("{}", name);\n        String::new()'))
    assert "move-past-borrow" not in mended.moves


FOUND = """use std::collections::HashMap;
pub struct Seen {
    names: HashMap<u32, String>,
    hits: u32,
}
impl Seen {
    fn hit(&mut self) {
        self.hits += 1;
    }
    pub fn name(&mut self, n: u32) -> Option<&String> {
        let found = self.names.get(&n);
        if found.is_some() {
            self.hit();
        }
        found
    }
}
"""


def test_what_only_looks_looks_once_more() -> None:
    """Nothing that was looked at has changed: the same comes back."""
    mended = mend(FOUND)
    again = "            self.hit();\n        }\n"
    assert mended.text == FOUND.replace(again, again + "        let found = self.names.get(&n);\n")


def test_what_was_looked_at_and_changed_is_not_looked_at_again() -> None:
    """Something else would come back."""
    mended = mend(FOUND.replace("self.hits += 1;", "self.hits += 1;\n        self.names.clear();"))
    assert "move-past-borrow" not in mended.moves
    assert mended.faults == ()
