"""Five kinds of tasks that never start an orchestrator, each with its own reason (M08)."""

import pytest

from definitions.routing.loaded import closed, said

CASES = {
    "question": [
        "What is the difference between Rc and Arc in Rust?",
        "Why does Rust have no null?",
        "When should a trait object be boxed in Rust?",
        "Is `Cow` worth it for a small Rust library?",
        "Which Rust collection keeps the order of insertion?",
        "Explain interior mutability in Rust to me.",
        "How does drop order work for the fields of a Rust struct?",
        "Should a Rust library return `Box<dyn Error>`?",
        "Does rustc inline across crates by default?",
    ],
    "compiler-error": [
        "error[E0382]: use of moved value: `plan` in src/lib.rs",
        "Fix the E0502 in crates/core/src/cache.rs.",
        "The borrow checker rejects my Rust loop over self.items.",
        "rustc says mismatched types in parser.rs, expected u32, found u64.",
        "`row` does not live long enough in this Rust function.",
        "The trait bound `Row: Serialize` is not satisfied in src/model.rs.",
        "cannot move out of `self.name` which is behind a mutable reference, in Rust",
        "My Rust crate does not compile since the upgrade of serde.",
        "This future is not Send in worker.rs, please repair it.",
    ],
    "single-crate-fix": [
        "Rename the struct Order to Booking in this crate.",
        "Write a newtype for order ids in the Rust crate quay-core.",
        "Remove the unwrap calls from src/reader.rs.",
        "Derive Ord for the Priority enum in our Rust library.",
        "Implement Display for the Money type of the crate.",
        "Bump thiserror to version 2 in Cargo.toml.",
        "Clean up the clippy warnings of the crate quay-core.",
        "Add a benchmark for the tokenizer crate.",
        "Refactor parse_header in lib.rs so that it returns a Result.",
    ],
    "broad-wording": [
        "Plan the architecture of our multi-crate Rust workspace.",
        "We need a release engineering plan for all our crates.",
        "Do a large refactor across every crate of the Rust workspace.",
        "Give us a crate portfolio for the whole Rust product.",
        "Plan our Rust product end to end: CLI, desktop and service.",
        "Design the ecosystem architecture for our Rust libraries.",
        "Split the Rust monolith into crates with clear boundaries.",
        "Make a roadmap from prototype to release for our Rust platform.",
        "Think about the workspace strategy of our twenty Rust crates.",
    ],
    "isolated-surface": [
        "Add a --json flag to our clap program.",
        "Generate shell completions for the Rust CLI.",
        "The ratatui table flickers when I scroll.",
        "Restore the terminal from raw mode after a panic of our Rust TUI.",
        "Add a Tauri command that opens a file.",
        "Restrict the capabilities of the main window in our Tauri app.",
        "Return 404 with a JSON body from the axum handler.",
        "Add graceful shutdown to our axum service.",
        "Put a rate limit on the login route of the axum router.",
    ],
}


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in CASES.items() for text in texts])
def test_never_without_the_name(reason: str, text: str) -> None:
    """None of them starts it, and the trace says which kind of task it is."""
    found = said(text)

    assert reason == closed(found)
    assert found.primary is not None
    assert found.asks is None


def test_each_class_has_its_cases() -> None:
    """Every class is shown by at least eight texts."""
    assert all(len(texts) >= 8 for texts in CASES.values())


def test_what_is_no_rust_has_no_class() -> None:
    """Where nothing is Rust, only the missing name is told."""
    assert "not-named" == closed(said("What is the best bread for breakfast?"))
