"""Variables, and what is done with each where it is used."""

import pytest
from tree_sitter import Node

from ferrule.syntax.effects import commute, effects
from ferrule.syntax.tree import parse
from ferrule.syntax.uses import Access, access, closure_around, loop_around, place, statement_around
from ferrule.syntax.variables import variable_of, variables


def _function(body: str, head: str = "fn f(a: A, mut b: Vec<u8>)") -> Node:
    """Give the function with this body."""
    [function] = parse(f"{head} {{ {body} }}".encode()).root_node.named_children
    return function


def _statement(text: str) -> Node:
    body = _function(text).child_by_field_name("body")
    assert body is not None
    return body.named_children[0]


def _shown(body: str) -> dict[str, int]:
    """Give the number of uses by the name and the number of the variable of that name."""
    counts: dict[str, int] = {}
    for one in variables(_function(body)):
        number = sum(name.startswith(f"{one.name}#") for name in counts)
        counts[f"{one.name}#{number}"] = len(one.uses)
    return counts


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("let x = a; let x = x + x; x", {"x#0": 2, "x#1": 1}),
        ("{ let a = 1; a; } a", {"a#0": 1, "a#1": 1}),
        ("if let Some(x) = a { x } else { x }", {"x#0": 1}),
        ("if let Some(x) = a && x > 1 { x; }", {"x#0": 2}),
        ("while let Some(x) = b.pop() { x; } x", {"b#0": 1, "x#0": 1}),
        ("for (i, x) in b { i; x; } i", {"i#0": 1, "x#0": 1}),
        ("match a { Some(x) if x > 0 => x, k @ 1..=2 => k, None => x }", {"x#0": 2, "k#0": 1}),
        ("let Some(x) = a else { x }; x", {"x#0": 1}),
        ("let c = move |m, n: u8| m + n + a; m", {"m#0": 1, "n#0": 1, "c#0": 0}),
        ('println!("{a} {0:b$} {{a}}", b, a.b, b::c, b!())', {"a#0": 2, "b#0": 2}),
        ('let a = "{a}"; f("{a}")', {"a#0": 0, "a#1": 1}),
        ("S { a, b: a, ..b }; a::b; x.a; a.b(a)", {"a#0": 4, "b#0": 1}),
        ("fn g(a: u8) { a } a", {"a#0": 1}),
        ("let (Some(x) | Err(x)) = a; x", {"x#0": 1}),
    ],
)
def test_a_use_belongs_to_the_variable_that_is_in_scope(body: str, shown: dict[str, int]) -> None:
    """Shadowing, patterns, closures, macros and captured names are told apart."""
    counts = _shown(body)
    assert {name: counts[name] for name in shown} == shown


def test_parameters_receivers_and_what_is_mutable() -> None:
    """`self`, a `mut` parameter and a `mut` inside of a pattern are known."""
    function = _function("let mut x = 1; let (mut y, z) = a; self.go()", "fn f(&mut self, a: A, mut b: B)")
    found = {one.name: one for one in variables(function)}
    assert {name: one.is_mutable for name, one in found.items()} == {
        "self": True, "a": False, "b": True, "x": True, "y": True, "z": False,
    }  # fmt: skip
    assert found["x"].value is not None
    assert found["y"].value is None
    [use] = found["self"].uses
    assert access(use) is Access.RECEIVER


def test_the_variable_of_an_identifier() -> None:
    """A use finds its variable; a name of an item finds none."""
    function = _function("g(a); a")
    [variable] = [one for one in variables(function) if one.name == "a"]
    found = [variable_of(variable.uses[1]), variable_of(variable.bound)]
    assert [one.bound for one in found if one] == [variable.bound] * 2
    call = parse(b"fn f() { g() }").root_node.descendant_for_byte_range(9, 10)
    assert call is not None
    assert variable_of(call) is None
    assert variable_of(parse(b"const A: u8 = b;").root_node) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&a;", Access.BORROW),
        ("&mut a.b[0];", Access.BORROW_MUT),
        ("a.b = 1;", Access.WRITE),
        ("*a += 1;", Access.WRITE),
        ("a.b.go();", Access.RECEIVER),
        ("match a { _ => {} }", Access.SCRUTINEE),
        ("g(a);", Access.VALUE),
        ("let x = a;", Access.VALUE),
        ("a == 1;", Access.BORROW),
        ("a + 1;", Access.VALUE),
        ("println!(\"{}\", a);", Access.BORROW),
        ("println_(\"{}\", a);", Access.BORROW),
        ("println!(\"{a}\");", Access.BORROW),
        ("vec![a];", Access.VALUE),
        ("for x in a {}", Access.VALUE),
    ],
)  # fmt: skip
def test_what_is_done_with_it(text: str, expected: Access) -> None:
    """The syntax tells reading, lending, changing and giving away apart."""
    [variable] = [one for one in variables(_function(text)) if one.name == "a"]
    assert access(variable.uses[0]) is expected


def test_places_statements_loops_and_closures_around_a_use() -> None:
    """A use knows the place that it starts, and what is around it."""
    function = _function("for x in a.list { b.push(x.y.z); spawn(|| { b }); }")
    found = {one.name: one for one in variables(function)}
    assert place(found["x"].uses[0]).text == b"x.y.z"
    assert loop_around(found["a"].uses[0], function) is None
    loop = loop_around(found["b"].uses[0], function)
    assert loop is not None
    assert loop.type == "for_expression"
    assert closure_around(found["b"].uses[0], function) is None
    assert closure_around(found["b"].uses[1], function) is not None
    statement = statement_around(found["x"].uses[0])
    assert statement is not None
    assert statement.text == b"b.push(x.y.z);"
    assert statement_around(function) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("let x = a.len();", "g(b);", True),
        ("let x = a.len();", "a.push(1);", False),
        ("let x = a.len();", "b.push(x);", False),
        ("print!(\"1\");", "print!(\"2\");", False),
        ("b.push(1);", "println!(\"{}\", a.x);", False),
        ("b[0] = 1;", "println!(\"{}\", a.x);", True),
        ("b[0] = 1;", "println!(\"{b:?}\");", False),
        ("return;", "b[0] = 1;", False),
        ("let n = g()?;", "b[0] = 1;", False),
        ("let n = a.len();", "let m = Some(b.len());", True),
        ("let n = a.map(|x| g(x));", "h(1);", False),
        ("x.f = 1;", "y.f = 2;", True),
    ],
)  # fmt: skip
def test_statements_change_places_only_where_nobody_can_tell(one: str, other: str, *, expected: bool) -> None:
    """What prints, calls the unknown, leaves, or meets in a variable keeps its order."""
    assert commute(effects(_statement(one)), effects(_statement(other))) is expected
    assert commute(effects(_statement(other)), effects(_statement(one))) is expected


@pytest.mark.parametrize(
    "text", ["fn f( { let x = ; x", "fn f() { match { => x } }", "fn f(a) { |a a }", "fn f() { for in {} }"]
)
def test_torn_text_is_no_fault(text: str) -> None:
    """Broken functions have the variables that can be told."""
    waiting = [parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        variables(node)
        effects(node)
        access(node)
        waiting.extend(node.named_children)
