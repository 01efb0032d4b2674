"""Configuration files in the style of public Rust projects: nothing is missed, nothing is invented."""

from pathlib import Path

import pytest

from discovery.told import NAMES, discovered, expected, lines


@pytest.mark.parametrize("name", NAMES)
def test_every_find_is_the_one_that_was_expected(name: str, tmp_path: Path) -> None:
    """Each command, place, kind, equal gate and difference is what a person wrote down beforehand."""
    assert expected(name) == lines(discovered(name, tmp_path))


def test_there_are_enough_repositories() -> None:
    """Fifteen repositories at least, and each source is among what they hold."""
    assert len(NAMES) >= 15
