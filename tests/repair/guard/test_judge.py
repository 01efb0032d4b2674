"""The guard as a whole: one file, several files, big files and any text at all."""

import random
from pathlib import Path

import pytest

from ferrule.facts.finding import Edit, Finding, Level, Suggestion
from ferrule.facts.repair import Cost, CostKind, Refusal
from ferrule.repair.guard.focus import focus
from ferrule.repair.guard.judge import judge, judge_changes

LIB = Path("/w/src/lib.rs")
FUNCTION = """/// Reads {{ number {0} }}.
pub fn read_{0}(input: &[u8]) -> usize {{
    let mut total = 0;
    for byte in input {{
        if *byte == b'{{' {{ total += 1; }}
    }}
    total
}}

"""
SNIPPET = """#![deny(warnings)]
use std::fmt::{self, Display};
pub struct Crate<'a> { pub name: &'a str, weight: u32 }
impl<'a> Display for Crate<'a> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{} {}", self.name, self.weight) }
}
enum Side { Port, Starboard(u8) }
macro_rules! twice { ($a:expr) => { $a + $a }; }
#[cfg(test)]
mod tests {
    #[test]
    fn adds() { let x = r#"a"#; assert_eq!(twice!(2), 4, "{x}"); }
}
async fn load(n: Option<u8>) -> Result<u8, ()> {
    match n { Some(0) | None => return Err(()), Some(k) if k > 3 => Ok(k as u8), _ => unsafe { go(n).await? } }
}
"""


def say(before: str, after: str, *causes: Finding) -> str:
    """Give the name of the refusal, or the kinds and lines of the costs."""
    verdict = judge(before.encode(), after.encode(), LIB, causes)
    return verdict.rule if isinstance(verdict, Refusal) else ", ".join(f"{c.kind} {c.line}" for c in verdict)


def cause(rule: str | None, line: int, message: str = "", edits: tuple[Edit, ...] = ()) -> Finding:
    """Make an error of one line."""
    suggestions = (Suggestion("remove it", "MachineApplicable", edits),) if edits else ()
    path = "src/lib.rs"
    return Finding("rustc", rule, Level.ERROR, message, path, line, 1, line, 9, suggestions=suggestions)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fn f() { g(1); }", "fn f() { g(1); }"),
        ("fn f() { g(1); }", "fn f() {\n    // new\n    g(1);\n}\n"),
        ("/* a */ fn f() { g(1); }", "fn f() { g(1); } // b"),
        ("fn f() {\r\n    g(1);\r\n}\r\n", "fn f() {\n    g(1);\n}\n"),
        ("\ufefffn f() { g(1); }", "fn f() { g(1); }"),
        ("fn f(a: A, b: B) { g(a, b); }", "fn f(\n    a: A,\n    b: B,\n) {\n    g(a, b);\n}"),
        ("fn f() { let s = 'x'; }", 'fn f() { let s = "x"; }'),
        ("fn f(v: V) { let a = &v; h(v); g(a); }", "fn f(v: V) { let a = &v; g(a); h(v); }"),
    ],
)
def test_what_is_no_loss(before: str, after: str) -> None:
    """Comments, layout, line ends, order and a literal's spelling are neither loss nor gain."""
    assert say(before, after) == ""


def test_costs_stand_at_lines_of_the_new_file() -> None:
    """A big file is cut down to what differs, and its costs still name the lines of the whole file."""
    before = "".join(FUNCTION.format(number) for number in range(60))
    after = before.replace("    total\n}", "    total.clone()\n}", 1)
    last = after.rindex("    total\n")
    after = after[:last] + "    total.unwrap()\n" + after[last + 10 :]

    assert say(before, after) == f"clone 7, unwrap {59 * 9 + 7}"


def test_a_big_file_does_not_hide_a_big_loss() -> None:
    """The loss is measured in the function that was edited, in a block inside of a block."""
    body = "".join("    " + line + "\n" for n in range(40) for line in FUNCTION.format(n).splitlines())
    before = f"impl Reader {{\n{body}}}\n"
    after = before.replace("if *byte == b'{' { total += 1; }", "total += 1;", 1)
    old, new = (excerpt.text.decode() for excerpt in focus(before.encode(), after.encode()))

    assert say(before, after) == "drops-computation"
    assert ("read_0" in old, "read_1" in old, old.startswith("impl Reader {")) == (True, False, True)
    assert len(new) < len(after) / 20


