"""What the JSON of cargo-audit 0.22 is turned into, and the words beside it."""

from datetime import date

import pytest

from diagnostics.captured import captured, short
from ferrule.diagnostics.advisory_db import age, commit_day, is_stale
from ferrule.diagnostics.cargo_audit import AuditTalk, read_cargo_audit, read_talk
from ferrule.diagnostics.cargo_audit_lock import Locked, line_of, locked_crates
from ferrule.facts.reading import Reading, Seen

LOCKED = (Locked("cfg-if", "1.0.0", 6, is_foreign=True),)
NONE: frozenset[str] = frozenset()
TODAY = date(2026, 11, 21)


def reading(name: str, denied: frozenset[str] = NONE, talk: AuditTalk | None = None) -> Reading:
    """Read captured output."""
    return read_cargo_audit(captured(f"audit/{name}.json"), denied, LOCKED, talk or AuditTalk())


def parts(found: Reading) -> list[str]:
    """Give each part in a line."""
    return [f"{part.id} {part.status} {part.reason or ''}".strip() for part in found.parts]


def test_a_vulnerable_and_an_unmaintained_crate() -> None:
    """A vulnerability is an error, the rest are warnings."""
    found = reading("vulnerable")

    assert {
        "cargo-audit RUSTSEC-2024-0002 error Cargo.lock:6": "cfg-if 1.0.0: It leaks",
        "cargo-audit RUSTSEC-2024-0003 warning Cargo.lock:6": "cfg-if 1.0.0: Nobody cares for it",
    } == {short(finding): finding.message for finding in found.findings}
    assert (Seen("crates", 2), False) == (found.seen, found.finished)
    assert [
        "vulnerabilities failed",
        "unmaintained passed",
        "unsound passed",
        "notice passed",
        "yanked passed",
    ] == parts(found)


def test_denied_warnings() -> None:
    """A kind that the settings deny fails its part; the report does not tell of the settings."""
    found = reading("vulnerable", frozenset({"unmaintained"}))

    assert "unmaintained failed" in parts(found)
    assert ["error", "error"] == [finding.level for finding in found.findings]


def test_nothing_known() -> None:
    """A clean report closes with what it knew; crates that were not looked up are not said to be fine."""
    talk = read_talk(captured("audit/not_looked_up.txt"))
    found = reading("clean", talk=talk)

    assert ((), Seen("crates", 2), True, "1 advisories") == (found.findings, found.seen, found.finished, found.remark)
    assert "yanked skipped no-network" == parts(found)[-1]
    assert "yanked inconclusive no-network" == parts(reading("clean", frozenset({"yanked"}), talk))[-1]


def test_words_beside_the_report() -> None:
    """Standard error tells of a missing database, and of settings that cannot be read."""
    missing = read_talk(captured("audit/no_database.txt"))
    broken = read_talk("error: error loading advisory database: parse error: error parsing x.md\n")
    settings = read_talk(captured("audit/bad_settings.txt"))

    assert (True, False) == (missing.is_missing, broken.is_missing)
    assert broken.no_database
    assert settings.bad_settings is not None
    assert ("unknown field `ignor`", 2, 1) == (settings.bad_settings[0].split(",")[0], *settings.bad_settings[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"vulnerabilities"', '"findings"'),
        ('"found"', '"any"'),
        ('"dependency-count"', '"dependency_count"'),
        ('"advisory-count"', '"advisories"'),
        ('"warnings"', '"notes"'),
        ('"list":[]', '"list":[{"package":"cfg-if"}]'),
    ],
)
def test_another_version(old: str, new: str) -> None:
    """A report in another form closes nothing and counts nothing: it cannot look like a clean one."""
    text = captured("audit/clean.json")
    found = read_cargo_audit(text.replace(old, new), NONE, LOCKED, AuditTalk())

    assert text != text.replace(old, new)
    assert (None, None) == (found.finished, found.seen)
    assert found.unread


def test_found_without_a_list() -> None:
    """A report that says it found something is not clean, whatever it lists."""
    text = captured("audit/clean.json").replace('"found":false', '"found":true')
    found = read_cargo_audit(text, NONE, LOCKED, AuditTalk())

    assert (False, "vulnerabilities failed") == (found.finished, parts(found)[0])


def test_words_behind_the_report() -> None:
    """cargo-audit prints advisories about itself behind its JSON; they are handed back."""
    text = captured("audit/clean.json") + "\nCrate: cargo-audit\n"

    assert ("Crate: cargo-audit",) == read_cargo_audit(text, NONE, LOCKED, AuditTalk()).unread


@pytest.mark.parametrize("text", ["x", "{}", "null", "[]", "\ud800", "[" * 100_000, '{"vulnerabilities":' * 2000])
def test_what_is_no_report(text: str) -> None:
    """Any other text is handed back by its first characters."""
    assert Reading(unread=(text[:200],)) == read_cargo_audit(text, NONE, LOCKED, AuditTalk())


def test_a_lock() -> None:
    """Each crate has the line of its name; carriage returns and old locks change nothing."""
    lock = '# made by Cargo\nversion = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\n\n'
    lock += '[[package]]\nname = "b"\nversion = "2.0.0"\n\n[metadata]\n"checksum a 1.0.0" = "x"\n'
    expected = (Locked("a", "1.0.0", 5, is_foreign=True), Locked("b", "2.0.0", 10, is_foreign=False))

    assert expected == locked_crates(lock) == locked_crates(lock.replace("\n", "\r\n"))
    assert (10, None) == (line_of(expected, "b", "2.0.0"), line_of(expected, "b", "1.0.0"))
    assert () == locked_crates("x" * 1000)


def test_the_age_of_a_database() -> None:
    """The day is the committer's, in UTC; after ninety days a database is too old; an unknown age is said."""
    commit = "tree x\nauthor A <a@b> 1 +0000\ncommitter B <c@d> 1790812800 +0200\n\ncommitter E <e@f> 1 +0000\n"
    day = commit_day(commit)

    assert date(2026, 10, 1) == day
    assert "advisory database of 2026-10-01 (51 days old)" == age(day, TODAY)
    assert "advisory database of 2026-11-20 (1 day old)" == age(date(2026, 11, 20), TODAY)
    assert "advisory database of unknown age" == age(commit_day("garbage"), TODAY)
    assert [False, True, False] == [is_stale(d, TODAY) for d in (date(2026, 8, 23), date(2026, 8, 22), None)]
