"""Brings a tool by building its crate: Cargo fetches what the registry's index has, which has to be what is pinned."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.tools.pins import Pin
from ferrule.tools.refusal import Refusal, refusal

_LIMIT_S: Final = 3600.0
_MANIFEST: Final = (
    '[package]\nname = "wanted"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\n{} = "={}"\n'
)


def bring_crate(pin: Pin, where: Path, hear: Callable[[str], None], *, network: bool) -> Path | Refusal:
    """Give the tree with the built program, below `where`.

    Cargo verifies each crate against the index of its registry; that the index has the pinned checksum is asked first,
    before anything of the crate is downloaded, let alone built.
    """
    indexed = _indexed(pin, where / "wanted", hear, network=network)
    if isinstance(indexed, Outcome):
        return refusal(indexed, pin.crate)
    if indexed != pin.crate_sha256:
        detail = f"the registry has {pin.crate} {pin.version} with sha256 {indexed or '(none)'}, pinned is another one"
        return Refusal(f"{detail}: nothing of it was built", "ask whoever runs the registry or its mirror")
    tree = where / "tree"
    exact = ("--locked", "--version", f"={pin.version}", "--root", str(tree), "--no-track")
    apart = ("--target-dir", str(where / "target"))
    outcome = _cargo(("install", *exact, *apart, pin.crate), where, hear, network=network)
    return tree if outcome.ok else refusal(outcome, pin.crate)


def _indexed(pin: Pin, where: Path, hear: Callable[[str], None], *, network: bool) -> str | Outcome:
    """Give the checksum of the crate in the registry's index; what Cargo said when it cannot tell."""
    (where / "src").mkdir(parents=True)
    (where / "src/lib.rs").touch()
    (where / "Cargo.toml").write_text(_MANIFEST.format(pin.crate, pin.version), "utf-8")
    outcome = _cargo(("generate-lockfile",), where, hear, network=network)
    if not outcome.ok:
        return outcome
    packages = tomllib.loads((where / "Cargo.lock").read_text("utf-8")).get("package", ())
    own = (one.get("checksum", "") for one in packages if (one["name"], one["version"]) == (pin.crate, pin.version))
    return str(next(own, ""))


def _cargo(words: tuple[str, ...], where: Path, hear: Callable[[str], None], *, network: bool) -> Outcome:
    offline = () if network else ("--offline",)
    env = {"CARGO_TERM_PROGRESS_WHEN": "never", "CARGO_TERM_COLOR": "never", "CARGO_BUILD_TARGET": None}
    return run(Command(("cargo", *words, *offline), where, _LIMIT_S, env), hear)
