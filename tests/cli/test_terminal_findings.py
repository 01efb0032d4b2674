"""Findings on a real terminal: what its screen shows in the end, wide or of twenty columns."""

from pathlib import Path

import pyte
import pytest

from ladder import FERRULE
from terminal import Terminal
from workspaces import package

pytestmark = pytest.mark.cargo
BAD = """//! Wrong.
use std::collections::HashMap;

/// Gives a number.
pub fn number() -> u32 {
    "a"
}
"""


def screen(terminal: Terminal, columns: int, lines: int = 400) -> list[str]:
    """Give the lines that a terminal of this size shows when all was written."""
    shown = pyte.Screen(columns, lines)
    pyte.Stream(shown).feed(terminal.raw)
    return [line.rstrip() for line in shown.display]


def test_the_live_table_gives_way_to_findings_and_totals(tmp_path: Path) -> None:
    """In the end there is no spinner: gates that ended, the file once, its findings by gravity, rows, totals last."""
    terminal = Terminal(package(tmp_path, {"src/lib.rs": BAD}), FERRULE, "check", "--only", "check")

    code = terminal.end()
    lines = screen(terminal, 100)
    kept = [line for line in lines if line]

    assert 1 == code
    assert 1 == lines.count("src/lib.rs")
    found = lines[lines.index("src/lib.rs") + 1 :]
    assert found[0] == "  6:5  error[E0308] mismatched types  (check)"
    assert '    6 |     "a"' in found
    assert any(line.startswith("  2:5  warning[unused_imports] unused import") for line in found)
    assert "".join(kept[-2:]).startswith("failed · 1 failed, ")
    assert not any(mark in "".join(lines) for mark in "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")


def test_twenty_columns_lose_no_word(tmp_path: Path) -> None:
    """Words are folded within the screen; rows are lines and no table."""
    terminal = Terminal(
        package(tmp_path, {"src/lib.rs": BAD}), FERRULE, "check", "--only", "check", COLUMNS="20", NO_COLOR="1"
    )

    assert 1 == terminal.end()
    lines = screen(terminal, 20)
    whole = "".join(lines).replace(" ", "")
    for words in ("src/lib.rs", "error[E0308]mismatchedtypes", "✘checkfailed", "1finding", "profilestandard"):
        assert words in whole, words
    assert max(map(len, terminal.text.split("\n"))) <= 400
    assert "\x1b[31m" not in terminal.raw


def test_a_reader_that_stops_after_the_first_line(tmp_path: Path) -> None:
    """`| head -1` on a terminal shows one line and no traceback; the exit code is the ladder's."""
    script = f"{FERRULE} check -q --only check | head -1; echo ended ${{PIPESTATUS[0]}}"
    terminal = Terminal(package(tmp_path, {"src/lib.rs": BAD}), "bash", "-c", script)

    assert 0 == terminal.end()
    assert ["src/lib.rs", "ended 1"] == [line for line in screen(terminal, 100) if line]
