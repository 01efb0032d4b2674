"""What people see: foreign text is harmless, long reports end, live lines tell what goes on."""

import io
import json
import time

import pytest
from rich.console import Console

from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import CheckReport, GateResult, Verdict, skipped
from ferrule.facts.progress import Activity, Finished, Started
from ferrule.facts.reading import Part, Seen
from ferrule.facts.status import Reason, Status
from ferrule.report import progress
from ferrule.report.check_json import check_object
from ferrule.report.check_text import print_check
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.findings_text import SHOWN_ERRORS
from ferrule.report.json_text import json_text

PASSED = GateResult("fmt", "formatted", Status.PASSED, argv=("cargo", "fmt"), seen=Seen("files", 1), seconds=0.5)


def report(*rows: GateResult, notes: tuple[str, ...] = ()) -> CheckReport:
    """Make a report of these rows."""
    return CheckReport("/ws", "rustc 1", "standard", Verdict.FAILED, 1, 2, 1.0, rows, "run-1", notes)


def shown(value: CheckReport, width: int = 100) -> str:
    """Print a report as it goes into a pipe."""
    console = Console(file=io.StringIO(), width=width, emoji=False, markup=False)
    print_check(value, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize(
    ("foreign", "harmless"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("a\rb\x08c\x00", "a\ufffdb\ufffdc\ufffd"),
        ("line\r\nline\ttab", "line\nline\ttab"),
        ("evil\u202etxt", "evil\ufffdtxt"),
        ("lone\ud800", "lone?"),
    ],
)
def test_foreign_text_cannot_act_on_the_terminal(foreign: str, harmless: str) -> None:
    """Colours, titles, cursor movements, reordering and broken characters are taken out."""
    assert harmless == for_terminal(foreign)


def test_one_line_is_one_line() -> None:
    """Line breaks become blanks, and what is too long is shortened."""
    assert on_one_line("a\n  b\tc", 10) == "a b c"
    assert on_one_line("abcdefghij", 5) == "abcd…"


def test_findings_rows_and_totals() -> None:
    """A finding that two gates made is shown once with both names; every row is there; notes come last."""
    finding = Finding(
        "rustc", "E0308", Level.ERROR, "[bold]mismatched", "src/lib.rs", 3, rendered="error: x\n \x1b[1m| y"
    )
    red = GateResult("check", "compiles", Status.FAILED, findings=(finding,), argv=("cargo",), detail="1 finding")
    again = GateResult("test", "tests pass", Status.FAILED, findings=(finding,), argv=("cargo",))
    missing = skipped("nextest", "tests pass", Reason.NOT_INSTALLED, "cargo-nextest is not on PATH", "pip install x")

    text = shown(report(PASSED, red, again, missing, notes=("the disk is full",)))

    assert text.count("src/lib.rs\n  3  error[E0308] [bold]mismatched  (check, test)\n") == 1
    assert "    error: x\n     | y" in text
    assert ["✔", "fmt", "passed", "1", "file", "0.5", "s"] in [line.split() for line in text.split("\n")]
    assert "not-installed: cargo-nextest is not on PATH" in text
    assert "→ pip install x" in text
    assert "failed · 1 passed, 2 failed, 1 skipped · 1 finding · 1.0 s on 2 cores" in text
    assert text.endswith("note: the disk is full\n")


def test_a_thousand_findings_end() -> None:
    """Only the first are shown; the rest is counted, and the way to it is said."""
    many = tuple(Finding("rustc", "E1", Level.ERROR, f"m{n}", "a.rs", n + 1) for n in range(1000))

    text = shown(report(GateResult("check", "compiles", Status.FAILED, findings=many)))

    assert text.count("error[E1]") == SHOWN_ERRORS
    assert f"and {1000 - SHOWN_ERRORS} more; `--format json` gives all of them" in text


def test_a_narrow_terminal_loses_nothing() -> None:
    """On 40 columns words are folded, not cut."""
    text = shown(report(PASSED, skipped("nextest", "t", Reason.NOT_INSTALLED, "cargo-nextest is not there")), 40)

    assert "not-installed" in text.replace("\n", "").replace(" ", "")


def test_json_holds_parts_and_survives_broken_text() -> None:
    """Parts of a gate have their own rows; a lone surrogate does not end the program."""
    parts = (
        Part("bans", Status.PASSED, None, Seen("crates", 3)),
        Part("advisories", Status.SKIPPED, Reason.NO_NETWORK),
    )
    row = GateResult("deny", "policy \ud800", Status.INCONCLUSIVE, Reason.NO_NETWORK, parts=parts)

    text = json_text(check_object(report(row)))

    [gate] = json.loads(text)["gates"]
    assert [("bans", None), ("advisories", "no-network")] == [(p["id"], p["reason"]) for p in gate["parts"]]
    assert "policy \\ud800" in text


def test_plain_lines_show_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets a line at the start and the end of a gate, and one now and then in between."""
    console = Console(file=io.StringIO(), width=100)
    lines = progress.PlainLines(console)
    with lines.shown():
        lines(Started("test", "cargo test"))
        lines(Activity("test", "Compiling a"))
        monkeypatch.setattr(progress, "_STILL_S", -1.0)
        lines(Activity("test", "Compiling b"))
        lines(Finished(PASSED))

    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert text == "test: cargo test\ntest: still running: Compiling b\nfmt: passed in 0.5 s, 1 files\n"


def test_live_lines_show_what_runs() -> None:
    """A terminal sees gate, elapsed time and last activity; an ended gate leaves its line."""
    console = Console(file=io.StringIO(), width=60, force_terminal=True)
    lines = progress.LiveLines(console)
    with lines.shown():
        lines(Started("test", "cargo test"))
        lines(Activity("test", "Compiling [red]quay"))
        lines(Activity("other", "unknown gates are passed over"))
        time.sleep(0.3)
        lines(Finished(PASSED))

    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Compiling [red]quay" in text
    assert "✔ fmt" in text
