"""Every gate, in the order of the ladder, and which profile climbs which."""

from typing import Final

from ferrule.gates import (
    audit,
    check,
    clippy,
    coverage,
    deny,
    doc,
    doctest,
    features,
    fmt,
    lockfile,
    msrv,
    mutants,
    nextest,
    package,
    semver_checks,
    test,
    unused_deps,
)
from ferrule.gates.gate import Gate

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
    msrv,
    features,
    coverage,
    semver_checks,
    package,
    mutants,
)
"""`lockfile` goes first, since others would mend the lock; then cheap ones: a reader learns soon what is wrong."""

_STANDARD: Final = ("check", "clippy", "test", "nextest", "doctest", "doc", "lockfile", "deny", "audit", "unused-deps")
PROFILES: Final[dict[str, tuple[str, ...]]] = {
    "quick": ("fmt", "check"),
    "standard": ("fmt", *_STANDARD),
    "release": tuple(gate.ID for gate in GATES),
}
