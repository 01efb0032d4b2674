"""A value is given away after the last use of what it lent."""

from repair.moves.mending import mend


def test_an_early_drop() -> None:
    """The `drop` goes behind the last use."""
    head = "pub fn f(words: &str) {\n    let text = String::from(words);\n"
    head += "    let parts: Vec<&str> = text.split(' ').collect();\n"
    mended = mend(head + '    drop(text);\n    println!("{:?}", parts);\n    println!("end");\n}\n')
    assert mended.text == head + '    println!("{:?}", parts);\n    drop(text);\n    println!("end");\n}\n'
    assert mended.moves == ("give-later",)


def test_a_lock_is_not_held_longer() -> None:
    """Others wait for the end of a guard: it does not move."""
    text = """use std::sync::Mutex;
pub fn f(m: &Mutex<Vec<String>>) -> usize {
    let held = m.lock().unwrap();
    let first = &held[0];
    drop(held);
    let n = m.lock().unwrap().len();
    n + first.len()
}
"""
    mended = mend(text)
    assert "give-later" not in mended.moves
    assert mended.text.index("drop(held)") < mended.text.index("let n")


def test_an_end_behind_a_call() -> None:
    """The `let` does not name the type: the compiler knows it, and its end is noticed."""
    text = """use std::cell::RefCell;
pub struct Conn<'a> {
    log: &'a RefCell<Vec<u8>>,
    name: String,
}
impl Drop for Conn<'_> {
    fn drop(&mut self) {
        self.log.borrow_mut().push(1);
    }
}
pub fn open(log: &RefCell<Vec<u8>>) -> Conn<'_> {
    Conn { log, name: String::new() }
}
pub fn f(log: &RefCell<Vec<u8>>) -> usize {
    let conn = open(log);
    let name = &conn.name;
    drop(conn);
    log.borrow_mut().push(2);
    name.len()
}
"""
    mended = mend(text)
    assert "give-later" not in mended.moves
    assert mended.text.index("drop(conn)") < mended.text.index("push(2)")
    unknown = "pub fn f<T: AsRef<str>>(one: T) -> usize {\n    let held = one;\n    let word = held.as_ref();\n"
    mended = mend(unknown + "    drop(held);\n    let n = word.len();\n    n\n}\n")
    assert "give-later" not in mended.moves
