"""What is asked for in the middle of a loan is asked for before it."""

from repair.moves.mending import mend

COUNTER = """pub struct Counter {
    n: u32,
    log: Vec<u32>,
}
impl Counter {
    fn next(&mut self) -> u32 {
        self.n += 1;
        self.n
    }
    fn record(&mut self, n: u32) {
        self.log.push(n);
    }
    pub fn step(&mut self) {
        self.record(self.next());
    }
}
"""
RATES = """use std::collections::HashMap;
pub struct Bank {
    rate: u32,
    accounts: HashMap<String, u32>,
}
impl Bank {
    fn bonus(&self) -> u32 {
        self.rate * 2
    }
    pub fn pay(&mut self, name: &str) {
        if let Some(balance) = self.accounts.get_mut(name) {
            *balance += self.bonus();
        }
    }
}
"""
MEAN = "pub fn norm(all: &mut Vec<f64>) {\n    for x in all.iter_mut() {\n        *x /= all.len() as f64;\n    }\n}\n"
SHARED = (
    "fn add(a: &mut i32, b: &i32) { *a += *b; }\npub fn twice(mut x: i32) -> i32 {\n    add(&mut x, &x);\n    x\n}\n"
)


def test_an_argument_that_needs_the_whole_value() -> None:
    """Nothing is evaluated before the argument: it may go first, in a variable of its own name."""
    mended = mend(COUNTER)
    step = "let next = self.next();\n        self.record(next);"
    assert mended.text == COUNTER.replace("self.record(self.next());", step)
    assert mended.moves == ("ask-before-lending",)
    assert mended.costs == ()


def test_an_argument_in_a_condition() -> None:
    """The number is asked for at each round, in a block around the call, and not once before the loop."""
    crate = COUNTER.replace("n: u32) {", "n: u32) -> bool {").replace("push(n);", "push(n);\n        n < 3")
    mended = mend(crate.replace("self.record(self.next());", "while self.record(self.next()) {}"))
    assert "while { let next = self.next(); self.record(next) } {}" in mended.text
    assert mended.moves == ("ask-before-lending",)


def test_a_method_that_looks_at_other_fields() -> None:
    """The method looks at the rate alone: it gives the same before an account is lent."""
    mended = mend(RATES)
    lending = "        if let Some(balance)"
    asked = RATES.replace("+= self.bonus()", "+= bonus").replace(
        lending, f"        let bonus = self.bonus();\n{lending}"
    )
    assert mended.text == asked
    assert mended.moves == ("ask-before-lending",)


def test_the_length_of_what_is_run_through() -> None:
    """A loop over the elements does not change how many there are."""
    mended = mend(MEAN)
    assert mended.text == MEAN.replace("    for", "    let len = all.len();\n    for").replace("/= all.len()", "/= len")
    assert mended.moves == ("ask-before-lending",)


def test_a_number_that_is_pointed_at() -> None:
    """The number is copied, and the copy is pointed at."""
    mended = mend(SHARED)
    assert mended.text == SHARED.replace("add(&mut x, &x)", "let x_before = x;\n    add(&mut x, &x_before)")
    assert mended.moves == ("ask-before-lending",)


def test_what_is_taken_from_a_shared_loan() -> None:
    """The length is all that is needed of the old text: it is taken before the new one is set."""
    crate = "pub fn f(mut s: String) -> usize {\n    let view = s.trim();\n    s = String::new();\n"
    crate += "    view.len() + s.len()\n}\n"
    mended = mend(crate)
    text = crate.replace("    s =", "    let len = view.len();\n    s =")
    assert mended.text == text.replace("view.len() + s", "len + s")
    assert mended.costs == ()


def test_what_prints_stays_in_its_place() -> None:
    """Both arguments print: the second may not be asked for first."""
    shown = "self.record(shout(1) + self.next());"
    crate = COUNTER.replace("self.record(self.next());", shown).replace("self.n += 1;", 'println!("next");')
    mended = mend(crate + 'fn shout(n: u32) -> u32 {\n    println!("{n}");\n    n\n}\n')
    assert "let next" not in mended.text


def test_what_is_changed_through_the_loan_is_not_read_before() -> None:
    """The bonus hangs on the accounts themselves: before the loan it may be another one."""
    crate = RATES.replace("self.rate * 2", "self.rate * self.accounts.values().sum::<u32>()")
    mended = mend(crate.replace("*balance +=", "*balance += 1;\n            *balance +="))
    assert not mended.compiles
    assert mended.faults == ()
