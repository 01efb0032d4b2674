"""The JSON of `cargo audit`: which locked crates an advisory speaks of, and what could not be looked up."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from ferrule.diagnostics.cargo_audit_lock import Locked, line_of
from ferrule.diagnostics.foreign import UNREADABLE
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Part, Reading, Seen, Undecided, distinct
from ferrule.facts.status import Reason, Status

REMEDY: Final = "run `cargo audit` once where there is a network: it fetches its database"
YANKED: Final = "yanked"
_KINDS: Final = ("unmaintained", "unsound", "notice", YANKED)
_NO_DATABASE = re.compile(r"error loading advisory database: (?P<why>.*)|couldn't fetch advisory database: .*")
_MISSING = re.compile(r"failed to read directory `(?P<folder>.*)/crates`: No such file or directory")
_NOT_LOOKED_UP = re.compile(r"couldn't check if the package is yanked|couldn't (?:open|update) crates\.io index")
_SETTINGS = re.compile(
    r"fatal error: parse error: TOML parse error at line (?P<line>[0-9]{1,9}), column (?P<column>[0-9]{1,9})$"
)
_SHOWN = 200


class _Package(msgspec.Struct, frozen=True):
    name: str
    version: str


class _Advisory(msgspec.Struct, frozen=True):
    id: str
    title: str = ""
    description: str = ""
    date: str = ""
    url: str | None = None
    cvss: str | None = None


class _Versions(msgspec.Struct, frozen=True):
    patched: tuple[str, ...] = ()


class _Hit(msgspec.Struct, frozen=True):
    """A locked crate with what is said of it; a yanked one has no advisory."""

    package: _Package
    advisory: _Advisory | None = None
    versions: _Versions | None = None


class _Vulnerabilities(msgspec.Struct, frozen=True):
    found: bool
    list: tuple[_Hit, ...]


class _Database(msgspec.Struct, frozen=True, rename="kebab"):
    advisory_count: int


class _Lockfile(msgspec.Struct, frozen=True, rename="kebab"):
    dependency_count: int


class _Report(msgspec.Struct, frozen=True):
    """What is counted on has no default: another form of report is handed back, never taken for a clean one."""

    database: _Database
    lockfile: _Lockfile
    vulnerabilities: _Vulnerabilities
    warnings: Mapping[str, tuple[_Hit, ...]]


@dataclass(frozen=True, slots=True)
class AuditTalk:
    """What cargo-audit said beside its report."""

    no_database: str = ""
    """Why it had no database to judge by; empty when it had one."""
    is_missing: bool = False
    """There is no database at all, rather than one that cannot be read."""
    not_looked_up: int = 0
    """How many crates could not be looked up in the registry's index."""
    bad_settings: tuple[str, int, int] | None = None
    """What is wrong with the settings, with line and column; None when nothing is."""


def read_cargo_audit(text: str, denied: frozenset[str], crates: tuple[Locked, ...], talk: AuditTalk) -> Reading:
    """Turn a report into findings, a part for each kind of advisory, and the number of audited crates.

    Args:
        text: standard output; lines behind the report are handed back.
        denied: kinds of warnings that the settings turn into errors; the report does not tell of them.
        crates: of the lock, for the lines on which they stand.
        talk: what was said on standard error.
    """
    try:
        value, end = json.JSONDecoder().raw_decode(text.lstrip())
        report = msgspec.convert(value, _Report)
    except UNREADABLE:
        return Reading(unread=(text[:_SHOWN],) if text.strip() else ())
    hits = [("vulnerability", hit) for hit in report.vulnerabilities.list]
    hits += [(kind, hit) for kind, group in report.warnings.items() for hit in group]
    findings = distinct(_finding(kind, hit, denied, crates) for kind, hit in hits)
    seen = Seen("crates", report.lockfile.dependency_count)
    is_clean = not report.vulnerabilities.found and not any(f.level is Level.ERROR for f in findings)
    return Reading(
        findings,
        seen,
        finished=is_clean,
        undecided=None
        if report.database.advisory_count
        else Undecided(Reason.NO_NETWORK, "the advisory database is empty", REMEDY),
        parts=_parts(report, denied, talk, seen),
        remark=f"{report.database.advisory_count} advisories",
        unread=tuple(line for line in text.lstrip()[end:].split("\n") if line.strip()),
    )


def read_talk(text: str) -> AuditTalk:
    """Read standard error, which has no form of its own."""
    lines = text.split("\n")
    missing = next(filter(None, map(_NO_DATABASE.search, lines)), None)
    settings = next((n for n, line in enumerate(lines) if _SETTINGS.search(line)), None)
    return AuditTalk(
        no_database=missing.group() if missing else "",
        is_missing=missing is not None and _MISSING.search(missing.group()) is not None,
        not_looked_up=sum(1 for line in lines if _NOT_LOOKED_UP.search(line)),
        bad_settings=_bad_settings(lines, settings) if settings is not None else None,
    )


def _bad_settings(lines: list[str], at: int) -> tuple[str, int, int] | None:
    place = _SETTINGS.search(lines[at])
    words = (line.strip() for line in lines[at + 1 :])
    why = next((line for line in words if line and "|" not in line), "it cannot be read")
    return (why, int(place["line"]), int(place["column"])) if place else None


def _finding(kind: str, hit: _Hit, denied: frozenset[str], crates: tuple[Locked, ...]) -> Finding:
    name, version, advisory = hit.package.name, hit.package.version, hit.advisory
    is_error = kind == "vulnerability" or kind in denied
    said = advisory.title if advisory else "this version was taken back from the registry"
    return Finding(
        "cargo-audit",
        advisory.id if advisory else kind,
        Level.ERROR if is_error else Level.WARNING,
        f"{name} {version}: {said or kind}",
        "Cargo.lock",
        line_of(crates, name, version),
        rendered=_rendered(kind, hit),
        package=name,
    )


def _rendered(kind: str, hit: _Hit) -> str:
    lines = [f"{kind}: {hit.package.name} {hit.package.version}"]
    if advisory := hit.advisory:
        facts = {"id": advisory.id, "title": advisory.title, "date": advisory.date, "url": advisory.url}
        facts |= {"cvss": advisory.cvss, "patched": " OR ".join(hit.versions.patched) if hit.versions else ""}
        lines += [f"{name}: {fact}" for name, fact in facts.items() if fact]
        lines += ["", advisory.description]
    return "\n".join(lines).rstrip()


def _parts(report: _Report, denied: frozenset[str], talk: AuditTalk, seen: Seen) -> tuple[Part, ...]:
    vulnerable = Status.FAILED if report.vulnerabilities.found else Status.PASSED
    kinds = dict.fromkeys((*_KINDS, *report.warnings))
    bad = {kind for kind in kinds if report.warnings.get(kind)} & denied
    unknown = Part(YANKED, Status.INCONCLUSIVE if YANKED in denied else Status.SKIPPED, Reason.NO_NETWORK)
    informal = (
        unknown
        if kind == YANKED and talk.not_looked_up and kind not in bad
        else Part(kind, Status.FAILED if kind in bad else Status.PASSED, None, seen)
        for kind in kinds
    )
    return (Part("vulnerabilities", vulnerable, None, seen), *informal)
