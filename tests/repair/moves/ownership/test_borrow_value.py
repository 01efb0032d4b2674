"""A value that is only bound or matched is borrowed there."""

from repair.moves.mending import mend

PERSON = "pub struct Person {\n    name: String,\n    age: u8,\n}\nfn age(p: &Person) -> u8 {\n    p.age\n}\n"


def test_a_field_that_is_bound() -> None:
    """The name stands for a reference to the field."""
    text = PERSON + "pub fn f(p: Person) -> usize {\n    let n = p.name;\n    n.len() + age(&p) as usize\n}\n"
    mended = mend(text)
    assert mended.text == text.replace("= p.name", "= &p.name")
    assert mended.moves == ("borrow-value",)


def test_a_reference_under_another_name() -> None:
    """A `&mut` reference that is used afterwards is borrowed again."""
    text = "pub fn f(v: &mut Vec<u8>) {\n    let w = v;\n    w.push(1);\n    v.push(2);\n}\n"
    assert mend(text).text == text.replace("= v;", "= &mut *v;")


def test_several_arms_that_take() -> None:
    """What is matched is borrowed as a whole, and not pattern by pattern."""
    text = "pub fn f(o: Option<String>) -> usize {\n    let n = match o {\n        Some(s) if s.is_empty() => 0,\n"
    rest = "        Some(s) => s.len(),\n        None => 1,\n    };\n    n + o.map_or(0, |s| s.len())\n}\n"
    mended = mend(text + rest)
    assert mended.compiles
    assert mended.costs == ()


def test_what_is_changed_under_the_new_name_is_not_borrowed() -> None:
    """A value that is changed after it was bound needs a copy: a reference would change the old one."""
    text = "pub fn f(v: Vec<u8>) -> usize {\n    let mut w = v;\n    w.push(1);\n    w.len() + v.len()\n}\n"
    mended = mend(text)
    assert mended.compiles
    assert "&v" not in mended.text
