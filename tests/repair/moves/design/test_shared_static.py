"""A `static mut` of safe code is behind a lock (P19)."""

import pytest

from ferrule.facts.repair import CostKind
from ferrule.repair.moves.design import shared_static
from repair.moves.design.offering import answer

STATE = "pub struct State { pub n: u8, pub names: Vec<String> }\n"
STATIC = "pub static mut STATE: State = State { n: 0, names: Vec::new() };\n"
LOCK = 'lock().expect("no other thread panicked")'


def test_all_uses_in_two_files() -> None:
    """Each use opens the lock for itself: fields, methods, whole values and arguments of macros."""
    uses = """use crate::state::STATE;
pub fn put(name: &str) { STATE.names.push(name.to_string()); crate::state::STATE.n += 2; }
pub fn clear() { if STATE.names.is_empty() { STATE.n = 0; } println!("{}", STATE.n); }
"""
    files = {"lib.rs": "pub mod state;\npub mod uses;\n", "state.rs": STATE + STATIC, "uses.rs": uses}
    answered = answer(shared_static, files)
    assert answered.compiles
    state = "pub static STATE: Mutex<State> = Mutex::new(State { n: 0, names: Vec::new() });"
    assert state in answered.files["state.rs"]
    assert f"STATE.{LOCK}.names.push(name.to_string()); crate::state::STATE.{LOCK}.n += 2;" in answered.files["uses.rs"]
    assert f"if STATE.{LOCK}.names.is_empty() {{ STATE.{LOCK}.n = 0; }}" in answered.files["uses.rs"]
    assert set(answered.costs) >= {CostKind.INTERIOR_MUTABILITY, CostKind.UNWRAP}


def test_a_number() -> None:
    """A whole value is read and changed through the lock."""
    answered = answer(shared_static, "static mut N: u32 = 0;\npub fn next() -> u32 { N += 1; N }\n")
    assert f"pub fn next() -> u32 {{ *N.{LOCK} += 1; *N.{LOCK} }}" in answered.text


@pytest.mark.parametrize(
    "body",
    [
        "let a = N + next(); a",
        "N + N",
        "while N < 3 { N += next(); } 0",
        "let r = &N; *r",
        "match N { 0 => next(), n => n }",
    ],
)
def test_a_lock_that_would_wait_for_itself(body: str) -> None:
    """Where the lock could be wanted while it is held, or a reference is kept, nothing is offered."""
    text = f"static mut N: u32 = 0;\nfn next() -> u32 {{ N += 1; N }}\npub fn f() -> u32 {{ {body} }}\n"
    assert answer(shared_static, text).offered == 0


def test_what_is_no_static() -> None:
    """Other things that are unsafe stay so."""
    assert answer(shared_static, "unsafe fn f() -> u8 { 1 }\npub fn g() -> u8 { f() }\n").offered == 0