def test_a_cut_that_goes_wrong_is_not_used() -> None:
    """Text that only looks like items, in a raw string, is read as what it is."""
    raw = 'const HELP: &str = r#"{\nfn one() {}\n}\nfn two() {}\n"#;\nfn f() { g(a); }\n'
    long = raw.replace("fn one", "fn one_more")

    assert say(raw, long) == ""
    assert say(raw, raw.replace("g(a)", "g(a.clone())")) == "clone 6"


def test_tests_in_a_block_without_indent_are_known() -> None:
    """An item keeps the attributes of the block around it, however the file is laid out."""
    before = "#[cfg(test)]\nmod t {\nuse super::*;\nfn c() { let want = 4; }\n\nfn d() {}\n}\n"

    assert say(before, before.replace("4", "5")) == "weakens-test"


def test_a_test_folder_is_all_tests() -> None:
    """In `tests/` a helper's assertion counts like one of a test."""
    before, after = b"pub fn check(x: u8) { assert!(x > 1); }", b"pub fn check(x: u8) { assert!(x > 0); }"

    verdict = judge(before, after, Path("/w/tests/it.rs"), ())
    assert isinstance(verdict, Refusal)
    assert "weakens-test" == verdict.rule
    assert () == judge(before, after, LIB, ())


def test_only_the_errors_of_the_file_excuse() -> None:
    """An error of another file or another line asks for nothing here."""
    before, after = "fn f() {\n    g(a, h());\n    k(b, 2, c, 3);\n}\n", "fn f() {\n    g(a);\n    k(b, 2, c, 3);\n}\n"
    elsewhere = Finding("rustc", "E0061", Level.ERROR, "", "src/other.rs", 2)

    assert say(before, after, cause("E0061", 2)) == ""
    assert say(before, after, cause("E0061", 3)) == "drops-computation"
    assert say(before, after, elsewhere) == "drops-computation"
    assert say(before, after, Finding("rustc", "E0061", Level.ERROR, "")) == ""


@pytest.mark.parametrize(
    ("rule", "message"),
    [(None, "expected `)`"), ("clippy::unnecessary_sort", ""), ("E0277", "`u8` is not a future")],
)
def test_an_error_may_ask_in_words(rule: str | None, message: str) -> None:
    """Syntax errors, lints of the kind `unnecessary` and some messages ask for a part of their line to go."""
    before, after = "fn f() { g(a, b, c.sorted()); }", "fn f() { g(a, b, c); }"

    assert say(before, after) == "drops-computation"
    assert say(before, after, cause(rule, 1, message)) == ""


def test_the_tool_itself_may_offer_the_removal() -> None:
    """A statement goes when the tool's own sure suggestion is to delete all of it, not a part of it."""
    before, after = (
        "fn f() {\n    a.check(1);\n    g(b, c, d);\n    k(d);\n}\n",
        "fn f() {\n    g(b, c, d);\n    k(d);\n}\n",
    )
    all_of_it = Edit("src/lib.rs", 13, 24, 2, 5, 2, 16, "")
    a_part = Edit("src/lib.rs", 13, 15, 2, 5, 2, 7, "")

    assert say(before, after, cause("clippy::some_lint", 2, "", (all_of_it,))) == ""
    assert say(before, after, cause("clippy::some_lint", 2, "", (a_part,))) == "deletes-statement"


def test_a_duplicate_is_named() -> None:
    """Only the item that the message names, and that is still there once, may go."""
    before = "fn f() { g(1); }\nfn f() { g(2); }\nfn h() { g(3); }\n"
    double = cause("E0428", 2, "the name `f` is defined multiple times")

    assert say(before, before.replace("fn f() { g(2); }\n", ""), double) == ""
    assert say(before, before.replace("fn h() { g(3); }\n", ""), double) == "deletes-item"
    assert say(before, "fn h() { g(3); } // fn f()\n", double) == "deletes-item"


