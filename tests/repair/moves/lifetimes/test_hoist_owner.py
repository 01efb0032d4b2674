"""What is lent for longer than it lives is bound further out (P15)."""

from repair.moves.mending import mend

LONGEST = "fn longest<'a>(x: &'a str, y: &'a str) -> &'a str {\n    if x.len() > y.len() { x } else { y }\n}\n"


def test_the_whole_let_goes_before_the_block() -> None:
    """Nothing between can tell where the value was made."""
    body = """pub fn run(first: &str) -> usize {
    let result;
    {
        let second = String::from("xyz");
        result = longest(first, &second);
    }
    result.len()
}
"""
    mended = mend(LONGEST + body)
    assert mended.moves == ("hoist-owner",)
    assert '    let second = String::from("xyz");\n    {\n        result = longest' in mended.text


def test_what_is_computed_stays_where_it_is_computed() -> None:
    """A value of one branch is declared before, and made in the branch alone."""
    mended = mend("""pub fn pick(flag: bool, name: &str) -> usize {
    let chosen: &str;
    if flag {
        let upper = name.to_uppercase();
        chosen = upper.as_str();
    } else {
        chosen = name;
    }
    chosen.len()
}
""")
    assert mended.moves == ("hoist-owner",)
    assert "    let upper;\n    if flag {\n        upper = name.to_uppercase();\n" in mended.text


def test_effects_keep_their_order() -> None:
    """A call that may do anything is not moved before another one."""
    mended = mend("""use std::cell::RefCell;
fn log(out: &RefCell<Vec<u8>>, n: u8) -> String { out.borrow_mut().push(n); n.to_string() }
pub fn run(out: &RefCell<Vec<u8>>) -> usize {
    let held;
    {
        let a = log(out, 1);
        let b = log(out, 2);
        held = b.as_str();
        out.borrow_mut().push(a.len() as u8);
    }
    held.len()
}
""")
    assert "    let b;\n    {\n        let a = log(out, 1);\n        b = log(out, 2);\n" in mended.text


def test_what_is_dropped_later_is_bound_first() -> None:
    """A variable whose `Drop` looks at another one is bound behind that one."""
    mended = mend("""use std::cell::Cell;
struct Log<'a>(&'a Cell<u32>);
impl Drop for Log<'_> { fn drop(&mut self) { self.0.set(1); } }
pub fn run() -> usize {
    let mut logs: Vec<Log> = Vec::new();
    let counter = Cell::new(1);
    logs.push(Log(&counter));
    logs.len()
}
""")
    assert "    let counter = Cell::new(1);\n    let mut logs: Vec<Log> = Vec::new();\n    logs.push" in mended.text


def test_names_of_one_pattern_change_places() -> None:
    """What is named first is dropped last."""
    mended = mend("""struct Bell<'a>(Option<&'a String>);
impl Drop for Bell<'_> { fn drop(&mut self) { assert!(self.0.is_some()); } }
pub fn run() {
    let (mut bell, name);
    bell = Bell(None);
    name = String::new();
    bell.0 = Some(&name);
}
""")
    assert "let (name, mut bell);" in mended.text


def test_a_static_annotation_goes_with_it() -> None:
    """Both together are one answer: each alone leaves the error."""
    mended = mend("""fn assign<T>(input: &mut T, value: T) { *input = value; }
pub fn run() -> usize {
    let mut hello: &'static str = "hello";
    {
        let world = String::from("world!");
        assign(&mut hello, &world);
    }
    hello.len()
}
""")
    assert mended.moves == ("hoist-owner",)
    assert 'let mut hello: &str = "hello";\n    let world = String::from("world!");' in mended.text


def test_not_out_of_a_loop() -> None:
    """What is made anew in each round is not made once."""
    mended = mend("""pub fn run(rows: &[u8]) -> usize {
    let mut last: Option<std::rc::Rc<&u8>> = None;
    for row in rows {
        let own = *row + 1;
        last = Some(std::rc::Rc::new(&own));
    }
    last.map_or(0, |one| usize::from(**one))
}
""")
    assert "hoist-owner" not in mended.moves


def test_no_name_that_means_something_else() -> None:
    """A variable that shadows another one stays where it is."""
    mended = mend("""pub fn run(name: String) -> usize {
    let longest;
    {
        let name = name.clone() + "!";
        longest = name.as_str();
    }
    longest.len() + name.len()
}
""")
    assert not mended.compiles


def test_a_lock_is_not_held_over_another_one() -> None:
    """A guard that lived longer would wait for itself."""
    mended = mend("""use std::sync::Mutex;
pub fn run(m: &Mutex<Vec<u32>>) -> u32 {
    let first;
    {
        let guard = m.lock().unwrap();
        first = guard.first();
    }
    let again = m.lock().unwrap().len() as u32;
    again + first.map_or(0, |one| *one)
}
""")
    assert "hoist-owner" not in mended.moves


def test_a_name_that_each_block_binds_for_itself() -> None:
    """What another block binds under the same name is its own."""
    mended = mend("""pub fn run() -> u32 {
    let one = {
        let y = 42;
        &y
    };
    let other = {
        let y = 7;
        y
    };
    *one + other
}
""")
    assert "    let y = 42;\n    let one = {\n        &y\n    };\n" in mended.text


def test_a_guard_behind_a_call() -> None:
    """A lock that is held for longer must not be asked for again, though no word of the `let` speaks of one."""
    text = """use std::sync::{Mutex, MutexGuard};
pub struct Names(Mutex<Vec<String>>);
impl Names {
    pub fn open(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap()
    }
}
pub fn f(names: &Names) -> usize {
    let first;
    {
        let held = names.open();
        first = &held[0];
    }
    let n = names.open().len();
    first.len() + n
}
"""
    assert "hoist-owner" not in mend(text).moves
