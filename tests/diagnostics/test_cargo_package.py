"""What `cargo package` printed, as findings and members."""

import pytest

from diagnostics.captured import captured, short
from ferrule.diagnostics.cargo_package import read_cargo_package
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason

FOLDERS = {"one-zzz": "one", "two-zzz": "two"}
TWO = captured("package/two_members.txt")


def read(text: str) -> Reading:
    """Read output about the members `one` and `two`."""
    return read_cargo_package(text, FOLDERS)


def errors(reading: Reading) -> list[Finding]:
    """Give the findings that fail a gate."""
    return [finding for finding in reading.findings if finding.level is Level.ERROR]


def test_both_are_packed_and_built() -> None:
    """Two members were verified; each manifest gets the remark that Cargo made on it."""
    reading = read(TWO)

    assert (Seen("packages", 2), True) == (reading.seen, reading.finished)
    assert ["cargo metadata warning one/Cargo.toml", "cargo metadata warning two/Cargo.toml"] == [
        short(finding) for finding in reading.findings
    ]


def test_one_does_not_build() -> None:
    """The error stands in the member, not in the folder where Cargo unpacked it; nothing was verified."""
    reading = read(captured("package/does_not_build.txt"))

    [error] = errors(reading)
    assert ("rustc None error one/src/lib.rs:2:20", Seen("packages", 0)) == (short(error), reading.seen)
    assert error.message.startswith("couldn't read")
    assert "include!" in error.rendered
    assert reading.finished is None


def test_a_dependency_that_is_not_published() -> None:
    """What the registry does not have has to be published first."""
    [error] = errors(read(captured("package/not_published.txt")))

    assert "cargo unpublished-dependency error two/Cargo.toml" == short(error)
    assert ("no matching package named `one-zzz` found", "two-zzz") == (error.message, error.package)


def test_offline() -> None:
    """The same words mean nothing where the registry could not be asked."""
    reading = read(captured("package/offline.txt"))

    assert [] == errors(reading)
    assert reading.undecided is not None
    assert Reason.NO_NETWORK is reading.undecided.reason


def test_a_linker_that_is_missing() -> None:
    """An error without a place is kept where it tells what the machine lacks; the gate knows its words."""
    step = TWO.partition("    Finished")[0]

    said = "error: linker `cc` not found\n  |\n  = note: No such file\n\nerror: could not compile `one-zzz`\n"
    [error] = errors(read(step + said))

    assert ("linker `cc` not found", None) == (error.message, error.path)


def test_a_failed_download_is_no_finding() -> None:
    """Errors of Cargo about the network are no fault of a member."""
    step = TWO.partition("    Finished")[0]

    reading = read(f"{step}error: failed to download from `https://example.org`\n\nCaused by:\n  no route to host\n")

    assert ([], None) == (errors(reading), reading.finished)
    assert reading.complaint.startswith("error: failed to download")


@pytest.mark.parametrize("cut", ["    Finished", "   Verifying two", "   Packaging one"])
def test_output_that_breaks_off(cut: str) -> None:
    """Before the last member was built the reading is not finished."""
    assert read(TWO[: TWO.rfind(cut)]).finished is None
