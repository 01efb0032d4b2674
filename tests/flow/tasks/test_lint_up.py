"""A lint that nobody can mend for sure goes up, and ends as a question whose ways out were tried (E08, P12, P40)."""

from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.api import answer, incident, incidents
from ferrule.facts.escalation import Stage
from ferrule.facts.task import Box, BoxStatus
from ferrule.flow.tasks.lint import Linting, lint
from flow.levels.crates import answering, blueprint, guidance, says, user_settings
from flow.tasks.works import bad, begun, crate, finished, worked
from tasks.samples import task_of
from workspaces import LIB, write

pytestmark = pytest.mark.cargo

MANY = """
/// Adds seven and one.
pub fn all(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64) -> u64 {
    a + b + c + d + e + f + g + h
}
"""
"""Too many arguments: clippy offers no edit."""
LIST = "[a, b, c, d, e, f, g, h]: [u64; 8]"
FEWER = {
    "path": "src/lib.rs",
    "old": "a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64",
    "new": LIST,
}
WORSE = {**FEWER, "new": LIST.replace("[a,", "[mut a,")}
"""It ends the lint, and brings another one."""


def with_it(text: str) -> str:
    """Give a library with the lint before its tests."""
    return text.replace("\n#[cfg(test)]", f"{MANY}\n#[cfg(test)]")


def linted(root: Path) -> Box:
    """Lint as a task's end does."""
    task = task_of()
    ladder = replace(task.ladder, accepted=("not-installed",))
    return lint(Linting(root, replace(task, ladder=ladder), trusted=True, foreign=frozenset()))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a crate with the lint, in which everybody up to the user may be asked."""
    monkeypatch.setenv("FERRULE_FIX_MAX_LEVEL", "4")
    return write(crate(tmp_path / "ws"), {"src/lib.rs": with_it(LIB)})


def test_it_becomes_a_question(root: Path) -> None:
    """Asked once: the incident waits with the way out that was tried; taking it ends the lint."""
    before = (root / "src/lib.rs").read_text()

    box, again = linted(root), linted(root)
    [one] = incidents(root)
    question = incident(root, one.id).question
    assert question is not None
    [option] = question.options
    kept = (root / "src/lib.rs").read_text()
    done = answer(root, one.id, option.key, trusted=True)

    assert (BoxStatus.ASKS, BoxStatus.ASKS) == (box.status, again.status)
    assert f"ferrule incidents answer {one.id}" in box.remedy
    assert ("clippy::too_many_arguments", "lint", Stage.WAITING) == (one.sighting.code, one.sighting.kind, one.stage)
    assert ((1, 1), before) == (one.attempts[1:], kept)
    assert "let `clippy::too_many_arguments` pass in fn `all`" in option.summary
    assert (False, "resolved", True) == (option.resolves, done.status, done.applied)
    assert f'#[expect(clippy::too_many_arguments, reason = "{one.id}: ' in (root / "src/lib.rs").read_text()
    assert BoxStatus.PASSED is linted(root).status
    assert () == incidents(root)


def test_a_coordinator_mends_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that ends the lint, compiles and holds the tests is written; the packet asked for a judgement."""
    said = tmp_path / "asked"
    argv = answering(tmp_path, f"open({str(said)!r}, 'w').write(json.dumps(ask))\n{says(guidance(FEWER))}")
    monkeypatch.setenv("FERRULE_USER_CONFIG", str(user_settings(tmp_path, argv)))

    box = linted(root)

    assert BoxStatus.PASSED is box.status, box
    assert f"pub fn all({LIST}) -> u64 {{" in (root / "src/lib.rs").read_text()
    assert "is the linter right here?" in said.read_text()
    assert "this function has too many arguments (8/7)" in said.read_text()
    [one] = incidents(root, everything=True)
    assert (Stage.RESOLVED, 2) == (one.stage, one.level)


