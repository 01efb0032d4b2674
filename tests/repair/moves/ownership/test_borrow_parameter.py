"""A function that only looks at a value borrows it, with all its callers."""

from repair.moves.mending import mend

SHOUT = "fn shout(name: String) -> String {\n    name.to_uppercase()\n}\n"
CALLS = """pub fn greet() -> usize {
    let name = String::from("ann");
    let loud = shout(name);
    let again = shout(name.clone());
    loud.len() + again.len() + name.len()
}
"""


def test_the_slim_form_and_all_callers() -> None:
    """A text is lent as `&str`, and a copy that was made for the call is no longer made."""
    mended = mend(SHOUT + CALLS)
    wanted = (SHOUT + CALLS).replace("name: String", "name: &str").replace("shout(name.clone())", "shout(&name)")
    assert mended.text == wanted.replace("shout(name)", "shout(&name)")
    assert mended.moves == ("borrow-parameter",)
    assert mended.costs == ()


def test_callers_in_other_files() -> None:
    """The signature and the calls in three files change in one step."""
    calls = "use crate::model::{total, Order};\npub fn one(o: Order) -> u32 { total(o) }\n"
    files = {
        "lib.rs": "pub mod calls;\npub mod model;\npub fn two(o: model::Order) -> u32 {\n"
        "    model::total(o) + model::total(o)\n}\n",
        "model.rs": "pub struct Order {\n    pub items: Vec<u32>,\n}\n"
        "pub(crate) fn total(order: Order) -> u32 {\n    order.items.iter().sum()\n}\n",
        "calls.rs": calls,
    }
    mended = mend(files)
    assert mended.compiles
    assert mended.files["calls.rs"] == calls.replace("total(o)", "total(&o)")
    assert "order: &Order" in mended.files["model.rs"]
    assert "model::total(&o) + model::total(&o)" in mended.files["lib.rs"]


def test_a_receiver_and_those_of_its_trait() -> None:
    """A method of an own trait changes in the trait and in every impl, also behind `dyn`."""
    text = """pub trait Shape {
    fn area(self) -> f64;
}
pub struct Square(pub f64);
impl Shape for Square {
    fn area(self) -> f64 {
        self.0 * self.0
    }
}
pub fn sum(shapes: Vec<Box<dyn Shape>>) -> f64 {
    shapes.into_iter().map(|shape| shape.area()).sum()
}
"""
    mended = mend(text)
    assert mended.text == text.replace("(self)", "(&self)")
    assert mended.moves == ("borrow-parameter",)


def test_a_function_that_only_changes_it() -> None:
    """What is changed and never looked at is lent for the change, so that the caller sees it."""
    text = "fn grow(mut v: Vec<u8>) {\n    v.push(1);\n}\npub fn f() -> usize {\n    let mut v = vec![0];\n"
    rest = "    v.push(2);\n    grow(v);\n    v.len()\n}\n"
    mended = mend(text + rest)
    assert mended.text == text.replace("mut v: Vec", "v: &mut Vec") + rest.replace("grow(v)", "grow(&mut v)")


def test_a_private_change_stays_private() -> None:
    """A function that changes its own copy to look at it gets a copy."""
    mended = mend(
        'fn show(mut v: Vec<u8>) {\n    v.sort();\n    println!("{:?}", v);\n}\n'
        "pub fn f() -> Vec<u8> {\n    let v = vec![3, 0];\n    show(v);\n    v\n}\n"
    )
    assert "show(v.clone())" in mended.text
    assert "borrow-parameter" not in mended.moves


def test_what_has_an_end_is_not_lent() -> None:
    """The end of a value with a `Drop` is noticed, and `into_` promises one."""
    guard = "pub struct Guard(u8);\nimpl Drop for Guard {\n    fn drop(&mut self) {}\n}\n"
    mended = mend(guard + "fn end(g: Guard) -> u8 {\n    g.0\n}\npub fn f(g: Guard) -> u8 {\n    end(g) + end(g)\n}\n")
    assert not mended.compiles
    text = "pub struct Name(String);\nimpl Name {\n    fn into_size(self) -> usize {\n        self.0.len()\n    }\n}\n"
    mended = mend(text + "pub fn f(n: Name) -> usize {\n    n.into_size() + n.into_size()\n}\n")
    assert "borrow-parameter" not in mended.moves


def test_a_use_in_a_macro_of_the_standard_library() -> None:
    """An error whose first place lies in the text of `assert_eq!` is answered at the places in the crate."""
    point = "#[derive(Debug, PartialEq)]\npub struct Point {\n    pub x: String,\n}\n"
    text = point + "fn size(p: Point) -> usize {\n    p.x.len()\n}\npub fn f(p: Point, q: Point) {\n"
    mended = mend(text + "    size(p);\n    assert_eq!(p, q);\n}\n")
    assert mended.text == text.replace("size(p: Point", "size(p: &Point") + "    size(&p);\n    assert_eq!(p, q);\n}\n"


def test_a_copy_that_a_caller_gives() -> None:
    """One who copies wants to keep what there is: the function goes on changing what it is given."""
    text = """fn add_one(mut v: Vec<u8>) {
    v.push(1);
    v.reverse();
}
pub fn f(kept: Vec<u8>, v: Vec<u8>) -> Vec<u8> {
    add_one(kept.clone());
    add_one(v);
    [kept, v].concat()
}
"""
    mended = mend(text)
    assert mended.text == text.replace("add_one(v);", "add_one(v.clone());")
