"""Lies to the gates that look at dependencies: `deny` and `audit`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from advisories import POLICY, database, locking
from lies.lie import Lie, locked

_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_GONE: Final = "skipped: not-installed"
_NOT_DUE: Final = "skipped: not-relevant"
_HOME: Final = {"CARGO_HOME": "TMP/home"}
_ALL_OK: Final = "echo 'advisories ok, bans ok, licenses ok, sources ok' >&2"


def _locking(root: Path, files: Mapping[str, str], _more: str) -> Path:
    return locking(root, files)


def _old(tmp: Path) -> None:
    database(tmp / "home/advisory-db", days=365)


def _database(tmp: Path) -> None:
    database(tmp / "home/advisory-db")


def _empty(tmp: Path) -> None:
    (tmp / "home/advisory-db/crates").mkdir(parents=True)


DENY: Final = (
    Lie(
        "deny-silent",
        "deny",
        "cargo-deny exits with 0 and says nothing",
        _UNREADABLE,
        made=_locking,
        env=_HOME,
        files={"deny.toml": POLICY},
        tools={"cargo-deny": "exit 0"},
    ),
    Lie(
        "deny-version",
        "deny",
        "another cargo-deny says in words that all is good",
        _UNREADABLE,
        "advisories ok",
        made=_locking,
        env=_HOME,
        files={"deny.toml": POLICY},
        tools={"cargo-deny": _ALL_OK},
    ),
    Lie(
        "deny-no-database",
        "deny",
        "there is no advisory database",
        "inconclusive: no-network",
        "is missing",
        made=_locking,
        env=_HOME,
        files={"deny.toml": POLICY},
        script="cargo deny --offline check bans licenses sources",
    ),
    Lie(
        "deny-no-crates",
        "deny",
        "the policy leaves every crate out",
        _BROKE,
        "no root crates",
        exits=1,
        made=_locking,
        env=_HOME,
        files={"deny.toml": f'{POLICY}[graph]\nexclude = ["demo"]\n'},
    ),
    Lie(
        "deny-no-policy",
        "deny",
        "there is no policy to hold to",
        _NOT_DUE,
        "no deny.toml",
        made=_locking,
        env=_HOME,
        script="cargo deny --offline check bans sources",
    ),
    Lie(
        "deny-gone",
        "deny",
        "cargo-deny is not installed",
        _GONE,
        exits=101,
        made=_locking,
        files={"deny.toml": POLICY},
        hidden=("cargo-deny",),
    ),
)
AUDIT: Final = (
    Lie(
        "audit-silent",
        "audit",
        "cargo-audit exits with 0 and says nothing",
        _UNREADABLE,
        made=_locking,
        env=_HOME,
        tools={"cargo-audit": "exit 0"},
    ),
    Lie(
        "audit-version",
        "audit",
        "its report has the form of an older version",
        _UNREADABLE,
        made=_locking,
        env=_HOME,
        tools={"cargo-audit": 'echo \'{"vulnerabilities":{"found":false,"count":0,"list":[]}}\''},
    ),
    Lie(
        "audit-empty-database",
        "audit",
        "the advisory database holds no advisory",
        "inconclusive: no-network",
        "the advisory database is empty",
        made=_locking,
        env=_HOME,
        then=_empty,
    ),
    Lie(
        "audit-old-database",
        "audit",
        "the advisory database is a year old",
        "inconclusive: no-network",
        "too old to prove anything",
        made=_locking,
        env=_HOME,
        then=_old,
    ),
    Lie(
        "audit-own-crates",
        "audit",
        "the lock names no crate from elsewhere",
        _NOT_DUE,
        made=locked,
        env=_HOME,
        then=_database,
    ),
)
