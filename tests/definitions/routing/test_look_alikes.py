"""The name counts letter for letter, as a whole word (M09)."""

import pytest

from definitions.routing.loaded import MEGA, closed, said
from ferrule.definitions.routing.names import look_alike, mentions

SCOPE = "to plan the multi-crate workspace strategy"


@pytest.mark.parametrize(
    "name",
    [
        "rust\u2010mega\u2010eng",
        "rust\u2013mega\u2013eng",
        "rust\u2212mega-eng",
        "ru\u0455t-mega-eng",
        "rust-m\u0435ga-eng",
        "ru\u017ft-mega-eng",
        "\uff52ust-mega-eng",
        "rust-mega\u200b-eng",
        "rust\u00ad-mega-eng",
        "rust-mega-eng\u0301",
        "rust mega eng",
        "rust_mega_eng",
        "rustmegaeng",
        "rust-mega-engine",
        "my-rust-mega-eng",
        "rust-mega-eng2",
    ],
)
def test_only_alike(name: str) -> None:
    """Other dashes, letters of other scripts, invisible signs and longer words are told, and open nothing."""
    found = said(f"Use {name} {SCOPE}.")

    assert "look-alike" == closed(found)
    assert any(one.evidence for one in found.refused if one.name == MEGA)


@pytest.mark.parametrize(
    "name",
    [
        "./rust-mega-eng",
        "skills/rust-mega-eng",
        "rust-mega-eng.md",
        "@rust-mega-eng",
        "\\$rust-mega-eng",
        "x:rust-mega-eng",
    ],
)
def test_glued(name: str) -> None:
    """A part of a path, of a file name or of another sign is no name."""
    assert [] == list(mentions(MEGA, f"Use {name} {SCOPE}."))
    assert closed(said(f"Use {name} {SCOPE}."))


@pytest.mark.parametrize(
    "name", ["rust-mega-eng", "$rust-mega-eng", "/rust-mega-eng", "Rust-Mega-Eng", "**rust-mega-eng**"]
)
def test_the_name_itself(name: str) -> None:
    """A sign before it, capitals and emphasis change nothing."""
    assert 1 == len(list(mentions(MEGA, f"Use {name}, please.")))
    assert 1 == len(list(mentions(MEGA, f"Please use {name}.")))


def test_short_names_have_no_look_alikes() -> None:
    """A short name stands in many words by chance."""
    assert not look_alike("lint", "a splinter")
