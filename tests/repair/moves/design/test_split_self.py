"""A method takes the fields that it needs, so that the others may stay lent (P16)."""

from ferrule.repair.moves.design import split_self
from repair.moves.design.offering import answer

CART = """pub struct Item { pub name: String, pub n: u32 }
pub struct Cart { items: Vec<Item>, total: u32, log: Vec<String>, rate: u32 }
impl Cart {
    fn count(&mut self, name: &str, times: u32) {
        self.total += times * self.rate;
        self.log.push(format!("{} {}", name, self.total));
    }
    pub fn sum(&mut self) -> u32 {
        for item in &self.items {
            self.count(&item.name, item.n);
        }
        self.total
    }
    pub fn extra(&mut self, name: &str) { self.count(name, 1); }
}
"""


def test_the_method_and_all_its_calls() -> None:
    """A number is given as it is, what changes is lent for that, and every call names the fields."""
    answered = answer(split_self, CART + 'pub fn drive(cart: &mut Cart) { cart.count("x", 3); }\n')
    signature = "fn count(total: &mut u32, log: &mut Vec<String>, rate: u32, name: &str, times: u32) {"
    assert signature in answered.text
    assert "        *total += times * rate;\n        log.push(format!(" in answered.text
    assert "Self::count(&mut self.total, &mut self.log, self.rate, &item.name, item.n);" in answered.text
    assert "Self::count(&mut self.total, &mut self.log, self.rate, name, 1);" in answered.text
    assert 'Cart::count(&mut cart.total, &mut cart.log, cart.rate, "x", 3);' in answered.text
    assert answered.costs == ()


def test_a_struct_of_another_file() -> None:
    """An impl in another file than its struct may not reach the fields from everywhere: it is left."""
    model, rest = CART.split("impl Cart", 1)
    files = {"lib.rs": "pub mod cart;\npub mod model;\n", "model.rs": model.replace(" items", " pub items")}
    files["model.rs"] = files["model.rs"].replace("total", "pub total").replace("log", "pub log")
    files["model.rs"] = files["model.rs"].replace("rate", "pub rate")
    files["cart.rs"] = "use crate::model::Cart;\nimpl Cart" + rest
    assert answer(split_self, files).offered == 0


def test_two_files_with_the_struct_beside_its_impl() -> None:
    """The error may lie in a file that only calls for the module of the struct."""
    files = {"lib.rs": "pub mod cart;\npub fn f(c: &mut cart::Cart) -> u32 { c.sum() }\n", "cart.rs": CART}
    assert "Self::count(&mut self.total" in answer(split_self, files).files["cart.rs"]


def test_a_method_that_needs_the_whole() -> None:
    """One that calls another method, hands `self` on, or is public stays as it is."""
    for old, new in (
        ("self.total += times * self.rate;", "self.total += self.rated(times);"),
        ("self.total += times * self.rate;", "grow(self);"),
        ("    fn count", "    pub fn count"),
    ):
        more = "fn grow(_: &mut Cart) {}\nimpl Cart { fn rated(&self, n: u32) -> u32 { n * self.rate } }\n"
        assert answer(split_self, CART.replace(old, new) + more).offered == 0
