"""What counts as a decision on the types, by the words of the real rustc."""

from pathlib import Path

import pytest

from escalation.scenes import checked
from ferrule.escalation.triggers.catalog import detect
from workspaces import manifest

pytestmark = pytest.mark.cargo
SHAPE = "pub trait Shape { fn area(&self) -> f64; }\npub fn total<T: Shape>(one: &T) -> f64 { one.area() }\n"
TWO = "".join(
    f"pub struct {n};\nimpl Shape for {n} {{ fn area(&self) -> f64 {{ 1.0 }} }}\n" for n in ("Disc", "Square")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pub trait Make { fn make() -> Self; }\npub fn f(_: &dyn Make) {}", "`Make` is not dyn compatible"),
        (
            "pub trait Own {}\nimpl<T> Own for T {}\nimpl Own for u8 {}",
            "`Own` is a trait of this workspace (src/lib.rs)",
        ),
        (
            f"{SHAPE}pub fn f(s: &[Box<dyn Shape>]) -> f64 {{ s.iter().map(|one| total(one)).sum() }}",
            "`total` is generic",
        ),
        (f"{SHAPE}{TWO}pub fn f(b: bool) -> impl Shape {{ if b {{ Disc }} else {{ Square }} }}", "`f` returns several"),
        (f"{SHAPE}{TWO}pub fn f(b: bool) -> impl Shape {{ if b {{ return Disc; }} Square }}", "`f` returns several"),
    ],
    ids=["E0038", "own impls meet", "object for a generic", "two arms", "two returns"],
)
def test_decisions_on_own_traits_jump(tmp_path: Path, text: str, words: str) -> None:
    """Objects or generics, and who implements what, are decided above level 1."""
    trigger = detect(checked(tmp_path, {"src/lib.rs": text}).scene)

    assert trigger is not None
    assert (trigger.name, trigger.level, trigger.row) == ("types", 3, "P38")
    assert words in trigger.evidence


@pytest.mark.parametrize(
    "text",
    [
        "#[derive(Clone)]\npub struct A;\nimpl Clone for A { fn clone(&self) -> A { A } }",
        "use std::fmt::*;\nimpl Display for Vec<u8> { fn fmt(&self, _: &mut Formatter) -> Result { Ok(()) } }",
        f"{SHAPE}pub fn f(s: &dyn Shape) -> f64 {{ total(s) }}",
        "pub trait Own {}\npub fn f<T: Own>(_: T) {}\npub fn g() { f(1u8); }",
        'pub fn f() -> u8 { "" }',
    ],
    ids=["derived twice", "foreign trait", "unsized", "not implemented", "plain mismatch"],
)
def test_what_is_no_decision_does_not_jump(tmp_path: Path, text: str) -> None:
    """Foreign traits, an impl that lacks and a plain mismatch are tried at level 1 first."""
    assert detect(checked(tmp_path, {"src/lib.rs": text}).scene) is None


def test_an_orphan_of_a_trait_of_another_member_jumps(tmp_path: Path) -> None:
    """A trait of one member, implemented in another one for a foreign type, asks where the impl belongs."""
    files = {"core/Cargo.toml": manifest("shapes"), "core/src/lib.rs": "pub trait Own {}\n"}
    files["src/lib.rs"] = "use shapes::Own;\nimpl Own for Vec<u8> {}\n"
    lines = '[workspace]\nmembers = ["core"]\n[dependencies]\nshapes = { path = "core" }\n'
    trigger = detect(checked(tmp_path, files, lines).scene)

    assert trigger is not None
    assert "`Own` is a trait of this workspace (core/src/lib.rs)" in trigger.evidence
