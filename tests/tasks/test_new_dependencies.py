"""Which dependencies a task brings in, read from real manifests as their authors write them."""

import pytest

from ferrule.facts.difference import Difference
from ferrule.tasks.new_dependencies import Change, NewDependency, new_dependencies

HEAD = '[package]\nname = "a"\nversion = "0.1.0"\n'


def found(before: str, after: str, path: str = "Cargo.toml") -> list[NewDependency]:
    """Give what one manifest brings in."""
    return list(new_dependencies(Difference({path: (HEAD + before).encode()}, {path: (HEAD + after).encode()})))


def told(before: str, after: str) -> list[str]:
    """Give it in short: change, name and what is told of it."""
    return [
        " ".join(
            filter(None, (one.change, one.kind, one.name, one.version, *one.features, one.source, one.target, one.was))
        )
        for one in found(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("", '[dependencies]\nserde = "1"', ["new normal serde 1"]),
        ("", '[dependencies.serde]\nversion = "1"\nfeatures = ["derive"]', ["new normal serde 1 derive"]),
        ("", '[dev-dependencies]\ninsta = "1"', ["new dev insta 1"]),
        ("", '[build-dependencies]\ncc = "1"', ["new build cc 1"]),
        ("", '[workspace.dependencies]\nserde = "1"', ["new workspace serde 1"]),
        ("", "[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"", ["new normal libc 0.2 cfg(unix)"]),
        ("", '[dependencies]\njson = { package = "serde_json", version = "1" }', ["new normal serde_json 1"]),
        ("", '[dependencies]\na = { git = "https://e.org", rev = "1f" }', ["new normal a git https://e.org rev 1f"]),
        ("", '[dependencies]\nb = { path = "../b" }', ["new normal b path ../b"]),
        ("", '[patch.crates-io]\nserde = { git = "https://e.org/s" }', ["new patch serde git https://e.org/s"]),
        ("", "[dependencies]\nserde.workspace = true", []),
        ("", '[dependencies]\nserde = { workspace = true, features = ["rc"] }', ["features normal serde rc"]),
        ('[dependencies]\nserde = "1"', '[dependencies]\nserde = { version = "1", features = ["rc"] }',
         ["features normal serde 1 rc"]),
        ('[dependencies]\nserde = { version = "1", default-features = false }', '[dependencies]\nserde = "1"',
         ["features normal serde 1 default"]),
        ('[dependencies]\nsyn = "1.0.9"', '[dependencies]\nsyn = "2"', ["version normal syn 2 1.0.9"]),
        ('[dependencies]\nrand = "0.8"', '[dependencies]\nrand = "0.9"', ["version normal rand 0.9 0.8"]),
        ('[dependencies]\nserde = "1"', '[dependencies]\nserde = { git = "https://e.org/s" }',
         ["source normal serde git https://e.org/s crates.io"]),
        ('[dev-dependencies]\nserde = "1"', '[dependencies]\nserde = "1"', ["kind normal serde 1 dev"]),
        ('[dependencies]\nserde = "1.0.1"', '[dependencies]\nserde = "^1.4"', []),
        ('[dependencies]\nrand = "0.8.1"', '[dependencies]\nrand = "=0.8.5"', []),
        ('[dependencies]\nserde = "1"', "", []),
        ('[dependencies]\nserde = "1"', '[dependencies]\nserde = "1"\n[dev-dependencies]\nserde = "1"', []),
        ('[dependencies]\nserde = { version = "1", features = ["rc"] }', '[dependencies.serde]\nversion = "1"', []),
        ('[dependencies]\nserde = "1"', "[dependencies]\nserde.workspace = true", []),
        ("", "[dependencies]\nserde = ", []),
    ],
)  # fmt: skip
def test_what_is_new(before: str, after: str, says: list[str]) -> None:
    """Each way to bring in a crate is seen, and what changes nothing is not."""
    assert told(before, after) == says


def test_places() -> None:
    """Manifest and line are those of the entry; a new manifest is one of which all is new."""
    [one] = found("", '\n[dependencies]\n# why\nserde = "1"', "crates/a/Cargo.toml")
    assert (one.manifest, one.line, one.key, one.change) == ("crates/a/Cargo.toml", 7, "dependency:serde", Change.NEW)
    fresh = Difference({}, {"b/Cargo.toml": b'[dependencies]\nlog = "0.4"\n'})
    assert [one.line for one in new_dependencies(fresh)] == [2]
    assert new_dependencies(Difference({"b/Cargo.toml": b'[dependencies]\nlog = "0.4"\n'}, {})) == ()


@pytest.mark.parametrize(
    ("manifest", "source", "is_own"),
    [
        ("Cargo.toml", "path crates/b", True),
        ("crates/a/Cargo.toml", "path ../b", True),
        ("crates/a/Cargo.toml", "path ../../../b", False),
        ("Cargo.toml", "path ../b", False),
        ("Cargo.toml", "path /srv/b", False),
        ("Cargo.toml", "git https://e.org/b", False),
        ("Cargo.toml", "", False),
    ],
)
def test_own_crates(manifest: str, source: str, is_own: bool) -> None:
    """A path within the repository leads to the task's own code; one out of it does not."""
    assert NewDependency("b", manifest, 1, "normal", source=source).is_own is is_own
