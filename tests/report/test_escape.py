"""Foreign text for each target: nothing acts, nothing is lost without a word."""

import re

import pytest

from ferrule.report.escape import bounded, bounded_line, for_terminal, for_workflow_log, for_xml
from report.samples import NASTY

XML = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def test_every_character() -> None:
    """Each character of the first plane comes out as itself or as a sign that stands for it, and fits into XML."""
    for number in range(0x10000):
        sign = chr(number)
        kept = "\ufffd" if ACTS.match(sign) and not "\ud800" <= sign <= "\udfff" else sign
        assert for_terminal(sign) == ("?" if "\ud800" <= sign <= "\udfff" else kept)
        assert XML.fullmatch(for_xml(sign))


@pytest.mark.parametrize("name", NASTY)
def test_lengths_hold_and_cuts_are_told(name: str) -> None:
    """A text is whole, or says how many characters are missing."""
    text = NASTY[name]

    assert (len(text) <= 500) == ("characters were cut here]" not in bounded(text, 500))
    assert "\n" not in bounded_line(text, 500)
    assert len(bounded(text, 500)) < 600
    assert f"[{len('x' * 900) - 500:,} characters were cut here]" in bounded("x" * 900, 500)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("::error::x", ": :error::x"),
        ("a\n  ::error::x", "a\n  : :error::x"),
        ("\t\u00a0::add-mask::x", "\t\u00a0: :add-mask::x"),
        ("a ##[error]x", "a ## [error]x"),
        ("std::mem::swap", "std::mem::swap"),
        (":::x", ": ::x"),
        ("a\n\n::group::", "a\n\n: :group::"),
    ],
)
def test_no_line_is_a_command(text: str, safe: str) -> None:
    """What a runner would take for a command is broken up; a path of Rust within a line is not."""
    assert safe == for_workflow_log(text)
