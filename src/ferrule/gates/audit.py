"""Gate `audit`: no locked crate has a known vulnerability (M28)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ferrule.diagnostics.advisory_db import OUTSIDE_OF_HOOKS, age, commit_day, head, is_stale
from ferrule.diagnostics.advisory_db import state as known_by
from ferrule.diagnostics.cargo_audit import REMEDY, YANKED, AuditTalk, read_cargo_audit, read_talk
from ferrule.diagnostics.cargo_audit_lock import locked_crates
from ferrule.diagnostics.left_out import left_out_by_audit
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Part, Reading, Undecided
from ferrule.facts.status import Reason, Status
from ferrule.gates.deny import FETCH_S, limit_s, may_fetch, text_of, today
from ferrule.gates.gate import Call, Closed, Job, Tool, not_due
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.programs import cargo_home
from ferrule.workspace.cargo_env import PLAIN

ID = "audit"
TITLE = "free of known vulnerabilities"
WRITES = Writes.NOTHING
READS = ("Cargo.lock", ".cargo/audit.toml")
TOOL = Tool("cargo-audit", "ferrule tools install cargo-audit")
UNIT = "crates"
NOTHING = Reason.NOT_RELEVANT

_LOCK = "Cargo.lock"
_SETTINGS = ".cargo/audit.toml"
_ARGV: Final = ("cargo", "audit", "--json")
_ENV: Final = PLAIN | OUTSIDE_OF_HOOKS
_WARNINGS: Final = ("unmaintained", "unsound", YANKED)
"""What `deny = ["warnings"]` means to cargo-audit; notices stay warnings."""


def closed(job: Job) -> Closed | None:
    """Give why nothing can be audited: no lock, or one that names no crate from elsewhere; None when something can."""
    lock = job.workspace.root / _LOCK
    if not lock.is_file():
        return not_due("no Cargo.lock, and only locked versions can be audited (`cargo generate-lockfile` writes one)")
    text = text_of(lock)
    crates = locked_crates(text)
    return not_due("Cargo.lock names no crate from elsewhere" if text and not any(c.is_foreign for c in crates) else "")


def state(job: Job) -> str:
    """Give the commit of the database, the day and the settings, which may lie in Cargo's home."""
    settings = _settings(job.workspace.root)
    commit = head(_folder(job.workspace.root, settings), job.sandbox)
    return f"{settings} {known_by((commit,), today())}"


def call(job: Job) -> Call:
    """Give `cargo audit --no-fetch`; a database that is missing or too old is fetched first where that may be.

    A database that is there is left as it is: what passed will pass again, and the row tells how old it is.
    """
    empty = job.scratch / "audit-no-crates.lock"
    if not empty.exists():  # once a run
        empty.write_text("version = 4\n", "utf-8")
        settings = _settings(job.workspace.root)
        if may_fetch(job) and _database(settings).get("fetch") is not False and _is_due(job, settings):
            # Without a crate to look up, nothing but the database is fetched.
            argv = (*_ARGV, "--file", str(empty))
            run(Command(argv, job.workspace.root, limit_s(job, FETCH_S), _ENV), cancel=job.cancel)
    return Call((*_ARGV, "--no-fetch"), _ENV)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give a finding for each advisory about a locked crate, a part for each kind, and the database's age."""
    root = job.workspace.root
    settings, talk = _settings(root), read_talk(outcome.stderr.text)
    crates = locked_crates(text_of(root / _LOCK))
    reading = read_cargo_audit(outcome.stdout.text, _denied(settings), crates, talk)
    if reading.finished is None:
        return _without_report(reading, talk, root, outcome.stderr.text)
    day = commit_day(head(_folder(root, settings), job.sandbox))
    known = f"{age(day, today())}, {reading.remark}"
    said = (known, _not_looked_up(talk), left_out_by_audit(settings, "audit.toml"))
    reading = replace(reading, remark="; ".join(part for part in said if part))
    if reading.undecided or any(part.status is Status.FAILED for part in reading.parts):
        return reading
    if is_stale(day, today()) and _database(settings).get("stale") is not True:
        return replace(reading, undecided=Undecided(Reason.NO_NETWORK, f"{known}: too old to prove anything", REMEDY))
    if any(part.status is Status.INCONCLUSIVE for part in reading.parts):
        detail = f"yanked crates are denied: {_not_looked_up(talk)}"
        return replace(reading, undecided=Undecided(Reason.NO_NETWORK, detail, REMEDY))
    return reading


def _without_report(reading: Reading, talk: AuditTalk, root: Path, said: str) -> Reading:
    """Give what is known where cargo-audit could not begin: no database, or settings that it refuses."""
    words = said.strip()
    if talk.bad_settings and (root / _SETTINGS).is_file():
        why, line, column = talk.bad_settings
        finding = Finding("cargo-audit", "settings", Level.ERROR, why, _SETTINGS, line, column, rendered=words)
        undecided = Part("vulnerabilities", Status.INCONCLUSIVE, Reason.NO_CONFIG)
        return replace(reading, findings=(finding,), parts=(Part("settings", Status.FAILED), undecided))
    if not talk.no_database:
        return replace(reading, complaint=words)
    reason = Reason.NO_NETWORK if talk.is_missing else Reason.TOOL_ERROR
    part = Part("vulnerabilities", Status.INCONCLUSIVE, reason)
    return replace(reading, undecided=Undecided(reason, talk.no_database, REMEDY), parts=(part,))


def _settings(root: Path) -> Mapping[str, Any]:
    """Give the settings that cargo-audit reads; empty when there are none or they are no TOML, which it says itself."""
    path = next((path for path in (root / _SETTINGS, cargo_home() / "audit.toml") if path.is_file()), None)
    try:
        return tomllib.loads(text_of(path)) if path else {}
    except tomllib.TOMLDecodeError:
        return {}


def _table(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = settings.get(name)
    return table if isinstance(table, Mapping) else {}


def _database(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    return _table(settings, "database")


def _denied(settings: Mapping[str, Any]) -> frozenset[str]:
    """Give the kinds of warnings that the settings deny; the report itself does not tell."""
    listed = _table(settings, "output").get("deny")
    words = [str(word) for word in listed] if isinstance(listed, list) else []
    return frozenset(kind for word in words for kind in (_WARNINGS if word == "warnings" else (word,)))


def _folder(root: Path, settings: Mapping[str, Any]) -> Path:
    path = _database(settings).get("path")
    return root / path if isinstance(path, str) else cargo_home() / "advisory-db"


def _is_due(job: Job, settings: Mapping[str, Any]) -> bool:
    """Give whether the database is missing or too old."""
    folder = _folder(job.workspace.root, settings)
    stale = is_stale(commit_day(head(folder)), today()) and _database(settings).get("stale") is not True
    return stale or not (folder / "crates").is_dir()


def _not_looked_up(talk: AuditTalk) -> str:
    count = talk.not_looked_up
    return f"{count} {'crate' if count == 1 else 'crates'} not looked up for being yanked" if count else ""
