"""The second key: one of six broad scopes (M03)."""

import pytest

from definitions.routing.loaded import MEGA, closed, definition, known, said
from ferrule.definitions.routing.doors import scopes_of
from ferrule.definitions.routing.scopes import breadth
from ferrule.facts.definition import Invocation, Scope

CASES = [
    ("ecosystem-architecture", "design the ecosystem architecture of our libraries and services"),
    ("ecosystem-architecture", "draw the overall architecture across CLI, TUI and the desktop app"),
    ("workspace-strategy", "find a workspace strategy for fourteen crates"),
    ("workspace-strategy", "split the monolith into crates with clear boundaries"),
    ("large-refactor", "prepare the large refactor that moves all errors into one crate"),
    ("large-refactor", "migrate the whole code base to the new storage layer"),
    ("release-engineering", "do the release engineering for all members"),
    ("release-engineering", "find the publishing order of our twelve crates"),
    ("crate-portfolio", "pick the crate portfolio of the product"),
    ("crate-portfolio", "decide which crates we standardise on"),
    ("end-to-end-planning", "plan the product end to end"),
    ("end-to-end-planning", "make a roadmap from prototype to release"),
]


@pytest.mark.parametrize(("scope", "words"), CASES)
def test_both_keys(scope: str, words: str) -> None:
    """With the name and a scope the orchestrator is the one, and nothing is asked."""
    found = said(f"Use rust-mega-eng to {words}.")

    assert scope in breadth(words).scopes
    assert (MEGA, None) == (found.primary, found.asks)
    assert "rust-expert" not in found.supporting


@pytest.mark.parametrize(
    ("words", "specialist"),
    [
        ("fix E0382", "rust-expert"),
        ("fix the E0502 in our multi-crate workspace", "rust-expert"),
        ("rename a struct in the core crate", "rust-expert"),
        ("add a --json flag to our clap program", "rust-cli-clap"),
        ("stop the flicker of the ratatui table", "rust-tui-ratatui"),
        ("add a Tauri command that opens a file", "rust-tauri-apps"),
        ("return 404 from the axum handler", "rust-web-services"),
        ("explain what a lifetime is", "rust-expert"),
    ],
)
def test_the_name_alone_asks(words: str, specialist: str) -> None:
    """With the name and no scope nothing runs in silence: the specialist is offered and the user is asked."""
    found = said(f"Use rust-mega-eng to {words}.")

    assert "out-of-scope" == closed(found)
    assert specialist == found.primary
    assert found.asks is not None
    assert found.asks.count(".") == 0
    assert found.asks.endswith("?")
    assert specialist in found.asks


@pytest.mark.parametrize(("scope", "words"), CASES)
def test_a_scope_alone(scope: str, words: str) -> None:
    """A scope without the name opens nothing and asks nothing."""
    found = said(f"Please {words} in Rust.")

    assert closed(found) in {"broad-wording", "question"}
    assert found.asks is None


def test_specialists_support() -> None:
    """The surfaces that are named take part."""
    found = said("$rust-mega-eng plan the product end to end: a clap CLI, a ratatui TUI and an axum service.")

    assert MEGA == found.primary
    assert {"rust-cli-clap", "rust-tui-ratatui", "rust-web-services"} == set(found.supporting)


def test_what_a_task_is_not() -> None:
    """Words that say what it is not do not make it narrow."""
    assert MEGA == said("This is not a single-crate fix. Use rust-mega-eng to restructure the workspace.").primary


def test_a_skill_without_stated_scopes() -> None:
    """An explicit-only skill of the user's own needs its name only."""
    mine = definition("deploy-quay", "Deploys the quay.", invocation=Invocation.EXPLICIT, scope=Scope.USER)

    assert () == scopes_of(mine)
    assert "deploy-quay" == said("Use deploy-quay for the Rust service.", known(mine)).primary
    found = said("Deploy the quay of the Rust service.", known(mine))
    assert "deploy-quay" not in (found.primary, *found.supporting)
    assert ("deploy-quay", "not-named") in [(one.name, one.reason) for one in found.refused]