def test_one_lint_for_another_is_none(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that brings another lint is not written, and the attempt says which one."""
    before = (root / "src/lib.rs").read_text()
    settings = user_settings(tmp_path, answering(tmp_path, says(guidance(WORSE))))
    monkeypatch.setenv("FERRULE_USER_CONFIG", str(settings))

    box = linted(root)

    [one] = incidents(root)
    told = [event.evidence for event in incident(root, one.id).events if event.responder == "helper"]
    assert (BoxStatus.ASKS, before) == (box.status, (root / "src/lib.rs").read_text())
    assert any("it brings another lint: unused_mut" in words for words in told), told


def test_what_somebody_mends_is_over(root: Path) -> None:
    """The incident is closed when the linting passes."""
    linted(root)
    [one] = incidents(root)
    write(root, {"src/lib.rs": LIB})

    box = linted(root)

    assert BoxStatus.PASSED is box.status
    assert () == incidents(root)
    assert Stage.RESOLVED is incident(root, one.id).incident.stage


def test_where_nobody_may_be_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With level 1 alone the box fails, and the incident stays open there."""
    monkeypatch.setenv("FERRULE_FIX_MAX_LEVEL", "1")

    box = linted(root)

    [one] = incidents(root)
    assert (BoxStatus.FAILED, Stage.LEVEL1) == (box.status, one.stage)


def test_a_finish_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a task exits with 4, and names the incident."""
    monkeypatch.setenv("FERRULE_FIX_MAX_LEVEL", "4")
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    write(root, {"src/lib.rs": with_it((root / "src/lib.rs").read_text())})

    report = finished(root)

    [one] = incidents(root)
    assert 4 == report.exit_code
    assert one.id in bad(report)["lint"].remedy


def test_the_users_words_go_up_with_the_lint(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their words reach the architect, whose edit is judged as any other."""
    linted(root)
    [one] = incidents(root)
    argv = answering(tmp_path, says(blueprint(FEWER)))
    monkeypatch.setenv("FERRULE_USER_CONFIG", str(user_settings(tmp_path, argv, "engine", "helper")))

    done = answer(root, one.id, "take an array", trusted=True)

    assert ("resolved", True) == (done.status, done.applied), done
    assert LIST in (root / "src/lib.rs").read_text()
    assert BoxStatus.PASSED is linted(root).status


def test_two_equal_lints_are_two_questions(root: Path) -> None:
    """Each has its way out, which leaves the other one alone."""
    write(root, {"src/lib.rs": with_it(with_it(LIB).replace("fn all(", "fn both("))})

    box = linted(root)
    first, second = incidents(root)
    done = answer(root, first.id, "A", trusted=True)

    assert BoxStatus.ASKS is box.status
    assert ("resolved", True) == (done.status, done.applied), done
    assert [second.id] == [one.id for one in incidents(root)]
    assert 1 == (root / "src/lib.rs").read_text().count("#[expect(")


def test_lints_of_other_files_are_no_obstacle(root: Path) -> None:
    """A denied lint hides those of the tests from the gate; a way out of it is one all the same."""
    whole = (root / "tests/whole.rs").read_text()
    write(root, {"tests/whole.rs": whole + MANY.replace("pub fn", "#[allow(dead_code)]\nfn").replace("///", "//")})

    linted(root)

    one = next(one for one in incidents(root) if one.sighting.path == "src/lib.rs")
    question = incident(root, one.id).question
    assert question is not None
    assert ["A"] == [option.key for option in question.options]


def test_what_the_crate_denies_goes_up(root: Path) -> None:
    """A lint that stops clippy is a question as any other."""
    write(root, {"src/lib.rs": with_it(LIB).replace("//! A library.\n", "//! A library.\n#![deny(clippy::all)]\n")})

    assert BoxStatus.ASKS is linted(root).status
    [one] = incidents(root)
    assert "resolved" == answer(root, one.id, "A", trusted=True).status


def test_an_older_rust_knows_no_expect(root: Path) -> None:
    """A crate for Rust before 1.81 is offered `#[allow]`, with the decision beside it."""
    write(
        root,
        {"Cargo.toml": (root / "Cargo.toml").read_text().replace("[package]\n", '[package]\nrust-version = "1.70"\n')},
    )

    linted(root)
    [one] = incidents(root)
    answer(root, one.id, "A", trusted=True)

    assert f"#[allow(clippy::too_many_arguments)] // {one.id}: " in (root / "src/lib.rs").read_text()


def test_somebody_elses_file_is_left_alone(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lints do not go up, and nobody is asked."""
    settings = user_settings(tmp_path, answering(tmp_path, says(guidance(FEWER))))
    monkeypatch.setenv("FERRULE_USER_CONFIG", str(settings))
    before = (root / "src/lib.rs").read_text()

    box = lint(Linting(root, task_of(), trusted=True, foreign=frozenset({"src/lib.rs"})))

    assert (BoxStatus.FAILED, before) == (box.status, (root / "src/lib.rs").read_text())
    assert () == incidents(root)


def test_a_tree_that_does_not_compile_answers_nothing(root: Path) -> None:
    """The question waits: whether the lint is still there cannot be seen."""
    linted(root)
    [one] = incidents(root)
    write(root, {"tests/whole.rs": "fn broken() -> u8 {\n    true\n}\n"})

    done = answer(root, one.id, "A", trusted=True)

    assert ("waiting", False) == (done.status, done.applied)
    assert [one.id] == [each.id for each in incidents(root)]


def test_a_linting_that_did_not_run_closes_nothing(root: Path) -> None:
    """Where no program may be started the question stays."""
    linted(root)
    (root / ".cargo").mkdir()
    write(root, {".cargo/config.toml": "[term]\n"})

    box = lint(Linting(root, task_of(), trusted=False, foreign=frozenset()))

    assert BoxStatus.OPEN is box.status
    assert 1 == len(incidents(root))


def test_the_repositorys_own_linting_goes_up(root: Path) -> None:
    """Only what the alias points at: what it lets pass is no question."""
    alias = '[alias]\nxlint = "clippy --all-targets -- -A clippy::too_many_arguments -D warnings"\n'
    unused = "fn unused() {}\n\n#[cfg(test)]"
    write(root, {".cargo/config.toml": alias, "src/lib.rs": with_it(LIB).replace("#[cfg(test)]", unused)})

    box = lint(Linting(root, task_of(), True, frozenset(), alias="xlint", source=".cargo/config.toml"))

    assert BoxStatus.ASKS is box.status
    assert ["dead_code"] == [one.sighting.code for one in incidents(root)]
