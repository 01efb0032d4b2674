"""A variable that some way leaves without a value begins with a neutral one."""

from repair.moves.mending import mend


def test_a_sum_and_a_product() -> None:
    """Zero for what is added, one for what is multiplied."""
    text = "pub fn f(v: &[f64]) -> (f64, f64) {\n    let mut sum;\n    let mut all: f64;\n    for x in v {\n"
    rest = "        sum += x;\n        all *= x;\n    }\n    (sum, all)\n}\n"
    mended = mend(text + rest)
    assert mended.text == text.replace("let mut sum", "let mut sum = 0.0").replace("all: f64", "all: f64 = 1.0") + rest
    assert set(mended.moves) == {"initial-value"}


def test_the_greatest_and_a_flag() -> None:
    """The least number where the greatest is looked for; `false` for what may become true."""
    text = "pub fn f(v: &[i32]) -> (i32, bool) {\n    let mut max: i32;\n    let mut seen;\n    for x in v {\n"
    rest = (
        "        if *x > max {\n            max = *x;\n            seen = true;\n        }\n    }\n    (max, seen)\n}\n"
    )
    mended = mend(text + rest)
    wanted = text.replace("max: i32", "max: i32 = i32::MIN").replace("mut seen", "mut seen = false")
    assert mended.text == wanted + rest


def test_a_type_without_a_neutral_value() -> None:
    """Nothing is made up for a type that knows no default."""
    head = "pub struct Key {\n    pub id: u8,\n}\npub fn f(on: bool) -> Key {\n    let key;\n    if on {\n"
    mended = mend(head + "        key = Key { id: 1 };\n    }\n    key\n}\n")
    assert not mended.compiles
    assert "initial-value" not in mended.moves


def test_a_limit_is_no_extreme() -> None:
    """A sum that is cut begins with nothing, and so does one that is doubled."""
    for body in (
        "if sum > 100 {\n            sum = 100;\n        }\n        sum += x;",
        "sum += x;\n        sum *= 2;",
    ):
        text = "pub fn f(v: &[i32]) -> i32 {\n    let mut sum: i32;\n    for x in v {\n        "
        text += body + "\n    }\n    sum\n}\n"
        assert mend(text).text == text.replace("sum: i32;", "sum: i32 = 0;")


def test_what_may_not_be_found() -> None:
    """No index stands for nothing found."""
    text = "pub fn f(v: &[i32], want: i32) -> i32 {\n    let at;\n    for (i, x) in v.iter().enumerate() {\n"
    mended = mend(
        text + "        if *x == want {\n            at = i as i32;\n            break;\n        }\n    }\n    at\n}\n"
    )
    assert "initial-value" not in mended.moves


def test_all_of_them() -> None:
    """A flag that each turn may only take away begins with `true`; digits that are put together with zero."""
    text = "pub fn f(v: &[u32]) -> (bool, u32, u32) {\n"
    text += "    let mut all: bool;\n    let mut n: u32;\n    let mut top: u32;\n    for x in v {\n"
    rest = "        all &= *x > 2;\n        n *= 10;\n        n += x;\n        top = top.max(*x);\n    }\n"
    wanted = text.replace("bool;", "bool = true;").replace("n: u32;", "n: u32 = 0;")
    wanted = wanted.replace("top: u32;", "top: u32 = u32::MIN;")
    assert mend(text + rest + "    (all, n, top)\n}\n").text == wanted + rest + "    (all, n, top)\n}\n"
