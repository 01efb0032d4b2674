"""`ferrule fix --failing-tests` tells since when a test fails, and whether source or test has changed (P21)."""

from pathlib import Path

import pytest

from ferrule.facts.failing import Cause, ChangedFile, Ending, Looking, Role
from ferrule.facts.fix import FixVerdict, IncidentStatus
from ferrule.repair.verify import ground as grounds
from flow.failing.pasts import WRONG, bytes_of, cases, commit, git, look, told, two

pytestmark = pytest.mark.cargo
SOURCE = ChangedFile("low/src/lib.rs", Role.SOURCE)
LOCAL = 'assert!(!std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/local.cfg")).exists())'


def test_source_test_and_neither(tmp_path: Path) -> None:
    """A function, a test and an ignored file make tests fail; commits that say nothing are passed over."""
    root = two(tmp_path, tests=cases({"edited": "assert_eq!(1, 1)", "local": LOCAL}))
    good = commit(root)
    commit(root, {"low/src/lib.rs": "pub fn broken() -> u8 { missing }\n"})
    edited = cases({"edited": "assert_eq!(1, 2)", "local": LOCAL, "fresh": "panic!()"})
    bad = commit(root, {"low/src/lib.rs": WRONG, "apart/tests/it.rs": edited})
    commit(root, {"low/README.md": "# Low\n"})
    (root / "apart/local.cfg").write_text("mine")
    git(root, "checkout", "-q", "--detach")
    look(root, Looking(reruns=0, back=0))  # Cargo writes the lock that the workspace has not
    before = bytes_of(root)

    report = look(root)

    found = told(report)
    example = "low/src/lib.rs - add (line 3)"
    assert {"edited", "local", "fresh", "tests::adds", example} == set(found)
    assert {
        "edited": Cause.TEST_CHANGED,
        "local": Cause.NEITHER,
        "fresh": Cause.UNKNOWN,
        "tests::adds": Cause.SOURCE_CHANGED,
        example: Cause.SOURCE_CHANGED,
    } == {name: test.cause for name, test in found.items()}
    assert [(good, bad)] * 3 == [(found[name].good, found[name].bad) for name in ("edited", "tests::adds", example)]
    assert [((SOURCE,), (SOURCE,))] == [(found["tests::adds"].changed, found[example].changed)]
    assert (ChangedFile("apart/tests/it.rs", Role.TEST),) == found["edited"].changed
    assert "(1 between them say nothing)" in found["edited"].why
    assert "it passes at" in found["local"].why
    assert "is not there at" in found["fresh"].why
    assert (1, FixVerdict.UNFIXED, ()) == (report.exit_code, report.verdict, report.edits)
    assert {(IncidentStatus.OPEN, "test")} == {(one.status, one.kind) for one in report.incidents}
    assert before == bytes_of(root)
    assert not (root / ".ferrule/edits").exists()


def test_what_is_not_committed(tmp_path: Path) -> None:
    """In a dirty tree the last good revision is HEAD; the workspace may be a folder of its repository."""
    root = two(tmp_path / "ws", tests=cases({"plain": "assert_eq!(1, 1)"}))
    head = commit(tmp_path)
    (root / "low/src/lib.rs").write_text(WRONG.replace("2, 2), 4", "2, 2), 6"))
    (root / "apart/tests/it.rs").write_text(cases({"plain": "shared()"}, "fn shared() { panic!() }\n"))

    found = told(look(root))

    assert {"plain", "tests::adds", "low/src/lib.rs - add (line 3)"} == set(found)
    assert [(head, None)] * 3 == [(test.good, test.bad) for test in found.values()]
    assert (Cause.BOTH, Cause.TEST_CHANGED) == (found["tests::adds"].cause, found["plain"].cause)
    assert (ChangedFile("low/src/lib.rs", Role.BOTH),) == found["tests::adds"].changed
    assert "what is not committed makes it fail" in found["plain"].why


def test_without_git(tmp_path: Path) -> None:
    """What cannot be known is said; tests beyond the most are listed, and the command shows the failure."""
    root = two(tmp_path, WRONG)

    report = look(root, Looking(reruns=0, most=1))

    first, second = told(report).values()
    assert (Cause.UNKNOWN, "there is no git repository here", Ending.FAILED) == (first.cause, first.why, first.alone)
    assert (None, "more than 1 tests fail (`--most`)", 0) == (second.alone, second.why, second.runs)
    assert "cargo test --workspace --lib -- --exact tests::adds --test-threads=1" == first.reproduce
    assert ["alone"] == [one.what for one in first.evidence]
    assert "left: 5" in first.output
    git(root, "init", "-q")
    assert "the git repository has no commit" == next(iter(told(look(root, Looking(reruns=0))).values())).why


def test_nothing_good_in_reach_and_no_time(tmp_path: Path) -> None:
    """A test that fails at every revision has no good one; when the time is used up, that is said."""
    root = two(tmp_path, WRONG)
    for _ in range(3):
        commit(root)

    reached, late = look(root, Looking(reruns=0, back=1)), look(root, Looking(reruns=0), budget_s=0.001)

    assert "of 2 looked at, it fails at 2; commits before HEAD within reach: 1" in reached.incidents[0].failing.why  # type: ignore[union-attr]
    assert all(test.why.endswith("the time was used up (`--budget`)") for test in told(late).values())
    assert 2 == len(told(late))


@pytest.mark.parametrize("settings", ["", "[build]\njobs = 1\n"], ids=["trusted", "other-settings"])
def test_without_a_sandbox(tmp_path: Path, settings: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In copies the same is found; a revision whose settings nobody has trusted is not started there."""
    monkeypatch.setattr(grounds, "sandbox_refusal", lambda: "none here")
    monkeypatch.setenv("FERRULE_TRUST", "1")
    root = two(tmp_path)
    good = commit(root, {".cargo/config.toml": settings} if settings else {})
    commit(root, {"low/src/lib.rs": WRONG} | ({".cargo/config.toml": "[term]\n"} if settings else {}))

    found = told(report := look(root, Looking(reruns=0)))

    expected = (None, Cause.UNKNOWN) if settings else (good, Cause.SOURCE_CHANGED)
    assert [expected] * 2 == [(test.good, test.cause) for test in found.values()]
    assert bool(settings) is all("cannot be built at 1" in test.why for test in found.values())
    assert "the tests ran without a sandbox, in a copy of the sources: none here" in report.notes
