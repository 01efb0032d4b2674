"""A struct owns what would end before it (P15)."""

from repair.moves.mending import mend


def test_a_field_for_ever() -> None:
    """Every place that fills the field follows."""
    mended = mend("""struct Level { name: &'static str, power: u32 }
fn zero() -> Level { Level { name: "zero", power: 0 } }
fn made(name: &'static str) -> Level { Level { name, power: 1 } }
fn level(n: u32) -> Level {
    let text = format!("level {n}");
    Level { name: &text, power: n }
}
pub fn run() -> usize { zero().name.len() + made("b").name.len() + level(3).power as usize }
""")
    assert mended.moves == ("own-field",)
    assert "struct Level { name: String, power: u32 }" in mended.text
    assert 'Level { name: "zero".to_string(), power: 0 }' in mended.text
    assert "Level { name: name.to_string(), power: 1 }" in mended.text
    assert "Level { name: text, power: n }" in mended.text


def test_a_lifetime_that_nothing_needs_any_more() -> None:
    """It goes from the struct, its impl and the types that write it."""
    mended = mend("""struct Report<'a> { title: &'a str, n: usize }
impl<'a> Report<'a> { fn len(&self) -> usize { self.title.len() + self.n } }
fn build(n: usize) -> Report<'static> {
    let title = format!("#{n}");
    Report { title: &title, n }
}
pub fn run() -> usize { build(2).len() }
""")
    assert "struct Report { title: String, n: usize }\nimpl Report { fn len" in mended.text
    assert "fn build(n: usize) -> Report {" in mended.text
    assert "    Report { title, n }\n" in mended.text


def test_a_lifetime_that_something_else_needs() -> None:
    """Two fields of one lifetime stay as they are."""
    mended = mend("""struct Pair<'a> { one: &'a str, other: &'a str }
fn build<'a>(other: &'a str) -> Pair<'a> {
    let one = other.to_uppercase();
    Pair { one: &one, other }
}
pub fn run() -> usize { let pair = build("x"); pair.one.len() + pair.other.len() }
""")
    assert "own-field" not in mended.moves


def test_a_constructor() -> None:
    """`Self` is the struct, too."""
    mended = mend("""struct Report<'a> { title: &'a str }
impl<'a> Report<'a> {
    fn new(n: usize) -> Self {
        let title = format!("#{n}");
        Self { title: &title }
    }
}
pub fn run() -> usize { Report::new(2).title.len() }
""")
    assert "impl Report {" in mended.text
    assert "Self { title }" in mended.text
