"""What has no form for users is shown by `Debug` (P18)."""

from repair.moves.mending import mend

LIST = """\
fn shown(list: &[u8], wide: Option<u8>) -> String {
    format!("{} {wide:>9}", list)
}
"""
OWN = """\
struct Point(i32);

fn shown(point: Point) -> String {
    format!("{}", point)
}
"""
CLOSED = """\
fn shown(f: &dyn Fn()) -> String {
    format!("{}", f)
}
"""


def test_list() -> None:
    """The placeholder asks for `Debug` and keeps its width."""
    mended = mend(LIST)
    assert mended.compiles
    assert mended.text == LIST.replace("{} {wide:>9}", "{:?} {wide:>9?}")
    assert "format-debug" in mended.moves
    assert mended.faults == ()


def test_own() -> None:
    """An own type derives it along with that."""
    mended = mend(OWN)
    assert mended.compiles
    assert mended.text == OWN.replace("struct", "#[derive(Debug)]\nstruct").replace("{}", "{:?}")
    assert "format-debug" in mended.moves
    assert mended.faults == ()


def test_closed() -> None:
    """A value that cannot be shown at all stays so."""
    mended = mend(CLOSED)
    assert not mended.compiles
    assert "format-debug" not in mended.moves
    assert mended.faults == ()


def test_what_is_made_late() -> None:
    """A value that is made when it is first used is shown as itself, not as its wrapper."""
    head = 'static NAME: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| String::from("own"));\n'
    mended = mend(head + 'pub fn f() { println!("{}", NAME); }\n')
    assert mended.text == head + 'pub fn f() { println!("{}", *NAME); }\n'
