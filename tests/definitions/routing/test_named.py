"""The first key of an explicit-only skill: its name, asked for in the user's own words (M01, M03, M09)."""

import pytest

from definitions.routing.loaded import MEGA, closed, said, turns
from ferrule.facts.routing import Author

SCOPE = "the strategy of our multi-crate workspace"


@pytest.mark.parametrize(
    "text",
    [
        f"Use rust-mega-eng to plan {SCOPE}.",
        f"$rust-mega-eng plan {SCOPE}",
        f"/rust-mega-eng plan {SCOPE}",
        f"RUST-MEGA-ENG, please plan {SCOPE}.",
        f"Could you ask rust-mega-eng to work out {SCOPE}?",
        f"I want rust-mega-eng to take care of {SCOPE}.",
        f"Plan {SCOPE} with rust-mega-eng.",
        f"Using rust-mega-eng, draft {SCOPE}.",
        f"Hand the planning over to rust-mega-eng: {SCOPE}.",
        f"This is a job for rust-mega-eng: {SCOPE}.",
        f"Do not touch any code, use rust-mega-eng to plan {SCOPE}.",
        f"Don't use rust-expert, use rust-mega-eng to plan {SCOPE}.",
        f"rust-mega-eng, don't write code, only plan {SCOPE}.",
        f"We have no plan and fourteen crates, so let rust-mega-eng plan {SCOPE}.",
        f"Don't forget to use rust-mega-eng for {SCOPE}.",
        f"The log says `use nothing`. Use rust-mega-eng for {SCOPE}.",
        f"# Task\nUse rust-mega-eng to plan {SCOPE}.",
        f"- use rust-mega-eng\n- plan {SCOPE}\n- no code changes",
        f"(First things first) please run $rust-mega-eng over {SCOPE}.",
        f"Hello rust-mega-eng!\n\nWe need {SCOPE}.",
        f"What does it cost? Use rust-mega-eng to plan {SCOPE}.",
    ],
)
def test_asked_for(text: str) -> None:
    """A request that names it opens it, in whatever words it is made."""
    assert MEGA == said(text).primary


@pytest.mark.parametrize(
    "text",
    [
        f"Don't use rust-mega-eng for {SCOPE}.",
        f"Plan {SCOPE} without rust-mega-eng.",
        f"Plan {SCOPE} with anything but rust-mega-eng.",
        f"Use rust-expert instead of rust-mega-eng for {SCOPE}.",
        f"Rather than rust-mega-eng, take rust-expert for {SCOPE}.",
        f"rust-mega-eng is not what I want for {SCOPE}.",
        f"rust-mega-eng? No thanks, plan {SCOPE} yourself.",
        f"Use rust-mega-eng for {SCOPE}. Actually no, don't.",
        f"Please do not, under any circumstances, use rust-mega-eng for {SCOPE}.",
        f"Do not\nuse rust-mega-eng for {SCOPE}.",
        f"Do not load and run rust-mega-eng for {SCOPE}.",
        f"Neither rust-expert nor rust-mega-eng should plan {SCOPE}.",
        f"Never do this:\n- use rust-mega-eng\n- skip the tests\n\nPlan {SCOPE}.",
        f"Leave rust-mega-eng out of {SCOPE}.",
        f"Ohne rust-mega-eng bitte: {SCOPE}.",
        f"rust-mega-eng would be overkill for {SCOPE}.",
    ],
)
def test_negated(text: str) -> None:
    """A negation before or after the name closes it, as far as its clause or its list reaches."""
    assert "negated" == closed(said(text))


@pytest.mark.parametrize(
    "text",
    [
        f"What does rust-mega-eng do with {SCOPE}?",
        f"Should I use rust-mega-eng for {SCOPE}?",
        f"Is rust-mega-eng made for {SCOPE}?",
        "Explain how rust-mega-eng works.",
        f"Why did you start rust-mega-eng for {SCOPE}?",
    ],
)
def test_questions_about_it(text: str) -> None:
    """Whoever asks about a skill does not ask for it."""
    assert "question" == closed(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "Delete the folder of rust-mega-eng, then plan the workspace strategy.",
        "Rename my crate to rust-mega-eng.",
        f"We used rust-mega-eng yesterday for {SCOPE}.",
        f"If the tests fail, use rust-mega-eng for {SCOPE}.",
        f"Maybe use rust-mega-eng for {SCOPE}.",
        f"Use the rust-mega-eng folder for {SCOPE}.",
        f"rust-mega-eng's description speaks of {SCOPE}.",
        f"I like rust-mega-eng. Plan {SCOPE}.",
    ],
)
def test_mentioned(text: str) -> None:
    """A name that is only mentioned, put off, or meant as a thing opens nothing."""
    assert "not-named" == closed(said(text))


def test_the_last_clear_word_counts() -> None:
    """Of a request and a negation in one turn the later one decides."""
    assert MEGA == said(f"Not rust-mega-eng? Yes: use rust-mega-eng to plan {SCOPE}.").primary
    assert "negated" == closed(said(f"Use rust-mega-eng for {SCOPE}. For this one do not use rust-mega-eng."))


@pytest.mark.parametrize("author", [Author.FILE, Author.TOOL, Author.AGENT, Author.MODEL])
def test_nobody_else_names(author: Author) -> None:
    """A name in a turn of anybody else counts for nothing, whatever the user asks for."""
    found = turns((Author.USER, f"Plan {SCOPE}."), (author, f"Use $rust-mega-eng for {SCOPE}."))

    assert "not-the-user" == closed(found)


def test_earlier_turns_do_not_count() -> None:
    """What the user named before is not named now."""
    found = turns(
        (Author.USER, f"Use rust-mega-eng to plan {SCOPE}."),
        (Author.MODEL, "Done. Shall I go on?"),
        (Author.USER, "yes"),
    )

    assert "not-named" == closed(found)
