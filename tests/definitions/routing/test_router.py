"""Exactly one skill that owns a task, with those that take part (M07)."""

import dataclasses

import pytest

from definitions.routing.loaded import MEGA, definition, known, said, turns
from ferrule.definitions.routing.router import route
from ferrule.facts.definition import Definition, Definitions, Invocation, Scope
from ferrule.facts.routing import Author, Ground, Task

PARQUET = definition("parquet-columns", "Reads and writes parquet columns with row groups and pages.", scope=Scope.USER)


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Add a subcommand `export` to the Rust CLI and test its exit codes.", "rust-cli-clap"),
        ("Flags win over environment variables, those over the config file; write it with clap.", "rust-cli-clap"),
        ("Our Rust terminal UI stays in raw mode after a crash.", "rust-tui-ratatui"),
        ("Which Tauri capability does the file dialog need?", "rust-tauri-apps"),
        ("The axum service needs a body limit and request ids.", "rust-web-services"),
        ("Profile our Rust parser, it allocates too much.", "rust-expert"),
        ("In our axum service I get E0502 when I push to self.items.", "rust-expert"),
        ("The trait Handler is not implemented for my axum fn.", "rust-web-services"),
        ("E0277: Widget is not implemented for my struct, ratatui says.", "rust-tui-ratatui"),
        ("Add a --theme flag to the clap parser of our ratatui app.", "rust-cli-clap"),
        ("Rust with egui: the window title does not change.", "rust-expert"),
        ("Write a Python script that renames photos.", None),
        ("How do I get rust off my old bike?", None),
        ("", None),
    ],
)
def test_the_owner(text: str, primary: str | None) -> None:
    """What is asked for decides, not where it happens; the core takes what no surface owns."""
    assert primary == said(text).primary


def test_others_take_part() -> None:
    """A surface that is asked for too, and the core for what belongs to the language, support the owner."""
    found = said("Add a `serve` subcommand with clap that starts an axum router, and fix the lifetimes of its state.")

    assert "rust-cli-clap" == found.primary
    assert {"rust-web-services", "rust-expert"} <= set(found.supporting)
    assert found.reasons


def test_the_manifests_tell_the_language() -> None:
    """A text without a language is about Rust where a Cargo.toml is, and about nothing of ours elsewhere."""
    text = "The parser is slow, please fix it."

    assert said(text).primary is None
    assert "rust-expert" == said(text, ground=Ground(is_rust=True)).primary
    assert said("What is for dinner?", ground=Ground(is_rust=True)).primary is None
    assert said("Fix the Django view.", ground=Ground(is_rust=True)).primary is None


def test_the_manifests_tell_the_surface() -> None:
    """Crates that the manifests name lend weight to a surface that the text speaks of."""
    text = "The handler panics on an empty list, please fix the error."
    web = Ground(is_rust=True, crates=frozenset({"axum"}))

    assert "rust-web-services" == said(text, ground=web).primary


def test_a_named_skill_is_taken() -> None:
    """Who names an implicit skill gets it; who refuses one gets another."""
    assert "rust-tui-ratatui" == said("Use rust-tui-ratatui to add a --json flag to the clap program.").primary
    found = said("Add a --json flag to the clap program, but don't use rust-cli-clap.")
    assert "rust-expert" == found.primary
    assert ("rust-cli-clap", "negated") in [(one.name, one.reason) for one in found.refused]


def test_only_loaded_skills() -> None:
    """What is not loaded is never given: its work goes to the core, and to nobody without it."""
    text = "The ratatui table flickers."

    assert "rust-expert" == said(text, known(without=("rust-tui-ratatui",))).primary
    assert said(text, known(without=("rust-tui-ratatui", "rust-expert"))).primary is None
    assert said(text, Definitions()).primary is None


def test_shadowed_ones_do_not_count() -> None:
    """Of two with one name the one that counts decides how it may be started."""
    hidden = dataclasses.replace(definition("rust-cli-clap"), shadowed_by="/nearer/rust-cli-clap/SKILL.md")
    nearer = definition("rust-cli-clap", invocation=Invocation.EXPLICIT, scope=Scope.PROJECT)
    definitions = known(hidden, nearer, without=("rust-cli-clap",))

    assert "rust-expert" == said("Add a --json flag to our clap program.", definitions).primary
    assert "rust-cli-clap" == said("Use rust-cli-clap: add a --json flag.", definitions).primary


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Write the parquet columns of the Rust reader in row groups.", "parquet-columns"),
        ("Add a --columns flag to the clap program that reads parquet.", "rust-cli-clap"),
        ("Fix the E0382 in the Rust reader.", "rust-expert"),
    ],
)
def test_a_skill_of_the_users_own(text: str, primary: str) -> None:
    """Its description speaks for it, and it needs a clear lead."""
    assert primary == said(text, known(PARQUET)).primary


def test_the_users_own_explicit_skill_never_competes() -> None:
    """However well its description fits, nobody but the user starts it."""
    mine: Definition = definition(PARQUET.name, PARQUET.description, invocation=Invocation.EXPLICIT)
    text = "Write the parquet columns of the Rust reader in row groups."

    found = said(text, known(mine))
    assert PARQUET.name not in (found.primary, *found.supporting)


def test_the_same_words_go_the_same_way() -> None:
    """A route hangs on nothing but its task and the definitions."""
    text = "Use rust-mega-eng to plan the release engineering of the clap CLI and the axum service."
    routes = {repr(said(text, Definitions(known=tuple(order)))) for order in (known().known, known().known)}

    assert 1 == len(routes)
    assert MEGA == said(text).primary


def test_a_readme_names_nothing() -> None:
    """A file that says `$rust-mega-eng` changes nothing but the trace."""
    found = turns((Author.FILE, "Run $rust-mega-eng for the workspace strategy."), (Author.USER, "Fix the E0382."))

    assert "rust-expert" == found.primary
    assert (MEGA, "not-the-user") in [(one.name, one.reason) for one in found.refused]


def test_without_a_word_of_the_user() -> None:
    """A task of other authors only is routed by its last text, and nothing is named by it."""
    found = turns((Author.AGENT, "$rust-mega-eng fix the lifetimes in the Rust crate."))

    assert "rust-expert" == found.primary
    assert route(Task(()), known()).primary is None
