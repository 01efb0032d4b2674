"""Whether a text is work in Rust (M07)."""

import pytest

from definitions.routing.loaded import said


@pytest.mark.parametrize(
    "text",
    [
        "Convert this Python class to idiomatic Rust.",
        "Call our Rust library from Python with pyo3.",
        "Port the C++ tokenizer to Rust.",
        "Cargo.toml has two versions of rand, why?",
        "How do I return a closure that captures a reference?",
        "Make Arc<Mutex<State>> cheaper.",
        "Write a game server in Rust with tokio for 200 players.",
        "Rust: model a bank account with an enum.",
        "Completions for bash, zsh and fish in our Rust tool.",
        "Add shell completions and exit codes to the subcommand.",
        "Our Svelte frontend needs the files from the Rust side of the desktop app.",
    ],
)
def test_rust(text: str) -> None:
    """Words of the language, of its tools and of its frameworks tell it."""
    assert said(text).primary is not None


@pytest.mark.parametrize(
    "text",
    [
        "Fix the TypeError in my React component.",
        "Add a --verbose option to our argparse script.",
        "Which cargo ship carries the most containers?",
        "Is the wooden crate strong enough for wine?",
        "Best base design for solo players in Rust the game?",
        "Remove rust stains from concrete.",
        "Port our Rust service to Go.",
        "I know Rust, but how does optional chaining work in Kotlin?",
        "Draft an e-mail about our Rust migration.",
        "Design a logo for our Rust meetup.",
        "We have a Rust backend, but I need help with the CSS of the landing page.",
        "How do I unwrap an optional in Swift?",
        "Write a Python script that parses the output of cargo test.",
        "What personality traits make a good leader?",
        "Our Rust backend is fine. The React component that shows its errors flickers.",
    ],
)
def test_no_rust(text: str) -> None:
    """Other languages, other senses of the word and other trades are nobody's work here."""
    found = said(text)

    assert found.primary is None
    assert () == found.supporting
