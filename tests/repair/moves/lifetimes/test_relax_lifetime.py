"""No more is asked of what is lent than is needed (P15)."""

from repair.moves.mending import mend


def test_the_annotation_of_a_variable() -> None:
    """A variable may hold what lives shorter than the program."""
    mended = mend("""pub fn run(extra: bool) -> usize {
    let mut text: &'static str = "hello";
    let other = String::from("world!");
    if extra { text = &other; }
    text.len()
}
""")
    assert mended.moves == ("relax-lifetime",)
    assert 'let mut text: &str = "hello";' in mended.text


def test_a_lifetime_that_a_path_writes() -> None:
    """It is left to the compiler."""
    mended = mend("""pub struct A<'a>(&'a u32);
impl<'a> A<'a> { fn new(x: &'a u32) -> Self { A(x) } }
pub fn run<'a>(_: &'a u8) -> u32 {
    let v = 22;
    let x = A::<'a>::new(&v);
    *x.0
}
""")
    assert "A::<'_>::new(&v)" in mended.text


def test_a_parameter_that_is_only_looked_at() -> None:
    """The function that is called asks for less."""
    mended = mend("""fn shout(text: &'static str) -> String { text.to_uppercase() }
pub fn run(name: &str) -> String { shout(name) }
""")
    assert "fn shout(text: &str) -> String" in mended.text


def test_a_bound_that_nothing_needs() -> None:
    """A bound goes, with the sign that belongs to it."""
    mended = mend("""use std::fmt::Debug;
fn show<T: Debug + 'static>(value: T) -> String { format!("{value:?}") }
pub fn run(n: u8) -> (String, u8) {
    let list = [n];
    let inner = &list;
    (show(inner), list[0])
}
""")
    assert "fn show<T: Debug>(value: T)" in mended.text


def test_a_parameter_that_is_kept() -> None:
    """What is kept has to live for ever: the compiler does not take less."""
    mended = mend("""use std::sync::OnceLock;
static NAME: OnceLock<&'static String> = OnceLock::new();
fn keep(text: &'static String) { NAME.get_or_init(|| text); }
pub fn run() { let own = String::new(); keep(&own); }
""")
    assert not mended.compiles
