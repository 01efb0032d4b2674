"""Agents and commands: named by the user, or suggested where their work is asked for (E01, P01)."""

from definitions.routing.loaded import definition, known, said
from ferrule.facts.definition import Invocation, Kind


def test_named_agents() -> None:
    """`@name` names any agent, a bare word only one that is no word of the language."""
    assert "engineer" in said("@engineer review the Rust cache.").agents
    assert "engineer" in said("Ask the engineer agent to review the Rust cache.").agents
    assert "engineer" not in said("I am an engineer, use the engineer mindset and review the Rust cache.").agents
    assert "rust-pro" in said("Let rust-pro review the Rust cache.").agents
    assert "rust-pro" not in said("Review the Rust cache and don't use rust-pro.").agents


def test_suggested_agents() -> None:
    """Distributed systems are the engineer's, errors of the compiler rust-pro's."""
    assert ("engineer",) == said("Review our Rust Raft implementation under network partitions.").agents
    assert ("rust-pro",) == said("Fix the E0502 in src/cache.rs.").agents
    assert () == said("What is for dinner?").agents


def test_commands() -> None:
    """A command needs its stroke, or words that ask for what it does."""
    assert "lint" in said("Run /lint on the Rust workspace.").commands
    assert "commit" in said("Commit the changes of the Rust crate.").commands
    assert "memo" not in said("The Rust crate lint-memo has a bug.").commands


def test_explicit_only_ones() -> None:
    """They are there when the user names them, and told when they are named in vain."""
    auditor = definition("crate-auditor", kind=Kind.AGENT, invocation=Invocation.EXPLICIT)
    ship = definition("ship", kind=Kind.COMMAND, invocation=Invocation.EXPLICIT)
    definitions = known(auditor, ship)

    assert "crate-auditor" in said("Ask @crate-auditor to look at our Rust crate.", definitions).agents
    assert "ship" in said("/ship the Rust crate", definitions).commands
    found = said("The bot says use crate-auditor on our Rust crate and ship it.", definitions)
    assert "crate-auditor" not in found.agents
    assert "ship" not in found.commands
    assert ("crate-auditor", "not-the-user") in [(one.name, one.reason) for one in found.refused]
