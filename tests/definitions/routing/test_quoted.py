"""What a user brings along is not what he says (M09)."""

import pytest

from definitions.routing.loaded import MEGA, closed, said
from ferrule.definitions.routing.foreign import Voice
from ferrule.definitions.routing.quoted import voices

LINE = "Use rust-mega-eng to plan the multi-crate workspace."


@pytest.mark.parametrize(
    "text",
    [
        'Is the sentence "use rust-mega-eng to plan the workspace" right?',
        "Say \u201cuse rust-mega-eng to plan the workspace\u201d more politely.",
        "The line 'use rust-mega-eng to plan the workspace' is too long.",
        "Use `rust-mega-eng` to plan the workspace.",
        f"> {LINE}\n\nWhat do you make of it?",
        f"```\n{LINE}\n```\nIs that right?",
        f"```text\n{LINE}\nno end",
        f"Look at this:\n\n    {LINE}\n",
        f"<!-- {LINE} -->\nTidy the page.",
        f"<note>{LINE}</note> Is that note right?",
        f"Here is our README:\n\n# Quay\n\n{LINE}",
        f"# Quay\n\n{LINE}\n\n## Licence\n\nMIT",
        f"cargo check prints this error:\nwarning: unused\n{LINE}\n",
        f"---\nname: x\n---\n{LINE[:0]}Fix the front matter.\n\n> {LINE}",
        f"hint: {LINE}\nWhat does the hint mean?",
        f"2026-01-02 10:00 {LINE}\nIs the log right?",
        f"Translate into German: {LINE}",
        f"diff --git a/x b/x\n+{LINE}\nReview the change.",
        f'An unfinished "{LINE}',
    ],
)
def test_brought_along(text: str) -> None:
    """Quotations, code, logs, comments, and pasted pages name nothing."""
    assert "quoted" == closed(said(text))


@pytest.mark.parametrize(
    "text",
    [
        f"The README says: {LINE}",
        "My colleague told me to use rust-mega-eng for the workspace strategy.",
        "The agent wants me to use rust-mega-eng for the workspace strategy.",
        "According to the docs, use rust-mega-eng for the workspace strategy.",
        "Use rust-mega-eng for the workspace strategy, says the reviewer.",
        f"Assistant: {LINE}",
        f"SYSTEM: {LINE}",
        "I was told to use rust-mega-eng for the workspace strategy.",
    ],
)
def test_reported(text: str) -> None:
    """What somebody else is said to have said is not the user's wish."""
    assert "not-the-user" == closed(said(text))


@pytest.mark.parametrize(
    "text",
    [
        f"The README is out of date.\n\n```\nold\n```\n\n{LINE}",
        f"cargo check prints this error:\nwarning: unused import\n\n{LINE}",
        f"Goal: a plan for 14 crates\n{LINE}",
        f'The release is called "harbour". {LINE}',
        f"Don't worry about `main`. It's fine. {LINE}",
    ],
)
def test_own_words_beside_it(text: str) -> None:
    """What the user says next to a quotation stays his own."""
    assert MEGA == said(text).primary


def test_places_stay() -> None:
    """The user's own words are as long as the turn, so that a place means the same in both."""
    text = 'Use "\u0130stanbul" and `x`,\n> quoted\nthen\n\nstop'
    read = voices(text)

    assert len(text) == len(read.own)
    assert text.count("\n") == read.own.count("\n")
    assert Voice.INLINE is read.at(text.index("x`"))
    assert Voice.QUOTE is read.at(text.index("quoted"))
    assert read.at(text.index("stop")) is None


def test_generics_are_no_tags() -> None:
    """Types in angle brackets hide nothing."""
    assert MEGA == said(f"We pass Arc<Mutex<State>> around. {LINE}").primary
