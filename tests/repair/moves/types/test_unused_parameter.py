"""Parameters that no field speaks of are dropped, or bound by a field without a size."""

from repair.moves.mending import mend


def test_nobody_gives_it_a_value() -> None:
    """A parameter that nothing uses is left out."""
    mended = mend("pub enum A<T> { B }\npub fn f(_: u8) {}\n")
    assert mended.text == "pub enum A { B }\npub fn f(_: u8) {}\n"
    assert mended.moves == ("use-generic-parameter",)


def test_somebody_gives_it_a_value() -> None:
    """The field is filled wherever a value is made."""
    before = (
        "pub struct Id<T> { raw: u32 }\nimpl<T> Id<T> { pub fn new(raw: u32) -> Self { Self { raw } } }\n"
        "pub fn f() -> Id<u8> { Id::<u8> { raw: 1 } }\n"
    )
    marker = "_marker: std::marker::PhantomData"
    after = before.replace("raw: u32 }", f"raw: u32, {marker}<T> }}").replace(
        "Self { raw }", f"Self {{ raw, {marker} }}"
    )
    assert mend(before).text == after.replace("{ raw: 1 }", f"{{ raw: 1, {marker} }}")


def test_a_tuple_struct_with_a_lifetime() -> None:
    """A lifetime is bound by a reference to nothing."""
    before = "pub struct A<'a>(u8);\npub fn f<'a>(_: &'a u8) -> A<'a> { A(1) }\n"
    mended = mend(before)
    assert mended.text == before.replace("(u8);", "(u8, std::marker::PhantomData<&'a ()>);").replace(
        "A(1)", "A(1, std::marker::PhantomData)"
    )


def test_an_enum_loses_it_everywhere() -> None:
    """What was given for it goes with it."""
    mended = mend("pub enum Row<'a> { A, B(u8) }\npub fn f(a: Row<'_>) {}\n")
    assert mended.text == "pub enum Row { A, B(u8) }\npub fn f(a: Row) {}\n"


def test_two_parameters_share_a_field() -> None:
    """One field without a size binds both."""
    start = "pub fn f<'b>(a: Row<'b, u16>) {}\npub struct Row<'a, T> { a: u8"
    mended = mend(start + " }\n")
    assert mended.text == start + ", _marker: std::marker::PhantomData<(&'a (), T)> }\n"
