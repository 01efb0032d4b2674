"""The pins that come with ferrule: whole, of the catalogue's gates, and no older than what ferrule supports."""

import re
import tomllib
from pathlib import Path

from ferrule.gates.catalog import GATES
from ferrule.tools.look import is_older
from ferrule.tools.pins import bundled_pins, chosen

ROOT = Path(__file__).parents[2]
TOOLCHAIN = {"cargo", "rustdoc"}


def test_the_program_of_every_gate_is_known() -> None:
    """Each gate's program belongs to the toolchain or can be brought, and the remedy of its row names the tool."""
    programs = {program: pin.name for pin in bundled_pins() for program in pin.programs}
    wanted = {gate.TOOL.program: gate.TOOL.remedy for gate in GATES if gate.TOOL.program not in TOOLCHAIN}

    assert {name: f"ferrule tools install {programs.get(name)}" for name in wanted} == wanted
    assert {"coverage", "unused-deps"} == {gate for pin in bundled_pins() for gate in pin.gates}


def test_every_pin_has_its_checksums() -> None:
    """Files are of the pinned version with a sha256 and a size, crates with a sha256; nothing is brought without."""
    for pin in bundled_pins():
        assert bool(pin.wheel) == bool(pin.files)
        assert bool(pin.crate) == bool(re.fullmatch("[0-9a-f]{64}", pin.crate_sha256))
        for file in pin.files:
            assert (pin.wheel.replace("-", "_"), pin.version) == tuple(file.name.split("-")[:2])
            assert re.fullmatch("[0-9a-f]{64}", file.sha256)
            assert file.size > 10_000


def test_bounds_are_those_of_the_extra() -> None:
    """What counts as too old is what `pip install ferrule[tools]` would not take either, and no pin is too old."""
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["tools"]
    bounds = dict(line.split(";")[0].split(">=") for line in extra)
    pins = [pin for pin in bundled_pins() if pin.oldest]

    assert {pin.wheel: bounds[pin.wheel] for pin in pins} == {pin.wheel: pin.oldest for pin in pins}
    assert len(pins) == len(bounds) - 1  # any bubblewrap will do
    assert not [pin.name for pin in pins if is_older(pin.version, pin.oldest)]


def test_llvm_tools_are_those_of_the_compiler() -> None:
    """Of two pins of a name the one of rustc's LLVM counts; for another LLVM nothing prebuilt is offered."""
    versions = {
        llvm: next(pin for pin in chosen(bundled_pins(), llvm) if pin.name == "llvm-tools") for llvm in (21, 22)
    }
    none = next(pin for pin in chosen(bundled_pins(), 20) if pin.name == "llvm-tools")

    assert ("21.", "22.") == (versions[21].version[:3], versions[22].version[:3])
    assert ("", (), "llvm-tools") == (none.version, none.files, none.component)
