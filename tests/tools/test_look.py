"""What of a tool is there: versions, origins, the order of programs."""

from pathlib import Path

import pytest

from ferrule.facts.tools import Found, Origin, Standing
from ferrule.flow.tools import tools
from ferrule.process.own_tools import ANY, told_apart
from ferrule.process.programs import find_program
from ferrule.tools.look import is_older, look
from ferrule.tools.room import link, put_over
from toolbox import says, tiny
from workspaces import program

PIN = tiny(oldest="1.2")


def own(machine: Path, version: str = "2.0.0") -> None:
    """Put a tool into ferrule's own folder, as if it had been brought."""
    says(machine / "cargo-tiny" / version / "bin", "cargo-tiny", version)
    link(machine, tiny(version=version), version)


def test_the_one_on_path_comes_first(alone: Path, machine: Path) -> None:
    """What the user has on PATH is used, and what ferrule brought is named beside it."""
    says(alone, "cargo-tiny", "1.3.0")
    own(machine)

    [need] = [need for need in tools(Path("/"), (PIN,)).extras if need.name == "cargo-tiny"]

    assert (Standing.OK, Found(str(alone / "cargo-tiny"), "1.3.0", Origin.PATH)) == (need.standing, need.found)
    assert [(Origin.FERRULE, "2.0.0")] == [(other.origin, other.version) for other in need.others]


def test_one_that_is_too_old_gives_way_until_the_user_has_another(alone: Path, machine: Path) -> None:
    """Ours goes before exactly the file that was too old; a newer one in its place is used again, with no command."""
    old = says(alone, "cargo-tiny", "1.1.0")
    own(machine)
    put_over(machine, "cargo-tiny", told_apart(str(old)))

    before = find_program("cargo-tiny")
    says(alone, "cargo-tiny", "1.9.0 newer")
    after = find_program("cargo-tiny")
    put_over(machine, "cargo-tiny", ANY)

    assert (machine / "over/cargo-tiny/cargo-tiny", old) == (before, after)
    assert machine / "over/cargo-tiny/cargo-tiny" == find_program("cargo-tiny")


@pytest.mark.parametrize(
    ("script", "standing"),
    [
        ("echo cargo-tiny 1.2.0", Standing.OK),
        ("echo Version: 1.14.0", Standing.OK),
        ("echo 1.1.99", Standing.TOO_OLD),
        ("echo no number", Standing.BROKEN),
        ("echo 1.3.0; exit 1", Standing.BROKEN),
        ("kill -9 $$", Standing.BROKEN),
    ],
)
def test_a_tool_counts_by_what_it_tells(alone: Path, script: str, standing: Standing) -> None:
    """A version makes it good or too old; one that tells none, fails or crashes is broken, and can be brought anew."""
    program(alone, "cargo-tiny", script)

    [need] = tools(Path("/"), (PIN,)).extras

    assert standing is need.standing


def test_an_older_version_is_told_by_numbers() -> None:
    """Numbers are compared, not text; what follows a dash does not count."""
    assert is_older("0.9.9", "0.9.140")
    assert not is_older("0.20.2", "0.20")
    assert not is_older("1.9.0-stable", "1.9.0")


def test_every_program_of_a_name_is_told_once(alone: Path, machine: Path) -> None:
    """A link to the same file is no second program."""
    says(alone, "cargo-tiny", "1.3.0")
    own(machine)
    put_over(machine, "cargo-tiny", ANY)

    found = look((PIN,), Path("/"))["cargo-tiny"]

    assert ["2.0.0", "1.3.0"] == [one.version for one in found]
