"""What is read of a value after it was given away is read before."""

from repair.moves.mending import mend

EAT = "fn eat(mut v: Vec<u8>) -> Vec<u8> {\n    v.push(1);\n    v\n}\n"


def test_a_length_in_a_later_statement() -> None:
    """The length is bound before the call, and its name stands where it was read."""
    text = EAT + "pub fn f(v: Vec<u8>) -> usize {\n    let w = eat(v);\n    w.len() - v.len()\n}\n"
    mended = mend(text)
    assert mended.moves == ("read-first",)
    assert mended.text == text.replace("    let w", "    let len = v.len();\n    let w").replace("v.len()\n", "len\n")


def test_two_arguments_of_one_call() -> None:
    """An argument that looks at the one before it is bound in front of the statement."""
    head = "use std::collections::HashMap;\npub fn f(map: &mut HashMap<String, usize>, key: String) {\n"
    mended = mend(head + "    map.insert(key, key.len());\n}\n")
    assert mended.text == head + "    let len = key.len();\n    map.insert(key, len);\n}\n"


def test_a_whole_let_goes_up() -> None:
    """A `let` that only reads stands before."""
    head = EAT + "pub fn f(v: Vec<u8>) -> usize {\n"
    mended = mend(head + "    let w = eat(v);\n    let n = v.len();\n    w.len() - n\n}\n")
    assert mended.text == head + "    let n = v.len();\n    let w = eat(v);\n    w.len() - n\n}\n"


def test_what_changes_meanwhile_is_not_read_before() -> None:
    """A value that others may change, or that is read with what is changed in between, is left to other moves."""
    head = "use std::cell::RefCell;\nuse std::rc::Rc;\nfn eat(v: Rc<RefCell<Vec<u8>>>) {\n    drop(v);\n}\n"
    mended = mend(head + "pub fn f(v: Rc<RefCell<Vec<u8>>>) -> usize {\n    eat(v);\n    v.borrow().len()\n}\n")
    assert "read-first" not in mended.moves
    text = "pub fn f(v: Vec<u8>) -> bool {\n    let mut n = 1;\n    let w = eat(v);\n    n += w[0];\n"
    text += "    v.contains(&n)\n}\n"
    mended = mend(EAT + text)
    assert "read-first" not in mended.moves
