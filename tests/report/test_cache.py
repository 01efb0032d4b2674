"""Why a gate would run again, in text and as an object."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from ferrule.facts.cached import CacheKey, Explained, Remembered
from ferrule.facts.gate import GateResult
from ferrule.facts.status import Status
from ferrule.report.cache import cache_object, print_cache

MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LAST = Remembered(CacheKey("check", {}), GateResult("check", "compiles", Status.FAILED), MADE, "run-1")


def text(found: Explained) -> str:
    """Give what is printed into a pipe."""
    out = io.StringIO()
    print_cache(found, Console(file=out, width=60))
    return out.getvalue()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Explained("check", None, ()), "check: no verdict is remembered, so it would run"),
        (
            Explained("check", LAST, ()),
            "check: failed in run run-1, 2026-01-02 03:04 UTC; nothing that it hangs on has",
        ),
        (Explained("check", LAST, ("changed: file a.rs", "new: env X")), "  changed: file a.rs\n  new: env X\n"),
    ],
)
def test_each_answer_has_its_words(found: Explained, said: str) -> None:
    """Nothing is remembered, it still holds, or each change on a line of its own."""
    assert said in text(found)


def test_foreign_text_stays_on_its_line() -> None:
    """A file may be named as it likes: no control character and no second line comes through."""
    shown = text(Explained("check", LAST, ("new: file a\x1b[31m[bold]\nchanged: env PATH",)))

    assert "\x1b" not in shown
    assert "[bold]" in shown
    assert 1 == sum(line.startswith("  ") for line in shown.split("\n"))


def test_the_object_says_whether_it_holds() -> None:
    """It holds when there is a verdict and no change."""
    answers = (Explained("check", None, ()), Explained("check", LAST, ()), Explained("check", LAST, ("gone: file a",)))
    found = [cache_object(one) for one in answers]

    assert [False, True, False] == [one["holds"] for one in found]
    assert {"run_id": "run-1", "made": "2026-01-02T03:04:05+00:00", "status": "failed"} == found[1]["last"]
    assert (None, ["gone: file a"]) == (found[0]["last"], found[2]["changes"])
