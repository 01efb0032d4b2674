"""`break` and `continue` that have to name their loop, or have none."""

from repair.moves.mending import mend


def test_a_loop_with_a_value() -> None:
    """`while true` becomes `loop`, which can give one."""
    mended = mend("pub fn f(mut n: u8) -> u8 { let m = while true { n += 1; if n > 9 { break n; } }; m }\n")
    assert mended.text == "pub fn f(mut n: u8) -> u8 { let m = loop { n += 1; if n > 9 { break n; } }; m }\n"
    assert mended.moves[0] == "name-loop"


def test_a_labelled_block_in_a_loop() -> None:
    """The loop gets a name, and `break` says it."""
    mended = mend(
        "pub fn f(n: u8) {\n    loop {\n        'a: {\n            if n > 1 { break; }\n        }\n    }\n}\n"
    )
    assert "'outer: loop {" in mended.text
    assert "if n > 1 { break 'outer; }" in mended.text
    assert mended.moves == ("name-loop",)


def test_no_loop_at_all() -> None:
    """A function without a value is left; one with a value cannot be."""
    mended = mend("pub fn f(all: &mut Vec<u8>) {\n    if all.is_empty() { break; }\n    all.clear();\n}\n")
    assert mended.text == "pub fn f(all: &mut Vec<u8>) {\n    if all.is_empty() { return; }\n    all.clear();\n}\n"
    mended = mend("pub fn f(a: u8) -> u8 {\n    if a > 1 { break; }\n    a\n}\n")
    assert not mended.compiles
    assert mended.faults == ()


def test_an_async_block_is_left() -> None:
    """It ends as a function does."""
    mended = mend("pub async fn f(a: bool) { async { if a { break; } g() }.await }\nfn g() {}\n")
    assert mended.text.startswith("pub async fn f(a: bool) { async { if a { return; } g() }.await }\n")


def test_a_condition_that_leaves_its_loop_names_it_in_brackets() -> None:
    """Without them the loop's body would read as the value that is given."""
    mended = mend("pub fn f() { while break {} }\n")

    assert "'outer: while (break 'outer) {}" in mended.text
