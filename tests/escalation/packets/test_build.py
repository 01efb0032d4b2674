"""Packets of real errors, and the worked example whose context names a file and shows no code (P26, P27, P42)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from escalation.packets.samples import ATTEMPT, TOOLCHAIN, built
from escalation.scenes import checked
from ferrule.escalation.packets.build import Material, build, completed
from ferrule.escalation.packets.plain import read
from ferrule.escalation.packets.refusals import refusals
from ferrule.escalation.packets.request import TEMPLATES
from ferrule.facts.escalation import Trigger
from ferrule.facts.finding import Finding, Level

EXAMPLE = Path(__file__).parent / "worked_example"
MOVED = "pub fn f(name: String) -> usize {\n    drop(name);\n    name.len()\n}\n\npub fn other() {}\n"
FAR = "mod far;\npub fn f() -> usize {\n    let one = far::Token;\n    one.close();\n    one.close()\n}\n"


@pytest.mark.cargo
def test_a_packet_of_a_real_error_may_go_up(tmp_path: Path) -> None:
    """It has the whole diagnostic, the item around it with marks, the toolchain, and what was tried."""
    packet, found = built(tmp_path, MOVED, "move")

    assert refusals(packet) == ()
    assert packet.error_full == found.errors[0].rendered
    assert packet.context.code_window.split("\n") == [
        ">    1 | pub fn f(name: String) -> usize {",
        ">    2 |     drop(name);",
        ">    3 |     name.len()",
        "     4 | }",
    ]
    assert (packet.context.path, packet.context.line) == ("src/lib.rs", 3)
    assert packet.context.toolchain.startswith("rustc ")
    assert packet.attempted == ("level 1, attempt 1: it is borrowed (3 edits tried); result: does not compile",)
    assert "`name` at src/lib.rs:3" in packet.request


@pytest.mark.cargo
def test_the_code_is_that_of_the_overlay(tmp_path: Path) -> None:
    """What is shown is the text that was compiled, not the one on disk."""
    error = checked(tmp_path, {"src/lib.rs": MOVED}).errors[0]
    (tmp_path / "src/lib.rs").write_text("// saved meanwhile\n")
    changes = {tmp_path / "src/lib.rs": MOVED.encode()}
    packet = build(Material("I-1", error, "move", tmp_path, TOOLCHAIN, changes, (ATTEMPT,)), 2)

    assert "drop(name);" in packet.context.code_window
    assert refusals(packet) == ()


@pytest.mark.cargo
def test_other_places_have_windows_of_their_own(tmp_path: Path) -> None:
    """What the diagnostic points at in another file is shown too; the standard library is not."""
    far = "pub struct Token;\nimpl Token { pub fn close(self) -> usize { 0 } }\n"
    found = checked(tmp_path, {"src/lib.rs": FAR, "src/far.rs": far})
    packet = build(Material("I-1", found.errors[0], "move", tmp_path, TOOLCHAIN, attempts=(ATTEMPT,)), 2)

    assert {window.path for window in packet.related} == {"src/far.rs"}
    assert any("fn close(self)" in window.code_window for window in packet.related)


@pytest.mark.cargo
def test_a_long_item_is_cut_to_its_head_and_the_lines_around(tmp_path: Path) -> None:
    """Of an item of two hundred lines its first line stays, and what stands near the error."""
    filler = "".join(f"    let _v{n} = {n};\n" for n in range(200))
    packet, _ = built(tmp_path, f'pub fn long() -> u8 {{\n{filler}    ""\n}}\n', "type")
    rows = packet.context.code_window.split("\n")

    assert len(rows) < 40
    assert rows[0].endswith("pub fn long() -> u8 {")
    assert rows[1].strip() == "..."
    assert any(row.startswith(">  202 |") for row in rows)


@pytest.mark.cargo
def test_an_architect_hears_why_the_levels_below_failed(tmp_path: Path) -> None:
    """At level 3 what came of the last attempt and a suspicion are there; a trigger stands for both."""
    packet, found = built(tmp_path, MOVED, "move", 3)
    trigger = Trigger("ownership", 3, "P35", "a circle of owners: A.b: Rc<B>, B.a: Rc<A>")
    material = Material("I-1", found.errors[0], "move", tmp_path, TOOLCHAIN, trigger=trigger)
    jumped = build(material, 3)

    assert refusals(packet) == refusals(jumped) == ()
    assert packet.why_previous_failed.endswith("the last one: does not compile")
    assert (packet.to, jumped.to) == ("tech-lead-orchestrator", "systems-architect")
    assert jumped.trigger.startswith("ownership (P35): a circle")
    assert any("attempted" in words for words in refusals(build(replace(material, trigger=None), 2)))


def test_an_error_without_a_place_shows_the_manifest(tmp_path: Path) -> None:
    """What the linker says belongs to no source: the manifest stands in its place."""
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "demo"\n')
    error = Finding(
        "rustc", None, Level.ERROR, "linking with `cc` failed", rendered="error: linking with `cc` failed\n"
    )
    packet = build(Material("I-1", error, "other", tmp_path, TOOLCHAIN, attempts=(ATTEMPT,)), 2)

    assert packet.context.path == "Cargo.toml"
    assert refusals(packet) == ()


@pytest.mark.parametrize("path", ["../secret.txt", "link.rs", "/etc/hostname"])
def test_nothing_from_outside_is_shown(tmp_path: Path, path: str) -> None:
    """A diagnostic that points out of the workspace brings no text along, and the packet is refused."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("hidden")
    (root / "link.rs").symlink_to(tmp_path / "secret.txt")
    error = Finding("rustc", "E0425", Level.ERROR, "no", path, 1, 1, rendered=f"error: no\n --> {path}:1:1\n")
    packet = build(Material("I-1", error, "other", root, TOOLCHAIN, attempts=(ATTEMPT,)), 2)

    assert "hidden" not in str(packet)
    assert "context.code_window: is empty" in refusals(packet)


def test_the_worked_example_lacks_only_its_code() -> None:
    """A path without code is refused, and the program adds the window; all else of the example holds."""
    packet = read(json.loads((EXAMPLE / "packet.json").read_text()))
    whole = completed(packet, EXAMPLE, {}, TOOLCHAIN)

    assert {words.partition(":")[0] for words in refusals(packet)} == {
        "context.code_window", "context.toolchain", "context.line",
    }  # fmt: skip
    assert refusals(whole) == ()
    assert ">   15 |     fn find<'a>(&'a self, name: &'t str) -> Option<&'a str> {" in whole.context.code_window
    assert whole.context.line == 15
    assert completed(whole, EXAMPLE, {}, TOOLCHAIN) == whole


def test_each_class_asks_for_something_of_its_own() -> None:
    """There are ten requests, `other` included, and no two begin alike."""
    compiled = {"borrow", "lifetime", "type", "trait", "move", "unsafe", "other"}
    assert compiled | {"test", "performance", "lint"} == set(TEMPLATES)
    assert len({words.partition(":")[0] for words in TEMPLATES.values()}) == len(TEMPLATES)
