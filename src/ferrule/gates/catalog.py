"""Every gate, in the order of the ladder, and which profile climbs which."""

from typing import Final

from ferrule.gates import audit, check, clippy, deny, doc, doctest, fmt, lockfile, nextest, test, unused_deps
from ferrule.gates.gate import Gate
from ferrule.gates.later import later


# Imported where they are asked for: only the profile `release` climbs them, and a standard ladder on which nothing has
# changed would wait longer for their readers than for Cargo.
def _msrv() -> Gate:
    from ferrule.gates import msrv

    return msrv


def _features() -> Gate:
    from ferrule.gates import features

    return features


def _coverage() -> Gate:
    from ferrule.gates import coverage

    return coverage


def _semver_checks() -> Gate:
    from ferrule.gates import semver_checks

    return semver_checks


def _package() -> Gate:
    from ferrule.gates import package

    return package


def _mutants() -> Gate:
    from ferrule.gates import mutants

    return mutants


GATES: Final[tuple[Gate, ...]] = (
    lockfile,
    fmt,
    check,
    clippy,
    test,
    nextest,
    doctest,
    doc,
    deny,
    audit,
    unused_deps,
    later("msrv", _msrv),
    later("features", _features),
    later("coverage", _coverage),
    later("semver-checks", _semver_checks),
    later("package", _package),
    later("mutants", _mutants),
)
"""`lockfile` goes first, since others would mend the lock; then cheap ones: a reader learns soon what is wrong."""

_STANDARD: Final = ("check", "clippy", "test", "nextest", "doctest", "doc", "lockfile", "deny", "audit", "unused-deps")
PROFILES: Final[dict[str, tuple[str, ...]]] = {
    "quick": ("fmt", "check"),
    "standard": ("fmt", *_STANDARD),
    "release": tuple(gate.ID for gate in GATES),
}
