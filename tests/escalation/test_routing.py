"""Who is asked, and that no route dangles (P25, P34)."""

import pytest

from ferrule.errors import WrongUse
from ferrule.escalation.roles import ROLES
from ferrule.escalation.routing import NAMES, checked, route


@pytest.mark.parametrize(
    ("level", "kind", "trigger", "name"),
    [
        (2, "borrow", "", "backend-coordinator"),
        (2, "test", "deadline", "backend-coordinator"),
        (2, "other", "performance", "performance-architect"),
        (2, "performance", "", "performance-architect"),
        (3, "borrow", "", "tech-lead-orchestrator"),
        (3, "trait", "types", "systems-architect"),
        (3, "trait", "concurrency", "systems-architect"),
        (3, "move", "ownership", "systems-architect"),
        (3, "type", "performance", "performance-architect"),
        (3, "type", "security", "security-architect"),
        (4, "type", "security", "user"),
    ],
)
def test_routes(level: int, kind: str, trigger: str, name: str) -> None:
    """Each level, class and trigger has one who is asked."""
    assert route(level, kind, trigger) == name


def test_every_role_is_routed_to_and_says_how_it_thinks() -> None:
    """No role is shipped that nobody reaches; each has five to ten dense lines."""
    triggers = ("", "security", "performance", "ownership", "concurrency", "types")
    reached = {(level, route(level, "borrow", trigger)) for level in (2, 3) for trigger in triggers}

    assert reached == {(level, role.name) for role in ROLES for level in role.levels}
    assert all(5 <= role.text.count("\n") + 1 <= 10 for role in ROLES)
    assert len({role.text for role in ROLES}) == len(NAMES) == 5


def test_overrides_take_the_place() -> None:
    """The user's settings may send one role's packets to another one, or to a name of their own."""
    routes = checked({"backend-coordinator": "performance-architect", "security-architect": "ada"}, ("ada",))

    assert route(2, "borrow", "", routes) == "performance-architect"
    assert route(3, "borrow", "security", routes) == "ada"
    assert route(3, "borrow", "", routes) == "tech-lead-orchestrator"


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"backend-coordinator": "system-architect"}, "did you mean 'systems-architect'"),
        (
            {"backend-cordinator": "systems-architect"},
            "no route 'backend-cordinator'; did you mean 'backend-coordinator'",
        ),
        ({"tech-lead-orchestrator": ""}, "nobody is called ''"),
    ],
)
def test_a_name_that_nobody_bears_is_wrong_use(overrides: dict[str, str], words: str) -> None:
    """A target that does not exist is told when the settings load, not when an incident goes up."""
    with pytest.raises(WrongUse, match=words):
        checked(overrides)
