"""Tools of more than one program: each is found, whatever of its name is on PATH."""

from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.tools import Deed, Origin, Result, ToolRequest
from ferrule.flow.bringing import install
from ferrule.flow.tools import tools
from ferrule.process.own_tools import tools_folder
from ferrule.process.programs import find_program
from ferrule.tools.pins import Pin
from toolbox import Index, says, wheel
from workspaces import program

HERE = Path("/")
LLVM = ("llvm-cov", "llvm-profdata")
SAYS_LLVM = "#!/bin/sh\necho LLVM version {}\n"


def brought(pin: Pin) -> Deed:
    """Install one tool; gives what became of it."""
    [deed] = install(ToolRequest(HERE, (pin.name,)), lambda _: None, (pin,)).deeds
    return deed


def test_another_llvm_on_path(index: Index, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rustup, with an LLVM on PATH that does not fit: what was brought is found, and theirs stays theirs."""
    rustc = program(tmp_path, "rustc", f'[ "$1" = -vV ] && echo "LLVM version: 99.0.0" || echo {tmp_path}/none/lib')
    monkeypatch.setenv("RUSTC", str(rustc))
    monkeypatch.setenv("PATH", f"{alone}:/usr/bin:/bin")
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo"))
    for name in LLVM:
        monkeypatch.delenv(name.upper().replace("-", "_"), raising=False)
        program(alone, name, "echo LLVM version 14.0.6")
    file = wheel(index.folder, "99.0.3", SAYS_LLVM, "tiny-llvm", LLVM)
    pin = Pin("llvm-tools", LLVM, ("--version",), ("coverage",), version="99.0.3", llvm=99, files=(file,))
    pin = replace(pin, wheel="tiny-llvm", component="llvm-tools")

    first, second = brought(pin), brought(pin)
    [need] = tools(HERE, (pin,)).needs[-1:]

    own = str(tools_folder() / "bin/llvm-cov")
    assert (Result.INSTALLED, Result.THERE) == (first.result, second.result), (first, second)
    assert need.found is not None
    assert (own, "99.0.3", Origin.FERRULE) == (need.found.path, need.found.version, need.found.origin)
    assert [alone / name for name in LLVM] == [find_program(name) for name in LLVM]


def test_each_program_goes_before_its_own_namesake(index: Index, alone: Path) -> None:
    """Of two that are too old each is replaced; as soon as the user has another one of either, theirs wins again."""
    names = ("cargo-tiny", "tiny-more")
    for name in names:
        says(alone, name, "1.0.0")
    file = wheel(index.folder, "2.0.0", programs=names)
    pin = Pin("cargo-tiny", names, ("--version",), oldest="1.5", version="2.0.0", wheel="cargo-tiny", files=(file,))

    deed = brought(pin)
    both = [find_program(name) for name in names]
    says(alone, "tiny-more", "3.0.0 of another day")

    assert Result.INSTALLED is deed.result
    assert [tools_folder() / "over" / name / name for name in names] == both
    assert [both[0], alone / "tiny-more"] == [find_program(name) for name in names]
