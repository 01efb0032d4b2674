"""The readers of deny, audit, shear and machete raise on no text."""

from collections.abc import Callable
from random import Random
from typing import Final

import pytest

from diagnostics.captured import FOLDER
from diagnostics.test_foreign_text import LARGE, SEEDS_A_FILE, mutations
from ferrule.diagnostics import cargo_audit
from ferrule.diagnostics.advisory_db import commit_day
from ferrule.diagnostics.cargo_audit_lock import locked_crates
from ferrule.diagnostics.cargo_deny import Ground, read_cargo_deny
from ferrule.diagnostics.cargo_deny_talk import read_talk
from ferrule.diagnostics.cargo_machete import declarations, read_cargo_machete
from ferrule.diagnostics.cargo_shear import read_cargo_shear

CAPTURED: Final = {
    str(p.relative_to(FOLDER)): p
    for name in ("deny", "audit", "shear", "machete")
    for p in sorted(FOLDER.glob(f"{name}/*"))
}
MANIFESTS: Final = {"Cargo.toml": '[dependencies]\ncfg-if = "1"\n'}
GROUND: Final = Ground("deny.toml", MANIFESTS | {"deny.toml": "[bans]\n"}, {"demo": "Cargo.toml"})
READERS: Final[dict[str, Callable[[str], object]]] = {
    "deny": lambda text: read_cargo_deny(read_talk(text), GROUND),
    "audit": lambda text: cargo_audit.read_cargo_audit(text, frozenset(), (), cargo_audit.AuditTalk()),
    "audit_talk": cargo_audit.read_talk,
    "shear": lambda text: read_cargo_shear(text, MANIFESTS),
    "machete": lambda text: read_cargo_machete(text, text, MANIFESTS),
    "declarations": lambda text: tuple(declarations(text)),
    "lock": locked_crates,
    "commit": commit_day,
}


@pytest.mark.parametrize("name", CAPTURED)
def test_mutations_of_real_output(name: str) -> None:
    """Real output, mutilated in many ways, is read by every reader without an error."""
    text = CAPTURED[name].read_text("utf-8")
    random = Random(name)  # noqa: S311 - seeded, so that a failure comes again
    for _ in range(SEEDS_A_FILE):
        for mutated in mutations(text, random):
            for read in READERS.values():
                read(mutated)


@pytest.mark.parametrize(
    "piece", ["x", " ", "{", "[", '{"type":', "error when handling ", "a -- b:", "> 1 ", "[[package]]\n"]
)
@pytest.mark.parametrize("reader", READERS)
def test_huge_texts(reader: str, piece: str) -> None:
    """Two million characters are read to their end, whatever they repeat."""
    for head in ("", "committer ", '[[package]]\nname = "'):
        READERS[reader](head + piece * (LARGE // len(piece)))
