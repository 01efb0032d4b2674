"""A closed set of types behind a trait that cannot be an object becomes an enum (P19)."""

from ferrule.facts.repair import CostKind
from ferrule.repair.moves.design import dispatch
from repair.moves.design.offering import answer

ANIMALS = """pub trait Animal {
    fn name(&self) -> String { String::from("?") }
    fn twin(&self) -> Self;
    fn eat<N: Into<u32>>(&mut self, food: N, _: u8);
}

pub struct Dog { pub food: u32 }
pub struct Cat;
impl Animal for Dog {
    fn name(&self) -> String { "dog".into() }
    fn twin(&self) -> Self { Dog { food: self.food } }
    fn eat<N: Into<u32>>(&mut self, food: N, _: u8) { self.food += food.into(); }
}
impl Animal for Cat {
    fn twin(&self) -> Self { Cat }
    fn eat<N: Into<u32>>(&mut self, _: N, _: u8) {}
}
"""
ZOO = """use crate::animals::{Animal, Cat, Dog};
pub struct Zoo { all: Vec<Box<dyn Animal>> }
impl Zoo {
    pub fn new() -> Self { Zoo { all: vec![Box::new(Dog { food: 0 })] } }
    pub fn add(&mut self) { let cat = Cat; self.all.push(Box::new(cat)); }
    pub fn feed(&mut self) { for one in self.all.iter_mut() { one.eat(2u16, 0); } }
    pub fn double(&mut self) { let more: Vec<_> = self.all.iter().map(|a| a.twin()).collect(); self.all.extend(more); }
}
pub fn name(animal: &dyn Animal) -> String { animal.name() }
"""


def test_an_enum_with_the_trait_in_two_files() -> None:
    """Each method asks the value inside, provided ones too; boxes become variants, and the enum is imported."""
    answered = answer(dispatch, {"lib.rs": "pub mod animals;\npub mod zoo;\n", "animals.rs": ANIMALS, "zoo.rs": ZOO})
    assert answered.compiles
    assert "pub enum AnyAnimal {\n    Dog(Dog),\n    Cat(Cat),\n}" in answered.files["animals.rs"]
    assert "            Self::Dog(one) => one.name(),\n" in answered.files["animals.rs"]
    assert "            Self::Cat(one) => Self::Cat(one.twin()),\n" in answered.files["animals.rs"]
    assert "            Self::Dog(one) => one.eat(food, value1),\n" in answered.files["animals.rs"]
    assert "use crate::animals::{Animal, AnyAnimal, Cat, Dog};" in answered.files["zoo.rs"]
    assert "vec![AnyAnimal::Dog(Dog { food: 0 })]" in answered.files["zoo.rs"]
    assert "self.all.push(AnyAnimal::Cat(cat));" in answered.files["zoo.rs"]
    assert "pub fn name(animal: &impl Animal)" in answered.files["zoo.rs"]
    assert set(answered.costs) == {CostKind.PUBLIC_SIGNATURE}


def test_what_an_enum_cannot_have() -> None:
    """A function without a receiver, another value of the same type, or an implementor with parameters is refused."""
    for member in ("fn make() -> Self;", "fn same(&self, other: &Self) -> bool;", "const N: u8;"):
        bodies = {"fn make() -> Self;": "fn make() -> Self { A }", "const N: u8;": "const N: u8 = 1;"}
        body = bodies.get(member, "fn same(&self, _: &Self) -> bool { true }")
        text = (
            f"pub trait T {{ {member} }}\npub struct A;\nimpl T for A {{ {body} }}\npub fn f(x: Vec<Box<dyn T>>) {{}}\n"
        )
        assert answer(dispatch, text).offered == 0
    generic = (
        "pub trait T { fn f<N>(&self, n: N); }\npub struct A<X>(X);\nimpl<X> T for A<X> { fn f<N>(&self, _: N) {} }\n"
    )
    assert answer(dispatch, generic + "pub fn f(x: Vec<Box<dyn T>>) {}\n").offered == 0
