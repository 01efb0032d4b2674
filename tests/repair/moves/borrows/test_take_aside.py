"""A field that a method never looks at is taken aside while it is run through."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

WORLD = """pub struct World {
    entities: Vec<i32>,
    total: i32,
}
impl World {
    fn add(&mut self, x: &i32) {
        self.total += *x;
    }
    pub fn run(&mut self) {
        for e in &self.entities {
            self.add(e);
        }
    }
}
"""
ASIDE = """        let entities = std::mem::take(&mut self.entities);
        for e in &entities {
            self.add(e);
        }
        self.entities = entities;
"""
LOOP = "        for e in &self.entities {\n            self.add(e);\n        }\n"


def test_a_loop_over_one_field() -> None:
    """The method changes the total alone: the entities are taken out and put back."""
    mended = mend(WORLD)
    assert mended.text == WORLD.replace(LOOP, ASIDE)
    assert mended.moves == ("take-aside",)
    assert mended.costs == ()


def test_a_closure_that_needs_the_rest() -> None:
    """What the closure looks at is not what is sorted."""
    crate = WORLD.replace(LOOP, "        self.entities.sort_by_key(|x| self.weight(*x));\n")
    crate = crate.replace(
        "impl World {\n", "impl World {\n    fn weight(&self, x: i32) -> i32 {\n        x * self.total\n    }\n"
    )
    mended = mend(crate)
    assert "        let mut entities = std::mem::take(&mut self.entities);\n" in mended.text
    assert "        entities.sort_by_key(|x| self.weight(*x));\n        self.entities = entities;\n" in mended.text


def test_a_method_that_looks_at_the_field_sees_it() -> None:
    """The method counts the entities: they must not be gone, so a clone is run through, at a price."""
    mended = mend(WORLD.replace("+= *x;", "+= *x * self.entities.len() as i32;"))
    assert mended.compiles
    assert "mem::take" not in mended.text
    assert mended.costs == (CostKind.CLONE,)


def test_what_may_leave_is_not_taken_out() -> None:
    """A `return` in the loop would leave the field empty."""
    mended = mend(
        WORLD.replace("self.add(e);", "if *e == 0 {\n                return;\n            }\n            self.add(e);")
    )
    assert "mem::take" not in mended.text


def test_removing_by_number_runs_through_no_clone() -> None:
    """After a removal the numbers of a clone are those of other elements."""
    crate = "pub fn odd(v: &mut Vec<i32>) {\n    for (i, x) in v.iter().enumerate() {\n        if x % 2 == 0 {\n"
    mended = mend(crate + "            v.remove(i);\n        }\n    }\n}\n")
    assert mended.moves == ("retain",)
    assert mended.faults == ()
