"""Enums that hold themselves (P16)."""

from repair.moves.mending import mend

TREE = """\
pub enum Term {
    Number(f64),
    Sum(Term, Term),
    Scaled { by: f64, term: Term },
}

impl Term {
    pub fn value(&self) -> f64 {
        match self {
            Term::Number(n) => *n,
            Term::Sum(a, b) => a.value() + b.value(),
            Term::Scaled { by, term } => by * term.value(),
        }
    }

    pub fn doubled(self) -> Self {
        Self::Scaled { by: 2.0, term: self }
    }
}

pub fn one(term: Term) -> Term {
    Term::Sum(Term::Number(1.0), Term::Scaled { by: 0.5, term })
}
"""
BOXED = """\
pub enum Term {
    Number(f64),
    Sum(Box<Term>, Box<Term>),
    Scaled { by: f64, term: Box<Term> },
}

impl Term {
    pub fn value(&self) -> f64 {
        match self {
            Term::Number(n) => *n,
            Term::Sum(a, b) => a.value() + b.value(),
            Term::Scaled { by, term } => by * term.value(),
        }
    }

    pub fn doubled(self) -> Self {
        Self::Scaled { by: 2.0, term: Box::new(self) }
    }
}

pub fn one(term: Term) -> Term {
    Term::Sum(Box::new(Term::Number(1.0)), Box::new(Term::Scaled { by: 0.5, term: Box::new(term) }))
}
"""
LIST = """\
pub struct Item {
    pub value: u32,
    pub next: Option<Item>,
}
"""


def test_fields_and_constructors() -> None:
    """What is declared and what is made change together."""
    mended = mend(TREE)
    assert mended.text == BOXED
    assert mended.moves == ("box-fields",)
    assert mended.faults == ()


def test_a_struct() -> None:
    """The compiler's own suggestion answers what has no variants."""
    mended = mend(LIST)
    assert mended.compiles
    assert "box-fields" not in mended.moves


def test_values_in_a_macro() -> None:
    """Values that are made among the arguments of a macro are boxed like all others."""
    head = "pub enum Sum {\n    One(i8),\n    Both(Sum, Sum),\n}\n"
    arms = "Sum::One(n) => *n, Sum::Both(a, b) => a.get() + b.get()"
    body = f"impl Sum {{ pub fn get(&self) -> i8 {{ match self {{ {arms} }} }} }}\n"
    use = 'pub fn f() { println!("{}", Sum::Both(Sum::One(1), Sum::One(2)).get()); }\n'
    mended = mend(head + body + use)
    assert mended.compiles
    assert "Sum::Both(Box::new(Sum::One(1)), Box::new(Sum::One(2)))" in mended.text
