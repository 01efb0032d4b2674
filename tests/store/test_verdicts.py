"""Remembered verdicts: given back as they were, and only when they are of our own making."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.facts.cached import CacheKey, Remembered
from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.gate import GateResult
from ferrule.facts.reading import CaseResult, CaseStatus, Part, Seen
from ferrule.facts.status import Reason, Status
from ferrule.store.verdicts import FOLDER, Verdicts, open_verdicts

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FINDING = Finding(
    "clippy",
    "clippy::x",
    Level.ERROR,
    "words",
    "a.rs",
    1,
    2,
    3,
    4,
    "text",
    (Suggestion("try", "MaybeIncorrect", (Edit("a.rs", 1, 2, 3, 4, 5, 6, "y"),)),),
    Phase.LINT,
    "pkg",
)
ROW = GateResult(
    "clippy",
    "free of lints",
    Status.FAILED,
    None,
    "1 finding",
    argv=("cargo", "clippy"),
    seen=Seen("units", 3),
    seconds=1.5,
    findings=(FINDING,),
    parts=(Part("bans", Status.INCONCLUSIVE, Reason.NO_NETWORK, Seen("crates", 1)),),
    tests=(CaseResult("a", "b", CaseStatus.IGNORED),),
)


@pytest.fixture
def verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verdicts:
    """Give an empty memory, with a key in a home of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    return open_verdicts(tmp_path / "state")


def verdict(*inputs: str, gate: str = "clippy", age_s: float = 0) -> Remembered:
    """Give a verdict that hangs on these inputs."""
    key = CacheKey(gate, {name: name for name in inputs})
    return Remembered(key, replace(ROW, id=gate), NOW - timedelta(seconds=age_s), "run")


def file_of(verdicts: Verdicts, one: Remembered) -> Path:
    """Give where a verdict is kept."""
    return verdicts.folder / FOLDER / one.key.gate / f"{one.key.digest}.json"


def test_a_verdict_comes_back_whole(verdicts: Verdicts) -> None:
    """Findings with suggestions, parts, tests and the work counter, also for another process with the same key."""
    verdicts.remember(verdict("a"))

    again = open_verdicts(verdicts.folder)

    assert verdict("a") == again.recall("clippy", verdict("a").key.digest)
    assert again.recall("clippy", verdict("b").key.digest) is None
    assert again.recall("fmt", verdict("a").key.digest) is None


def test_a_forged_verdict_is_not_believed(verdicts: Verdicts) -> None:
    """Changed text, another signature, another place, no signature, a link: each is no verdict."""
    verdicts.remember(verdict("a"))
    path, digest = file_of(verdicts, verdict("a")), verdict("a").key.digest
    signature, _, body = path.read_bytes().partition(b"\n")
    other = verdict("b")
    elsewhere = file_of(verdicts, other)

    for forged in (
        signature + b"\n" + body.replace(b'"failed"', b'"passed"'),
        b"0" * 64 + b"\n" + body,
        body,
        b"",
        b"\xff\n\xff",
    ):
        path.write_bytes(forged)
        assert verdicts.recall("clippy", digest) is None
    elsewhere.write_bytes(signature + b"\n" + body)
    assert verdicts.recall("clippy", other.key.digest) is None
    path.unlink()
    path.symlink_to(elsewhere)
    assert verdicts.recall("clippy", digest) is None


def test_a_repository_cannot_bring_its_own_green(verdicts: Verdicts, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another user signed, or this one in another folder, is nothing here."""
    verdicts.remember(verdict("a"))
    digest = verdict("a").key.digest
    copy = verdicts.folder.with_name("copy")
    verdicts.folder.rename(copy)

    assert open_verdicts(copy).recall("clippy", digest) is None
    monkeypatch.setenv("XDG_STATE_HOME", str(copy.parent / "other-home"))
    copy.rename(verdicts.folder)
    assert open_verdicts(verdicts.folder).recall("clippy", digest) is None


def test_a_few_of_each_gate_are_kept_and_the_newest_is_found(verdicts: Verdicts) -> None:
    """Older ones make room; `latest` goes by when they were made."""
    for number in range(12):
        verdicts.remember(verdict(str(number), age_s=100 - number))

    found = verdicts.latest("clippy")

    assert 6 == len(list((verdicts.folder / FOLDER / "clippy").iterdir()))
    assert verdict("11", age_s=89) == found
    assert verdicts.latest("fmt") is None


def test_content_and_durations_are_kept(verdicts: Verdicts) -> None:
    """Known files come back; durations are added to those of other gates."""
    assert ({}, {}) == (verdicts.known_content(), verdicts.lasted_s())
    verdicts.keep_content({"a": (1, 2, 3, "x")})
    verdicts.keep_lasted({"fmt": 1.0, "test": 2.0})
    verdicts.keep_lasted({"test": 3.0})

    assert {"a": (1, 2, 3, "x")} == verdicts.known_content()
    assert {"fmt": 1.0, "test": 3.0} == verdicts.lasted_s()


def test_what_cannot_be_kept_is_said(verdicts: Verdicts, tmp_path: Path) -> None:
    """A file where a folder should be, a link out of the workspace, a key that is none."""
    (verdicts.folder).mkdir(parents=True)
    (verdicts.folder / FOLDER).symlink_to(tmp_path)
    with pytest.raises(StoreBroken, match="symbolic link"):
        verdicts.remember(verdict("a"))
    (verdicts.folder / FOLDER).unlink()
    (verdicts.folder / FOLDER).write_text("")
    with pytest.raises(StoreBroken, match="verdicts"):
        verdicts.remember(verdict("a"))
    [key] = (tmp_path / "home").rglob("*.key")
    key.write_bytes(b"short")
    with pytest.raises(StoreBroken, match="not a key"):
        open_verdicts(verdicts.folder)


def test_a_name_that_is_no_gate_is_a_bug(verdicts: Verdicts) -> None:
    """It would be a path."""
    with pytest.raises(ValueError, match="not the id"):
        verdicts.latest("../x")


def test_the_key_is_for_its_owner_and_salts_are_stable(verdicts: Verdicts, tmp_path: Path) -> None:
    """Mode 0600; the same text has the same digest, which does not hold the text."""
    [key] = (tmp_path / "home").rglob("*.key")

    assert 0o600 == key.stat().st_mode & 0o777
    assert verdicts.salted("secret") == verdicts.salted("secret") != verdicts.salted("other")
    assert "secret" not in verdicts.salted("secret")
