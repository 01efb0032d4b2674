"""Variables that are used behind their block."""

from repair.moves.mending import mend


def test_bound_in_both_branches() -> None:
    """The variable is declared before the branches, which assign to it."""
    mended = mend("""pub fn name(short: bool) -> String {
    if short {
        let word = String::from("no");
    } else {
        let word = String::from("never");
    }
    word
}
""")
    assert (
        mended.text
        == """pub fn name(short: bool) -> String {
    let word;
    if short {
        word = String::from("no");
    } else {
        word = String::from("never");
    }
    word
}
"""
    )
    assert mended.moves == ("hoist-binding",)


def test_with_its_type_and_mut() -> None:
    """The declaration keeps what is written about it."""
    mended = mend("pub fn f() -> u8 {\n    {\n        let mut n: u8 = 1;\n        n += 1;\n    }\n    n\n}\n")
    assert (
        mended.text
        == "pub fn f() -> u8 {\n    let mut n: u8;\n    {\n        n = 1;\n        n += 1;\n    }\n    n\n}\n"
    )


def test_not_out_of_a_closure() -> None:
    """What a closure binds stays in it."""
    mended = mend("pub fn f() -> u8 {\n    let g = || { let n = 1u8; n };\n    g() + n\n}\n")
    assert "hoist-binding" not in mended.moves
    assert mended.faults == ()
