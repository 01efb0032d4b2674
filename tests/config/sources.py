"""Settings for tests: a workspace with a file, held against two gates."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ferrule.config.file import read_file
from ferrule.config.resolve import resolve
from ferrule.config.rules import Known
from ferrule.errors import WrongUse
from ferrule.facts.settings import Flags, Resolved
from workspaces import package, write

KNOWN = Known(("fmt", "clippy"), {"quick": ("fmt",), "standard": ("fmt", "clippy"), "release": ("fmt", "clippy")})
NOTHING = Flags()


def settled(root: Path, text: str = "", env: Mapping[str, str] | None = None, flags: Flags = NOTHING) -> Resolved:
    """Give the settings of a workspace with this `ferrule.toml`; without one when the text is empty."""
    package(root)
    if text:
        write(root, {"ferrule.toml": text})
    return resolve(read_file(root), env or {}, flags, KNOWN)


def origins(resolved: Resolved) -> dict[str, str]:
    """Give where each value came from, for those that are no default."""
    return {one.key: one.origin for one in resolved.values if one.origin != "default"}


def complaint(root: Path, text: str, env: Mapping[str, str] | None = None, flags: Flags = NOTHING) -> str:
    """Give the words of the error that these settings end in, with the root left out of them."""
    with pytest.raises(WrongUse) as told:
        settled(root, text, env, flags)
    assert told.value.exit_code == 2
    return str(told.value).replace(f"{root}/", "")


def refusal(root: Path) -> str:
    """Give the words of the error that reading the files of a workspace as they are ends in."""
    with pytest.raises(WrongUse) as told:
        read_file(root)
    return str(told.value).replace(f"{root}/", "")
