"""How tools are shown: on a narrow terminal, with strange names, in every state."""

import io

import pytest
from rich.console import Console

from ferrule.facts.tools import Deed, Deeds, Found, Heard, Inventory, Need, Origin, Result, Standing, Way
from ferrule.report.tools import print_deeds, print_inventory
from ferrule.report.tools_talk import ToolLines

FOUND = Found("/usr/bin/cargo-a\x1b[31m", "1.0.0", Origin.PATH)
NEEDS = (
    Need("a", ("one",), Standing.OK, FOUND, (Found("/x/a", None, Origin.FERRULE),)),
    Need("b", ("two",), Standing.MISSING, None, pinned="2.0.0", way=Way.CRATE, remedy="ferrule tools install b"),
    Need("c", ("three",), Standing.BROKEN, FOUND, detail="does not tell its version"),
    Need("d", ("four",), Standing.TOO_OLD, FOUND, detail="ferrule supports 2 and newer"),
    Need("e", ("two",), Standing.SPARE, None, detail="could stand in for b"),
)


def console(width: int) -> tuple[Console, io.StringIO]:
    """Give a console of so many columns and what is written to it."""
    text = io.StringIO()
    return Console(file=text, width=width), text


@pytest.mark.parametrize("width", [20, 59, 60, 120])
def test_every_width_shows_every_word(width: int) -> None:
    """Names, versions, origins and remedies are there on 20 columns as on 120, and no line is longer."""
    shown, text = console(width)

    print_inventory(Inventory("/data", NEEDS), shown)

    words = "".join(text.getvalue().split())
    assert all(
        part in words for part in ("1.0.0", "/usr/bin/cargo-a(PATH)", "ferruletoolsinstallb", "couldstandinforb")
    )
    assert "notdecidedwithoutwhatismissing:two,three" in words
    assert max(len(line) for line in text.getvalue().split("\n")) <= width
    assert "\x1b" not in text.getvalue()


def test_what_failed_comes_last() -> None:
    """A failure is not scrolled away by what went well."""
    shown, text = console(100)
    failed = Deed("a", Result.FAILED, detail="the disk is full", remedy="free space")
    good = Deed("b", Result.INSTALLED, "1.0.0", Way.WHEEL, path="/x/b", origin=Origin.FERRULE, seconds=1.25)

    print_deeds(Deeds("install", dry_run=False, folder="/x", deeds=(failed, good)), shown)

    lines = [" ".join(line.split()) for line in text.getvalue().strip().split("\n")]
    assert "✔ b 1.0.0 installed · /x/b (ferrule tools) (prebuilt, 1.2 s)" == lines[0]
    assert ["✘ a failed · the disk is full", "→ free space", "", "not there: a"] == lines[1:]


def test_a_pipe_gets_no_line_that_passes() -> None:
    """What a program at work says is for terminals; what happened is for logs too."""
    shown, text = console(100)
    lines = ToolLines(shown)

    with lines.shown():
        lines(Heard("a", "Compiling x", passing=True))
        lines(Heard("a", "installed\x1b[2J 1.0.0"))
        lines(Heard("", "waiting"))

    assert "a: installed 1.0.0\nwaiting\n" == text.getvalue()
