"""The shapes of Cargo's lines."""

import pytest

from ferrule.diagnostics.cargo_line import Line, package_name, read_line


@pytest.mark.parametrize(
    ("package_id", "name"),
    [
        ("path+file:///x/demo1#0.1.0", "demo1"),
        ("path+file:///x#name@0.1.0", "name"),
        ("path+file:///x/with%20space#0.1.0", "with space"),
        ("path+file:///x#name@0.1.0-beta.1+a", "name"),
        ("registry+https://github.com/rust-lang/crates.io-index#serde@1.0.219", "serde"),
        ("sparse+https://example.org/index/#serde:1.0", "serde"),
        ("git+https://example.org/a/demo?branch=main#0.2.0", "demo"),
        ("git+https://example.org/a/demo.git?rev=1#demo@0.2.0", "demo"),
        ("demo 0.1.0 (path+file:///x/y)", "demo"),
        ("path+file:///x/demo#only-a-name", "only-a-name"),
        ("", None),
        ("#", None),
        ("#@1", None),
        (" ", None),
    ],
)
def test_package_names(package_id: str, name: str | None) -> None:
    """The name is found in every form of package id that Cargo has had."""
    assert name == package_name(package_id)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   Compiling demo v0.1.0",
        "{",
        "{}",
        "[1]",
        '{"reason": 1}',
        '{"reason": ""}',
        '{"reason": "compiler-artifact"}',
        '{"reason": "compiler-artifact", "target": 1}',
        '{"reason": "build-finished", "success": "yes"}',
        '{"reason": "x", "a": ' + "[" * 100_000,
        '{"reason": "x", "a": "\ud800"}',
    ],
)
def test_what_is_not_cargos(text: str) -> None:
    """A line that is not Cargo's, or lacks what it is read for, is no line of Cargo's."""
    assert read_line(text) is None


def test_a_reason_of_the_future() -> None:
    """A kind of line that Cargo may gain is known for its reason alone, whatever its fields hold."""
    assert Line("x") == read_line('{"reason": "x", "message": 1, "target": []}')
    assert Line("x", executable="/a") == read_line('{"reason": "x", "executable": "/a", "new": {}}')
