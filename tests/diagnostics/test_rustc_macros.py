"""Errors inside of macros from elsewhere are shown where the user called them."""

from pathlib import Path

import msgspec

from ferrule.diagnostics.cargo_line import Line, Message, Span
from ferrule.diagnostics.rustc_finding import finding_in
from ferrule.process.command import Command
from ferrule.process.door import run

SOURCE = """macro_rules! twice { ($e:expr) => { $e + $e }; }
pub fn f(v: Vec<u8>, s: String) { assert_eq!(v, s); }
pub fn g() -> u8 { twice!("a") }
"""
ROOT = Path("/ws")


def test_what_fails_in_a_macro_of_the_standard_library(tmp_path: Path) -> None:
    """The place is the call of `assert_eq!`; a macro of the file itself keeps its own place."""
    (tmp_path / "lib.rs").write_text(SOURCE)
    argv = ("rustc", "--crate-type=lib", "--emit=metadata", "--error-format=json", "lib.rs")
    said = run(Command(argv, tmp_path, 60.0)).stderr.text
    messages = [msgspec.json.decode(line, type=Message) for line in said.splitlines()]
    found = [finding_in(Line(message=message), tmp_path) for message in messages]
    compared, added = (one for one in found if one and one.rule)
    assert (compared.rule, compared.path, compared.line) == ("E0277", "lib.rs", 2)
    spot = compared.spots[0]
    assert SOURCE.encode()[spot.byte_start : spot.byte_end] == b"assert_eq!(v, s)"
    assert (added.rule, added.path, added.line) == ("E0369", "lib.rs", 1)


def test_a_place_that_is_nowhere_in_the_workspace_stays() -> None:
    """Without a call in the user's sources the place is as the compiler told it."""
    span = Span("/registry/serde/lib.rs", 1, 2, 7, 7, 1, 2, is_primary=True)
    found = finding_in(Line(message=Message("broken", level="error", spans=(span,))), ROOT)
    assert found is not None
    assert (found.path, found.line) == ("/registry/serde/lib.rs", 7)
