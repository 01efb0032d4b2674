"""Manifests with one dependency or feature more, and all else as it was written."""

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.repair.manifests.edit import section_of, with_dependency, with_feature
from ferrule.repair.manifests.known import Source

HEAD = '[package]\nname = "a"  # ours\n\n[dependencies]\n# kept\nserde = "1"\n'


def test_a_dependency_joins_its_table() -> None:
    """Comments and order stay; the new line is spaced as Cargo's tools do it."""
    member = Source("b-lib", {"path": "../b"}, "")
    assert with_dependency(HEAD.encode(), member, "dependencies") == (HEAD + 'b-lib = { path = "../b" }\n').encode()
    shared = Source("itoa", {"workspace": True}, "")
    made = with_dependency(HEAD.encode(), shared, "dev-dependencies")
    assert made == (HEAD + "\n[dev-dependencies]\nitoa = { workspace = true }\n").encode()
    released = Source("itoa", {"version": "1.0.2"}, "")
    assert with_dependency(HEAD.encode(), released, "dependencies") == (HEAD + 'itoa = "1.0.2"\n').encode()


def test_what_is_there_stays() -> None:
    """A crate that is named already is not named twice; text that is no TOML is left alone."""
    assert with_dependency(HEAD.encode(), Source("serde", {"version": "1"}, ""), "dependencies") is None
    assert with_dependency(b"[dependencies\n", Source("serde", {}, ""), "dependencies") is None
    assert with_dependency(b"\xff", Source("serde", {}, ""), "dependencies") is None
    assert with_dependency(b"dependencies = 1\n", Source("serde", {"version": "1"}, ""), "dependencies") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('my-lib = "1"', 'my-lib = { version = "1", features = ["x"] }'),
        ('my-lib = { path = "../l" }', 'my-lib = { path = "../l", features = ["x"] }'),
        ('my-lib = { path = "l", features = ["a"] }', 'my-lib = { path = "l", features = ["a", "x"] }'),
        ("my-lib = { workspace = true }", 'my-lib = { workspace = true, features = ["x"] }'),
        ('[dependencies.my-lib]\npath = "l"', '[dependencies.my-lib]\npath = "l"\nfeatures = ["x"]'),
    ],
)
def test_a_feature_in_each_form(before: str, after: str) -> None:
    """A text, an inline table, a shared dependency and a table of its own."""
    head = "" if before.startswith("[") else "[dependencies]\n"
    assert with_feature(f"{head}{before}\n".encode(), "my_lib", "x") == f"{head}{after}\n".encode()
    assert with_feature(f"{head}{after}\n".encode(), "my_lib", "x") is None


def test_a_feature_of_nothing() -> None:
    """A crate that is not named, and entries of no known form, give nothing."""
    assert with_feature(b"[dependencies]\n", "my_lib", "x") is None
    assert with_feature(b"[dependencies]\nmy-lib = 1\n", "my_lib", "x") is None
    assert with_feature(b'[dependencies]\nmy-lib = { features = "a" }\n', "my_lib", "x") is None
    assert with_feature(b"[", "my_lib", "x") is None


@pytest.mark.parametrize(
    ("path", "folder", "section"),
    [
        ("src/lib.rs", "", "dependencies"),
        ("a/src/lib.rs", "a", "dependencies"),
        ("a/tests/it.rs", "a", "dev-dependencies"),
        ("benches/b.rs", "", "dev-dependencies"),
        ("a/build.rs", "a", "build-dependencies"),
        (None, "", "dependencies"),
    ],
)
def test_the_table_follows_the_file(path: str | None, folder: str, section: str) -> None:
    """Tests, examples and benchmarks need it for development only, build scripts to build."""
    assert section_of(Finding("rustc", "E0432", Level.ERROR, "", path), folder) == section
