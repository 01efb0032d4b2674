"""Where a tool points."""

from pathlib import Path

import pytest

from ferrule.diagnostics.place import Panic, panic_in, relative

ROOT = Path("/ws")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/ws/src/lib.rs", "src/lib.rs"),
        ("src/lib.rs", "src/lib.rs"),
        ("/wsx/src/lib.rs", "/wsx/src/lib.rs"),
        ("/rustc/0/library/core/src/panicking.rs", "/rustc/0/library/core/src/panicking.rs"),
        ("", ""),
    ],
)
def test_paths(path: str, expected: str) -> None:
    """A path inside the root is told relative to it, any other as it came."""
    assert expected == relative(path, ROOT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thread 'a' (1) panicked at src/lib.rs:15:38:\nboom\nnote: x", Panic("boom", "src/lib.rs", 15, 38)),
        ("thread 'a' panicked at /ws/a b.rs:1:2:\n\n", Panic("", "a b.rs", 1, 2)),
        ("thread 'a' panicked at src/lib.rs:1:2", Panic("", "src/lib.rs", 1, 2)),
        ("thread 'a' panicked at 'boom', src/lib.rs:1:2\nnote", Panic("boom", "src/lib.rs", 1, 2)),
        ("thread 'a' panicked at 'a', 'b', src/lib.rs:1:2", Panic("a', 'b", "src/lib.rs", 1, 2)),
        ("thread 'a' panicked at 'one\n two', src/lib.rs:1:2", Panic("one", "src/lib.rs", 1, 2)),
        (
            "note: test did not panic as expected at src/lib.rs:49:8",
            Panic("test did not panic as expected", "src/lib.rs", 49, 8),
        ),
        ("panicked at nothing\nthread 'a' panicked at b.rs:1:2:\nx", Panic("x", "b.rs", 1, 2)),
    ],
)
def test_panics(text: str, expected: Panic) -> None:
    """The place and the first words are found in every form that Rust has had."""
    assert expected == panic_in(text, ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "panicked at ",
        "panicked at x:1",
        "panicked at :1:2:",
        "panicked at a.rs:one:2:",
        "panicked at a.rs:²:2:",
        "panicked at a.rs:99999999999999999999:2:",
        "panicked at 'no end",
        "panicked at 'no place', nowhere",
        "test did not panic as expected",
    ],
)
def test_no_panic(text: str) -> None:
    """What only looks like a panic names no place."""
    assert panic_in(text, ROOT) is None
