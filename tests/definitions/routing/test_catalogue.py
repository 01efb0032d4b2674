"""What a model is shown, and what it may start (M02)."""

import dataclasses

import pytest

from definitions.routing.loaded import MEGA, definition, known
from ferrule.definitions.routing.activation import Refusal, activate
from ferrule.definitions.routing.catalogue import catalogue
from ferrule.facts.definition import Definitions
from ferrule.facts.routing import Author


def test_closed_names_do_not_occur() -> None:
    """Neither as an entry nor in the words of another skill, and the reader is told that something is cut."""
    speaks = definition("planner", f"Plans. For more see {MEGA.upper()} or ${MEGA}.")
    text = catalogue(known(speaks))

    assert MEGA not in text.lower()
    assert "- planner: Plans. For more see … or $…." in text
    assert "stands for the name" in text.splitlines()[-1]
    assert "- rust-expert: " in text


def test_nothing_is_cut_where_nothing_is_said() -> None:
    """Without such a name there is no such note, and a skill whose own name holds one is left out."""
    assert "stands for" not in catalogue(known())
    assert "helper" not in catalogue(known(definition(f"{MEGA}-helper")))
    assert not catalogue(Definitions())


@pytest.mark.parametrize("author", [Author.MODEL, Author.AGENT, Author.FILE, Author.TOOL])
def test_only_the_user_starts_it(author: Author) -> None:
    """A call of anybody else is refused with the code, and nothing of the body is given."""
    found = activate(MEGA, author, known())

    assert (Refusal.EXPLICIT_ONLY, "") == (found.refusal, found.content)
    assert "EXPLICIT_ONLY" == str(found.refusal)


def test_the_user_starts_it() -> None:
    """He gets the body, wrapped, with what lies beside it."""
    skill = dataclasses.replace(definition("reader"), files=("references/a&b.md",))
    found = activate("reader", Author.USER, Definitions(known=(skill,)))

    assert found.refusal is None
    assert found.content.startswith('<skill_content name="reader">\n# reader\n')
    assert "<file>references/a&amp;b.md</file>" in found.content
    assert activate(MEGA, Author.USER, known()).content


def test_other_refusals() -> None:
    """A skill that is not there, and one that is not for the user."""
    silent = dataclasses.replace(definition("silent"), user_invocable=False)
    definitions = Definitions(known=(silent,))

    assert Refusal.UNKNOWN is activate("nobody", Author.USER, definitions).refusal
    assert Refusal.MODEL_ONLY is activate("silent", Author.USER, definitions).refusal
    assert activate("silent", Author.MODEL, definitions).refusal is None
