"""Inner functions that use variables of the outer one."""

from repair.moves.mending import mend


def test_a_closure_instead() -> None:
    """A plain inner function becomes a closure."""
    text = (
        "pub fn f(n: u32) -> u32 {\n    let k = n * 2;\n    fn add(x: u32) -> u32 { x + k }\n    add(1) + add(2)\n}\n"
    )
    mended = mend(text)
    assert mended.text == text.replace("fn add(x: u32) -> u32 { x + k }", "let add = |x: u32| -> u32 { x + k };")
    assert mended.moves == ("inner-function-to-closure",)


def test_a_constant_for_a_recursive_function() -> None:
    """A function that calls itself cannot be a closure; a fixed value becomes a constant."""
    text = """pub fn f() -> u32 {
    let limit = 10u32;
    fn down(x: u32) -> u32 { if x > limit { x } else { down(x + 1) } }
    down(limit)
}
"""
    mended = mend(text)
    assert mended.text == text.replace("let limit =", "const LIMIT: u32 =").replace("limit", "LIMIT")


def test_no_way_out() -> None:
    """A recursive function over a computed value is left as it is."""
    mended = mend("""pub fn f(n: u32) -> u32 {
    let limit = n + 1;
    fn down(x: u32) -> u32 { if x > limit { x } else { down(x + 1) } }
    down(1)
}
""")
    assert not mended.compiles
    assert mended.moves == ()
