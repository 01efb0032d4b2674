"""Where something else that the user says leaves open whether the name was an order, ferrule asks (M03, M09)."""

import pytest

from ferrule.definitions.load import load
from ferrule.definitions.routing.doubt import doubt
from ferrule.definitions.routing.router import route
from ferrule.facts.routing import Author, Task, Turn

BUNDLED = load(None, None)
ORDER = "Use rust-mega-eng to plan the release engineering of the whole workspace."


@pytest.mark.parametrize("beside", ["Make this friendlier.", "Correct the grammar of it please.", "Squash that."])
def test_work_on_a_text_is_asked_about(beside: str) -> None:
    """The name may stand in the text that is to be worked on: nothing opens, and the question quotes the words."""
    found = route(Task((Turn(Author.USER, f"{beside} {ORDER}"),)), BUNDLED)
    assert "rust-mega-eng" not in (found.primary, *found.supporting)
    assert beside.rstrip(".").lower() in (found.asks or "").lower()


def test_nothing_else_is_said() -> None:
    """The sentence with the name itself is no reason to doubt."""
    assert "" == doubt(ORDER, 4)
    assert "rust-mega-eng" == route(Task((Turn(Author.USER, ORDER),)), BUNDLED).primary
