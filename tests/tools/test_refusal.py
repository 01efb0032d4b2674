"""Why a tool was not brought: no secret of what pip, uv or cargo said is shown, however long it is."""

import pytest

from ferrule.process.command import Captured, Ended, Outcome
from ferrule.tools.refusal import refusal

HORSE = "correct-horse-battery-staple"


def said(text: str) -> Outcome:
    """Give the end of a program that failed with these words."""
    return Outcome(("pip",), Ended.EXITED, 1, stderr=Captured(text))


@pytest.mark.parametrize("before", range(220, 300, 3))
@pytest.mark.parametrize(
    "line",
    [
        "ERROR: {pad} https://me:{words}@index.corp/simple has no such file",
        "{pad} https://me:{words}@index.corp/simple has no such file",
        "ERROR: Could not connect {pad} https://me:{words}@index.corp/simple",
        "connection broken by 'ProxyError({pad} https://me:{words}@index.corp/simple)': /simple",
    ],
)
def test_a_password_in_an_address_is_never_cut_in_two(line: str, before: int) -> None:
    """Wherever the words are cut to a length, nothing of the password is left of the cut."""
    told = refusal(said(line.format(pad="x" * before, words=HORSE)), "cargo-tiny")

    assert "x" * 100 in told.detail
    assert len(told.detail) <= 300 + len("not downloaded: ProxyError: ")
    assert not any(HORSE[:length] in told.detail for length in range(4, len(HORSE)))


def test_the_other_checksum_is_still_told() -> None:
    """What is masked takes nothing away that helps: the checksum that the file has is told."""
    text = f"ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n  Expected sha256 {'a' * 64}\n  Got        {'b' * 64}\n"

    assert f"but {'b' * 64}" in refusal(said(text), "cargo-tiny").detail
