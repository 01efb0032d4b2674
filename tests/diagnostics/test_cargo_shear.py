"""What cargo-shear 1.14 and cargo-machete 0.9 say, turned into findings."""

import pytest

from diagnostics.captured import captured, short
from ferrule.diagnostics.cargo_machete import declarations, read_cargo_machete
from ferrule.diagnostics.cargo_shear import read_cargo_shear
from ferrule.facts.reading import Reading

MANIFEST = (
    '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\nlicense = "MIT"\n\n[dependencies]\ncfg-if = "1"\n'
)
MANIFESTS = {"Cargo.toml": MANIFEST}


def test_unused_by_shear() -> None:
    """A dependency that is not used is an error with its line; files that no module names are a warning."""
    found = read_cargo_shear(captured("shear/unused.json"), MANIFESTS)

    assert {
        "cargo-shear shear/unused_dependency error Cargo.toml:8:1": "unused dependency `cfg-if`",
        "cargo-shear shear/unlinked_files warning": "1 unlinked file in `demo`\nsrc/forgotten.rs",
    } == {short(finding): finding.message for finding in found.findings}
    assert (False, ()) == (found.finished, found.unread)


def test_offsets_are_bytes() -> None:
    """It counts bytes, a finding characters; without the file there is a path and no line."""
    text = '{"summary":{"errors":1},"findings":[{"code":"c","severity":"error","message":"m","file":"Cargo.toml",'
    text += '"location":{"offset":10,"length":1}}]}'
    [known] = read_cargo_shear(text, {"Cargo.toml": "# ü\nüü x = 1\n"}).findings
    [unknown] = read_cargo_shear(text, {}).findings

    assert ["cargo-shear c error Cargo.toml:2:4", "cargo-shear c error Cargo.toml"] == [short(known), short(unknown)]


def test_clean_by_shear() -> None:
    """An empty list closes the report."""
    assert Reading(finished=True) == read_cargo_shear(captured("shear/clean.json"), MANIFESTS)


@pytest.mark.parametrize(
    ("old", "new"),
    [('"findings"', '"issues"'), ('"summary"', '"totals"'), ('"errors"', '"failed"'), ("}", "")],
)
def test_another_version_of_shear(old: str, new: str) -> None:
    """A report in another form is handed back: it cannot look like a clean one."""
    found = read_cargo_shear(captured("shear/clean.json").replace(old, new), MANIFESTS)

    assert (None, 1) == (found.finished, len(found.unread))


def test_another_word_for_a_level_of_shear() -> None:
    """A level that nobody here knows is not passed over."""
    text = captured("shear/unused.json").replace('"error"', '"fatal"')

    assert None is read_cargo_shear(text, MANIFESTS).finished


@pytest.mark.parametrize("text", ["x", "{}", "null", "[]", "\ud800", "[" * 100_000])
def test_what_is_no_report_of_shear(text: str) -> None:
    """Any other text is handed back by its first characters."""
    assert Reading(unread=(text[:200],)) == read_cargo_shear(text, {})


def test_unused_by_machete() -> None:
    """It reads every manifest below the folder; those of the workspace count, and have their line."""
    found = read_cargo_machete(captured("machete/unused.txt"), "", MANIFESTS)

    assert ["cargo-machete unused_dependency error Cargo.toml:8"] == [short(finding) for finding in found.findings]
    assert (False, None) == (found.finished, found.undecided)


def test_clean_by_machete() -> None:
    """Its closing sentence is what says that nothing is unused."""
    assert Reading(finished=True) == read_cargo_machete(captured("machete/clean.txt"), "", MANIFESTS)
    assert None is read_cargo_machete("", "", MANIFESTS).finished
    assert ("All fine!",) == read_cargo_machete("All fine!", "", MANIFESTS).unread


def test_manifests_that_machete_cannot_read() -> None:
    """A manifest of ours that it cannot read leaves the answer open; one of others is told of by its name."""
    talk, text = captured("machete/bad_manifest.txt"), captured("machete/clean.txt")
    ours = read_cargo_machete(text, talk, {"bad/Cargo.toml": ""})
    others = read_cargo_machete(text, talk, MANIFESTS)

    assert ours.finished is None
    assert ours.complaint.startswith("error when handling ./bad/Cargo.toml: TOML parse error")
    assert others.undecided is not None
    assert others.undecided.detail.endswith("./bad/Cargo.toml")


def test_where_a_dependency_is_declared() -> None:
    """Keys and tables, of all kinds and for targets, quoted or dotted; other tables do not count."""
    manifest = """[package]
name = "demo"
[dependencies]
a = "1"
"b" = "1"
c.workspace = true
[dev-dependencies.d]
version = "1"
[target.'cfg(unix)'.build-dependencies]
e = "1"
[features]
f = []
[workspace.dependencies]
g = "1"
"""

    assert [(4, "a"), (5, "b"), (6, "c"), (7, "d"), (10, "e"), (14, "g")] == list(declarations(manifest))
