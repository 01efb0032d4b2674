"""Trait objects and functions that were lent are owned (P15)."""

from ferrule.repair.moves.design import own_data
from repair.moves.design.offering import answer

SCENE = """pub trait Shape { fn area(&self) -> f64; }
pub struct Square(pub f64);
impl Shape for Square { fn area(&self) -> f64 { self.0 * self.0 } }
pub struct Scene<'a> { shapes: Vec<&'a dyn Shape> }
impl<'a> Scene<'a> {
    pub fn new() -> Self { Scene { shapes: vec![] } }
    pub fn add(&mut self, shape: &'a dyn Shape) { self.shapes.push(shape); }
    pub fn area(&self) -> f64 { self.shapes.iter().map(|s| s.area()).sum() }
}
"""
BUILD = """use crate::scene::{Scene, Square};
pub fn build() -> Scene<'static> {
    let one = Square(1.0);
    let mut scene = Scene::new();
    scene.add(&one);
    scene
}
"""


def test_an_object_is_given_away_in_two_files() -> None:
    """Nobody can copy an object: the parameter takes a box, and the caller gives one."""
    answered = answer(own_data, {"lib.rs": "pub mod build;\npub mod scene;\n", "scene.rs": SCENE, "build.rs": BUILD})
    assert answered.compiles
    assert "pub struct Scene { shapes: Vec<Box<dyn Shape>> }" in answered.files["scene.rs"]
    assert "pub fn add(&mut self, shape: Box<dyn Shape>) { self.shapes.push(shape); }" in answered.files["scene.rs"]
    assert "    scene.add(Box::new(one));\n" in answered.files["build.rs"]


def test_an_object_that_is_lent_once_more() -> None:
    """A reference that the caller only has itself cannot be given away."""
    more = "pub fn lend(scene: &mut Scene<'static>, shape: &'static dyn Shape) { scene.add(shape); }\n"
    build = BUILD.replace("use crate::scene::{Scene, Square};\n", "")
    assert answer(own_data, SCENE + more + build).offered == 0


def test_a_lifetime_that_something_else_needs() -> None:
    """The field owns its function; the lifetime of what the function takes stays."""
    answered = answer(
        own_data,
        """fn id<T>(x: T) -> T { x }
pub struct Machine<'a> { state: &'a State<'a> }
type State<'a> = fn(&mut Machine<'a>) -> u32;
pub fn step(machine: &mut Machine) -> u32 { (*machine.state)(machine) }
fn last(_: &mut Machine) -> u32 { 2 }
fn first(machine: &mut Machine) -> u32 { machine.state = &id(last as State); 1 }
pub fn machine() -> Machine<'static> { Machine { state: &id(first as State) } }
""",
    )
    assert "pub struct Machine<'a> { state: State<'a> }" in answered.text
    assert "(machine.state)(machine)" in answered.text
    assert "machine.state = id(last as State);" in answered.text
    assert "Machine { state: id(first as State) }" in answered.text


def test_lists_that_are_read_and_searched() -> None:
    """An element is lent where it is read, and a search compares owned texts."""
    answered = answer(
        own_data,
        """pub struct Reader<'a> { lines: Vec<&'a str>, key: (&'a str, u32), last: Option<&'a str> }
impl<'a> Reader<'a> {
    pub fn read(text: &str) -> Reader<'a> {
        let text = text.to_uppercase();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.last().copied();
        Reader { key: (lines[0], 1), last, lines }
    }
    pub fn has(&self, line: &str) -> bool { self.lines.contains(&line) }
    pub fn first(&self) -> &'a str { self.lines[0] }
    pub fn show(&self) -> String { let (name, n) = self.key; format!("{name}{n}{:?}", self.last) }
}
""",
    )
    assert "last: last.map(|x| x.to_string())" in answered.text
    assert "lines: lines.into_iter().map(|x| x.to_string()).collect() }" in answered.text
    assert "self.lines.contains(&line.to_string())" in answered.text
    assert "pub fn first(&self) -> &str { &self.lines[0] }" in answered.text
    assert "let (name, n) = &self.key;" in answered.text
