"""A packet with every part filled, for the tests that look at parts of it."""

from dataclasses import replace
from pathlib import Path

from escalation.scenes import Checked, checked
from ferrule.escalation.packets.build import Material, build
from ferrule.facts.fix import Attempt
from ferrule.facts.packet import CurrentState, Escalation, Window
from ferrule.facts.workspace import Toolchain
from ferrule.workspace.metadata import read_toolchain

TOOLCHAIN = Toolchain("rustc 1.95.0 (59807616e 2026-04-14)", "x86_64-unknown-linux-gnu", "1.95.0")
RENDERED = """error[E0382]: borrow of moved value: `name`
 --> src/lib.rs:3:5
  |
1 | pub fn f(name: String) -> usize {
  |          ---- move occurs because `name` has type `String`, which does not implement the `Copy` trait
2 |     drop(name);
  |          ---- value moved here
3 |     name.len()
  |     ^^^^ value borrowed here after move

"""
PACKET = Escalation(
    incident="I-0a1b2c3d",
    sender="rust-pro",
    to="backend-coordinator",
    level=2,
    problem="E0382: borrow of moved value: `name`",
    attempted=("level 1, attempt 1: borrowed (3 edits tried); result: does not compile",),
    error_full=RENDERED,
    context=Window("src/lib.rs", 3, "  2 |     drop(name);\n> 3 |     name.len()", "rustc 1.95.0"),
    request="An ownership design: is `name` given away, lent, or shared?",
    current_state=CurrentState(("src/lib.rs",), "main"),
    blocked_on="the tree does not compile until src/lib.rs:3 is answered",
    code="E0382",
    kind="move",
    related=(Window("src/other.rs", 7, "> 7 | pub struct Name;", "rustc 1.95.0"),),
)
STRATEGIC = replace(
    PACKET,
    level=3,
    to="tech-lead-orchestrator",
    why_previous_failed="level 2 ended after 3 attempts; the last one: does not compile",
    suspected_cause="no attempt left fewer errors",
)
ATTEMPT = Attempt(
    1, 1, "borrow", "E0382: borrow", "3 edits tried", "it is borrowed", "does not compile", 1, 1, 2.0, True
)


def built(root: Path, text: str, kind: str, level: int = 2) -> tuple[Escalation, Checked]:
    """Check a library of one file, and give the packet of its first error, and what it was made of."""
    found = checked(root, {"src/lib.rs": text})
    material = Material(
        "I-0a1b2c3d", found.errors[0], kind, root, read_toolchain(root), attempts=(ATTEMPT,), branch="main"
    )
    return build(material, level), found
