"""A closure is lent what it changes at each call."""

from repair.moves.mending import mend

COUNT = """pub fn f() -> (i32, i32) {
    let mut count = 0;
    let mut inc = || count += 1;
    inc();
    let mid = count;
    inc();
    (mid, count)
}
"""
PAIR = """pub fn f(mut all: Vec<u8>) -> Vec<u8> {
    let mut add = |n: u8| all.push(n);
    let mut drop_last = || all.pop();
    add(2);
    drop_last();
    add(3);
    all
}
"""


def test_a_variable_that_is_read_between_calls() -> None:
    """The calls stay where they are, so each reader sees what it saw."""
    mended = mend(COUNT)
    text = COUNT.replace("let mut inc = || count += 1", "let inc = |count: &mut i32| *count += 1")
    assert mended.text == text.replace("inc();", "inc(&mut count);")
    assert mended.moves == ("lend-at-each-call",)


def test_two_closures_over_one_list() -> None:
    """Both get the list at each call, after the arguments they have."""
    mended = mend(PAIR)
    assert "let add = |n: u8, all: &mut Vec<u8>| all.push(n);" in mended.text
    assert "add(2, &mut all);\n    drop_last(&mut all);\n    add(3, &mut all);" in mended.text


def test_what_is_a_reference_already() -> None:
    """A list that came as `&mut` is handed on as it is."""
    mended = mend(PAIR.replace("mut all: Vec<u8>) -> Vec<u8>", "all: &mut Vec<u8>)").replace("    all\n}", "}"))
    assert mended.compiles
    assert "let drop_last = |all: &mut Vec<u8>| all.pop();" in mended.text
    assert "add(2, all);\n    drop_last(all);\n    add(3, all);" in mended.text


def test_a_closure_that_is_handed_on_keeps_its_form() -> None:
    """Who calls it elsewhere cannot lend the variable."""
    mended = mend("fn run(mut f: impl FnMut()) { f() }\n" + COUNT.replace("    inc();\n    (", "    run(inc);\n    ("))
    assert "lend-at-each-call" not in mended.moves
    assert mended.faults == ()


def test_a_number_that_is_settled_elsewhere_stays_open() -> None:
    """The function says which numbers the list holds."""
    crate = """pub fn both() -> Vec<u64> {
    let mut all = Vec::new();
    let mut add = |n| all.push(n);
    add(1);
    println!("{}", all.len());
    add(2);
    all
}
"""
    mended = mend(crate)
    assert "|n, all: &mut Vec<_>| all.push(n)" in mended.text
    assert "-> Vec<u64>" in mended.text
