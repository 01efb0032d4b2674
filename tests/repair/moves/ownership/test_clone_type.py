"""A type derives `Clone` where nothing else helps."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

EVENT = "pub struct Event {\n    pub text: String,\n}\n"
KEEP = "pub fn f(all: &mut Vec<Event>, one: Event) -> Event {\n    all.push(one);\n    one\n}\n"


def test_what_is_kept_twice() -> None:
    """The value is cloned where it is given away first, and its type can be, at a price."""
    mended = mend(EVENT + KEEP)
    assert mended.text == "#[derive(Clone)]\n" + EVENT + KEEP.replace("push(one)", "push(one.clone())")
    assert mended.moves == ("clone-type",)
    assert mended.costs == (CostKind.CLONE,)


def test_what_is_told_its_end_is_not_cloned() -> None:
    """A copy of a value with a `Drop` would end twice."""
    mended = mend(EVENT + "impl Drop for Event {\n    fn drop(&mut self) {}\n}\n" + KEEP)
    assert not mended.compiles
    assert "clone" not in mended.text


def test_the_rest_of_a_struct() -> None:
    """The value that other fields are taken from is cloned as a whole."""
    text = "pub struct Conf {\n    pub name: String,\n    pub level: u8,\n}\npub fn f(base: Conf) -> (Conf, Conf) {\n"
    mended = mend(text + "    let other = Conf { level: 2, ..base };\n    (base, other)\n}\n")
    assert (
        mended.text
        == f"#[derive(Clone)]\n{text}    let other = Conf {{ level: 2, ..base.clone() }};\n    (base, other)\n}}\n"
    )
