"""A tool brought from a package index on this machine, by the real pip and uv: whole or not at all."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.tools import Deed, Found, Heard, Result, ToolRequest, Way
from ferrule.flow.bringing import install, uninstall, update
from ferrule.flow.tools import tools
from ferrule.process.programs import find_program
from ferrule.tools import machine as machine_room
from ferrule.tools.pins import Pin
from toolbox import SAYS, Index, says, tiny, wheel

HERE = Path("/")


def brought(pin: Pin, heard: list[Heard] | None = None, **more: object) -> Deed:
    """Install one tool; gives what became of it."""
    request = replace(ToolRequest(HERE, (pin.name,)), **more)  # type: ignore[arg-type] # fields by name
    [deed] = install(request, (heard if heard is not None else []).append, (pin,)).deeds
    return deed


def nothing_is_there(machine: Path) -> bool:
    """Give whether neither a program nor a part of one can be found."""
    left = [path for path in machine.rglob("*") if path.is_file() and path.name != "lock"]
    return find_program("cargo-tiny") is None and left == []


@pytest.mark.parametrize("fetcher", ["pip", "uv"])
def test_a_wheel_is_brought_and_found(
    index: Index, machine: Path, monkeypatch: pytest.MonkeyPatch, fetcher: str
) -> None:
    """Fetched, verified, unpacked, tried out, linked; by uv where Python has no pip. Twice is once."""
    if fetcher == "uv":
        monkeypatch.setattr(machine_room, "find_spec", lambda _: None)
    pin = tiny(wheel(index.folder))
    heard: list[Heard] = []

    first, second = brought(pin, heard), brought(pin)

    program = machine / "bin/cargo-tiny"
    assert (Result.INSTALLED, "1.0.0", Way.WHEEL, str(program)) == (
        first.result,
        first.version,
        first.way,
        first.path,
    ), first
    assert (Result.THERE, str(program)) == (second.result, second.path)
    assert "tiny 1.0.0\n" == subprocess.check_output((str(find_program("cargo-tiny")),), text=True)
    assert "installed 1.0.0" == heard[-1].words
    receipt = json.loads((machine / "cargo-tiny/1.0.0/receipt.json").read_text())
    assert ("1.0.0", "wheel", pin.files[0].sha256) == (receipt["version"], receipt["way"], receipt["sha256"])


@pytest.mark.parametrize("fetcher", ["pip", "uv"])
def test_a_wrong_checksum_stops_it(index: Index, machine: Path, monkeypatch: pytest.MonkeyPatch, fetcher: str) -> None:
    """A file that is not the pinned one is not unpacked, and nobody falls back to another way without a word."""
    if fetcher == "uv":
        monkeypatch.setattr(machine_room, "find_spec", lambda _: None)
    file = wheel(index.folder)

    deed = brought(tiny(replace(file, sha256="0" * 64), crate="cargo-tiny", crate_sha256="1" * 64))

    assert (Result.FAILED, True) == (deed.result, "does not have the pinned sha256" in deed.detail)
    assert file.sha256 in deed.detail
    assert nothing_is_there(machine)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("#!/bin/sh\nexit 1\n", "does not start, or tells no version"),
        ("#!/bin/sh\necho 7.0.0\n", "says that it is 7.0.0"),
    ],
)
def test_what_does_not_answer_is_thrown_away(index: Index, machine: Path, script: str, words: str) -> None:
    """A program that does not tell the pinned version is never put where it would be found."""
    deed = brought(tiny(wheel(index.folder, script=script)))

    assert (Result.FAILED, True) == (deed.result, words in deed.detail)
    assert nothing_is_there(machine)


def test_one_failure_does_not_stop_the_others(index: Index, machine: Path) -> None:
    """Each tool of a call gets its own end, and the exit code tells that one is missing."""
    good = tiny(wheel(index.folder))
    bad = replace(good, name="cargo-bad", programs=("cargo-bad",), version="9.9.9", crate="")

    deeds = install(ToolRequest(HERE, ("cargo-bad", "tiny")), lambda _: None, (bad, good))

    assert [("cargo-bad", "failed"), ("cargo-tiny", "installed")] == [(deed.name, deed.result) for deed in deeds.deeds]
    assert 3 == deeds.exit_code


def test_no_network_means_the_folder_alone(index: Index, machine: Path, tmp_path: Path) -> None:
    """The index is not asked, not even by pip's own settings; what the folder lacks fails with the file's name."""
    pin = tiny(wheel(tmp_path / "wheels"))
    (tmp_path / "empty").mkdir()

    lacking = brought(pin, wheels=tmp_path / "empty", network=False)
    none = brought(pin, network=False)
    there = brought(pin, wheels=tmp_path / "wheels", network=False)

    assert (Result.FAILED, True) == (lacking.result, f"{pin.files[0].name} is not in" in lacking.detail)
    assert (Result.FAILED, True) == (none.result, none.detail.startswith("no network, and no --wheels FOLDER"))
    assert (Result.INSTALLED, []) == (there.result, index.asked)


def test_a_folder_goes_before_the_index(index: Index, machine: Path, tmp_path: Path) -> None:
    """What the folder has is not downloaded; what it lacks is."""
    pin = tiny(wheel(tmp_path / "wheels"))

    assert Result.INSTALLED is brought(pin, wheels=tmp_path / "wheels").result
    assert [] == index.asked
    newer = tiny(wheel(index.folder, "1.1.0"), version="1.1.0")
    assert Result.INSTALLED is brought(newer, wheels=tmp_path / "wheels", force=True).result
    assert [] != index.asked


def test_no_index_is_told_as_such(index: Index, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody answers, the row says so and what helps; no crate is built in its place."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")

    deed = brought(tiny(wheel(index.folder), crate="cargo-tiny", crate_sha256="1" * 64))

    assert (Result.FAILED, True) == (deed.result, "--wheels" in deed.remedy)
    assert re.fullmatch(r"not downloaded: \w+: .*Connection refused", deed.detail)


def test_a_download_that_breaks_off_leaves_nothing(index: Index, machine: Path) -> None:
    """Half a file is no tool, and the row tells that the line broke."""
    index.half = True
    index.over.set()

    deed = brought(tiny(wheel(index.folder)))

    assert Result.FAILED is deed.result
    assert nothing_is_there(machine), deed


def test_a_plan_does_nothing(index: Index, machine: Path) -> None:
    """What, from where, how large and which checksum; neither a file nor a request."""
    pin = tiny(wheel(index.folder))

    deed = brought(pin, dry_run=True)

    file = pin.files[0]
    assert (Result.PLANNED, file.size, file.sha256) == (deed.result, deed.size, deed.sha256)
    assert (True, [], False) == (file.name in deed.source, index.asked, machine.exists())


def test_what_is_too_old_is_brought_and_wins(index: Index, machine: Path, alone: Path) -> None:
    """A supported one on PATH is left alone, one that is too old is not used any longer."""
    pin = tiny(wheel(index.folder, "2.0.0"), version="2.0.0", oldest="1.5")
    says(alone, "cargo-tiny", "1.5.0")
    supported = brought(pin)
    says(alone, "cargo-tiny", "1.4.0 older")

    old = brought(pin)

    assert (Result.THERE, "--force brings 2.0.0") == (supported.result, supported.detail)
    assert Result.INSTALLED is old.result
    assert "tiny 2.0.0\n" == subprocess.check_output((str(find_program("cargo-tiny")),), text=True)
    assert ["2.0.0", "1.4.0"] == [one.version for one in _found(pin)]


def _found(pin: Pin) -> list[Found]:
    [need] = tools(HERE, (pin,)).extras
    return [found for found in (need.found, *need.others) if found]


def test_an_update_goes_to_the_pin(index: Index, machine: Path) -> None:
    """What was brought earlier follows the pins of this ferrule, and the old version is gone."""
    brought(tiny(wheel(index.folder)))
    newer = tiny(wheel(index.folder, "1.1.0", SAYS), version="1.1.0")
    request = ToolRequest(HERE)

    [deed] = update(request, lambda _: None, (newer,)).deeds
    [same] = update(request, lambda _: None, (newer,)).deeds
    [gone] = uninstall(ToolRequest(HERE, ("tiny",)), lambda _: None).deeds

    assert (Result.INSTALLED, "1.1.0", "was 1.0.0") == (deed.result, deed.version, deed.detail)
    assert (Result.THERE, Result.REMOVED) == (same.result, gone.result)
    assert nothing_is_there(machine)
    assert () == update(request, lambda _: None, (newer,)).deeds
