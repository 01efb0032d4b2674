"""What the JSON of cargo-deny 0.20 is turned into."""

import pytest

from diagnostics.captured import captured, short
from ferrule.diagnostics.cargo_audit_lock import Locked
from ferrule.diagnostics.cargo_deny import Ground, read_cargo_deny
from ferrule.diagnostics.cargo_deny_talk import Talk, read_talk
from ferrule.facts.reading import Reading, Seen

POLICY = """[bans]
deny = [{ crate = "cfg-if" }]
[licenses]
allow = ["Apache-2.0", "Zlib"]
[sources]
unknown-registry = "deny"
allow-registry = []
[advisories]
yanked = "deny"
ignore = ["RUSTSEC-2020-0001"]
"""
MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\nlicense = "MIT"\n'
LOCKED = (Locked("cfg-if", "1.0.0", 6, is_foreign=True), Locked("demo", "0.1.0", 12, is_foreign=False))
GROUND = Ground("deny.toml", {"deny.toml": POLICY, "Cargo.toml": MANIFEST}, {"demo": "Cargo.toml"}, LOCKED)
FOLDER = "/outside/home/advisory-dbs/advisory-db-3157b0e258782691"


def reading(name: str) -> Reading:
    """Read captured output."""
    return read_cargo_deny(read_talk(captured(f"deny/{name}.jsonl")), GROUND)


def parts(found: Reading) -> list[str]:
    """Give each part in a line."""
    return [f"{part.id} {part.status} {part.reason or ''}".strip() for part in found.parts]


def test_what_is_refused() -> None:
    """Each refusal has its check, its crate and the place where its words stand."""
    found = reading("refused")

    assert {
        "cargo-deny RUSTSEC-2024-0002 error Cargo.lock:6": "cfg-if 1.0.0: It leaks",
        "cargo-deny advisories/advisory-not-detected warning deny.toml:10:12": "advisory was not encountered",
        "cargo-deny advisories/unknown-advisory warning deny.toml:10:12": "advisory not found in any advisory database",
        "cargo-deny bans/banned error deny.toml:2:20": "crate 'cfg-if = 1.0.0' is explicitly banned",
        "cargo-deny licenses/license-not-encountered warning deny.toml:4:25": "license was not encountered",
        "cargo-deny licenses/rejected error Cargo.toml:5:12": "demo 0.1.0: failed to satisfy license requirements",
        "cargo-deny sources/source-not-allowed error Cargo.lock:6": "cfg-if 1.0.0: detected 'registry' source not "
        "explicitly allowed",
    } == {short(finding): finding.message for finding in found.findings}
    assert (Seen("crates", 2), False, ()) == (found.seen, found.finished, found.unread)
    assert ["bans failed", "licenses failed", "sources failed", "advisories failed"] == parts(found)


def test_what_holds() -> None:
    """What is allowed gives no finding; what could not be looked up is told."""
    found = reading("clean")

    assert ((), Seen("crates", 2), True) == (found.findings, found.seen, found.finished)
    assert "1 crate not looked up for being yanked" == found.remark
    assert ["bans passed", "licenses passed", "sources passed", "advisories passed"] == parts(found)


def test_three_checks() -> None:
    """A check that the summary does not name was not made."""
    assert "advisories inconclusive no-network" == parts(reading("three_checks"))[-1]


@pytest.mark.parametrize(("name", "lacks", "stale"), [("clean", 0, 0), ("no_database", 1, 0), ("stale", 1, 1)])
def test_databases(name: str, lacks: int, stale: int) -> None:
    """The log tells which database is wanted, and whether it could be used."""
    talk = read_talk(captured(f"deny/{name}.jsonl"))

    assert (FOLDER,) == talk.databases
    assert (bool(lacks), bool(stale)) == (talk.lacks_a_database, talk.has_a_stale_database)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("bad_syntax", "cargo-deny settings error deny.toml"),
        ("unknown_key", "cargo-deny settings/unexpected-keys error deny.toml:2"),
    ],
)
def test_settings_that_are_refused(name: str, place: str) -> None:
    """What is wrong with the settings is one finding in them, and leaves all checks undecided."""
    found = reading(name)

    assert [place] == [short(finding) for finding in found.findings]
    assert ("settings failed", None) == (parts(found)[0], found.seen)
    assert all("inconclusive no-config" in part for part in parts(found)[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type":"summary"', '"type":"totals"'),
        ('"errors":', '"error_count":'),
        ('"fields":', '"body":'),
        ('"type":', '"kind":'),
    ],
)
def test_another_version(old: str, new: str) -> None:
    """A summary in another form closes nothing and counts nothing: it cannot look like a clean one."""
    found = read_cargo_deny(read_talk(captured("deny/clean.jsonl").replace(old, new)), GROUND)

    assert (None, None, ()) == (found.finished, found.seen, found.parts)
    assert found.unread


def test_errors_in_another_form_are_still_counted() -> None:
    """Where the diagnostics cannot be read and the summary can, the failed parts are known."""
    renamed = captured("deny/refused.jsonl").replace('"severity":', '"level_of":')
    found = read_cargo_deny(read_talk(renamed), GROUND)

    assert ((), False) == (found.findings, found.finished)
    assert ["bans failed", "licenses failed", "sources failed", "advisories failed"] == parts(found)


def test_a_code_of_a_later_version() -> None:
    """A code that nobody here knows keeps its own name, and its place."""
    renamed = captured("deny/refused.jsonl").replace('"code":"banned"', '"code":"shunned"')
    rules = {finding.rule: finding.line for finding in read_cargo_deny(read_talk(renamed), GROUND).findings}

    assert 2 == rules["shunned"]


def test_the_lock_counts_where_the_log_does_not() -> None:
    """Without the line that tells the number of crates, those of Cargo.lock are counted."""
    lines = captured("deny/clean.jsonl").split("\n")
    silent = "\n".join(line for line in lines if '"type":"log"' not in line)

    assert Seen("crates", 2) == read_cargo_deny(read_talk(silent), GROUND).seen


@pytest.mark.parametrize("text", ["", "x", "{}", "null", "[]", '{"type":"log","fields":[]}', "\ud800", "[" * 100_000])
def test_what_is_no_output_of_cargo_deny(text: str) -> None:
    """Any other line is handed back."""
    assert Talk(unread=(text,) if text else ()) == read_talk(text)