def test_changes_are_judged_file_by_file() -> None:
    """Costs add up over files; a refusal names its file; a new file is compared with nothing."""
    other, new = Path("/w/src/other.rs"), Path("/w/src/new.rs")
    before = {LIB: b"fn f(a: A) { g(a); }", other: b"fn h() { k(1); }"}
    fine = {LIB: b"fn f(a: A) { g(a.clone()); }", new: b"use a::b;\npub fn n() { g(1) }"}
    bad = {**fine, other: b"fn h() {}"}

    assert (Cost(CostKind.CLONE, LIB, 1, ".clone() copies a value"),) == judge_changes(before, fine, ())
    assert judge_changes(before, bad, ()) == Refusal(
        "empties-body", "other.rs: the body of `h` does nothing any more", 1
    )


def mutate(source: bytes, dice: random.Random) -> bytes:
    """Cut, double, swap or overwrite some bytes."""
    for _ in range(dice.randint(1, 4)):
        at, end = sorted(dice.choices(range(len(source) + 1), k=2))
        end = min(end, at + 40)
        part = dice.choice([b"", source[at:end] * 2, b"{", b"*/", b'"', b"\xff\x00", b"fn ", b"#[", bytes([at % 256])])
        source = source[:at] + part + source[end:]
    return source


def test_any_text_is_judged() -> None:
    """Whatever the texts are, the guard gives a verdict, and the same text is never refused."""
    dice = random.Random(7)  # noqa: S311 - the same cases in every run
    causes = tuple(cause(code, 3) for code in ("E0428", "E0119", "E0382", None, "unreachable_patterns"))
    for _ in range(120):
        before, after = mutate(SNIPPET.encode(), dice), mutate(SNIPPET.encode(), dice)
        for old, new in ((SNIPPET.encode(), after), (before, after), (before, b""), (b"", after)):
            assert isinstance(judge(old, new, LIB, causes), Refusal | tuple)
        assert () == judge(before, before, LIB, ())


def test_deep_nesting_is_no_trouble() -> None:
    """Nesting beyond Python's own stack is read like everything else."""
    before = f"fn f() {{ g({'(' * 3000}1{')' * 3000}); }}"

    assert say(before, before.replace("g(", "g(&")) == ""
    modules = f"{'mod m { ' * 3000}fn f() {{ g(1); }}{' }' * 3000}"
    assert say(modules, modules.replace("g(1)", "g(&1)")) == ""


def test_a_long_file_is_judged() -> None:
    """One change in twenty thousand lines is found where it is."""
    before = "".join(FUNCTION.format(number) for number in range(2200))
    after = before.replace("read_1100(input: &[u8])", "read_1100(input: &mut [u8])")

    assert say(before, after) == f"public-signature {1100 * 9 + 2}"


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        ('fn f() { let a = r##"b c"#; g(); }\n', 'fn f() { let a = r##"b c"##; g(); }\n', True),
        ('fn f() { let a = "b; }\nfn g() { h(1); }\n', 'fn f() { let a = "b"; }\nfn g() { h(1); }\n', True),
        ('fn f() { let a = "b; }\nfn g() { h(1); }\n', 'fn f() { let a = "b"; }\n/*fn g() { h(1); }*/\n', False),
        ('fn f() { let a = r##"b c"#; g(); }\n', 'fn f() { let a = r##"b c"##; }\n', False),
    ],
)
def test_the_end_of_a_literal_may_be_added(before: str, after: str, accepted: bool) -> None:
    """Quotes that were missing take nothing away; whatever else is changed is judged as always."""
    cause = Finding("rustc", "E0765", Level.ERROR, "unterminated", "src/lib.rs", 1, 1, 1, 2)

    verdict = judge(before.encode(), after.encode(), Path("/w/src/lib.rs"), (cause,))

    assert accepted == (verdict == ())


@pytest.mark.parametrize(
    ("after", "accepted"),
    [("fn f() { g(a.clone()); }\n", True), ("fn f() { g(a); }\n", False), ("fn f() { g(0); }\n", False)],
)
def test_a_name_that_is_nothing_may_become_one_that_is(after: str, accepted: bool) -> None:
    """A misspelt method is no computation that gets lost; to leave the call out is."""
    message = "no method named `clon` found for struct `A` in the current scope"
    cause = Finding("rustc", "E0599", Level.ERROR, message, "src/lib.rs", 1, 1, 1, 2)

    verdict = judge(b"fn f() { g(a.clon()); }\n", after.encode(), Path("/w/src/lib.rs"), (cause,))

    assert accepted == (not isinstance(verdict, Refusal))
