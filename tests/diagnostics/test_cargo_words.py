"""What Cargo says in plain words."""

import pytest

from diagnostics.captured import captured
from ferrule.diagnostics.cargo_words import cargo_complaint, is_status


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("cargo/bad_manifest.txt", "error: unclosed table, expected `]`", "  |         ^"),
        (
            "cargo/no_target.txt",
            "error: failed to parse manifest at `/ws/Cargo.toml`",
            "  either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present",
        ),
        (
            "cargo/no_dependency.txt",
            "error: failed to get `nope` as a dependency of package `demo-one v0.1.0 (/ws)`",
            "  No such file or directory (os error 2)",
        ),
        (
            "cargo/build_script_failed.txt",
            "error: failed to run custom build command for `demo-one v0.1.0 (/ws)`",
            "  note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
        ),
        (
            "cargo/unknown_option.txt",
            "error: unexpected argument '--frobnicate' found",
            "error: unexpected argument '--frobnicate' found",
        ),
        (
            "rustfmt/bad_manifest.txt",
            "`cargo metadata` exited with an error: error: unclosed table, expected `]`",
            "  |         ^",
        ),
    ],
)
def test_the_whole_error_is_told(name: str, first: str, last: str) -> None:
    """An error comes with all that belongs to it, down to its last cause."""
    said = cargo_complaint(captured(name)).split("\n")

    assert (first, last) == (said[0], said[-1])


def test_causes_come_with_their_error() -> None:
    """A chain of causes is kept, with the gaps between them."""
    said = cargo_complaint(captured("cargo/no_dependency.txt"))

    assert 4 == said.count("\n\nCaused by:\n")


def test_that_something_does_not_compile_is_told_last() -> None:
    """The words that only repeat a failure are given where there are no better ones."""
    noise = "error: could not compile `demo-one` (lib) due to 1 previous error"

    assert noise == cargo_complaint(captured("cargo/not_compiling.txt"))
    assert "error: no network" == cargo_complaint(f"{noise}\nerror: no network\n")


@pytest.mark.parametrize(
    "text", ["", "    Finished `dev` profile\n", "warning: error: not one\n", captured("cargo/workspace.jsonl")]
)
def test_nothing_is_made_up(text: str) -> None:
    """Without an error there is no complaint."""
    assert "" == cargo_complaint(text)


def test_an_error_ends_where_cargo_goes_on() -> None:
    """A status line, a warning or a line of JSON is not part of the error before it."""
    for other in ("   Compiling demo v0.1.0", "warning: unused", '{"reason":"build-finished"}'):
        assert "error: a\nb" == cargo_complaint(f"error: a\nb\n{other}\nc")
        assert "error: a" == cargo_complaint(f"error: a\n\n{other}\n  c")


def test_a_complaint_has_an_end() -> None:
    """However much Cargo says, two thousand characters are enough."""
    assert 2000 == len(cargo_complaint("error: a\n" + "  long\n" * 10_000))


@pytest.mark.parametrize("word", ["Compiling", "Running", "Finished", "Doc-tests", "Documenting"])
def test_status_lines(word: str) -> None:
    """Cargo sets its status word right-aligned in twelve columns."""
    assert is_status(f"{word:>12} demo")
    assert not is_status(f"{word} demo")
