"""`--changed` in the real ladder: what it leaves out, what it never leaves out, and what it cannot know."""

import subprocess
from pathlib import Path

import pytest

from ferrule.api import explain_cache
from ferrule.facts.gate import Verdict
from ferrule.facts.request import CheckRequest
from ferrule.facts.workspace import Selection
from ladder import brief, climb, row
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.cargo

OWN = '[[gate]]\nid = "{}"\nargv = ["true"]\nprofiles = ["quick"]\nreads = ["{}"]\nwrites = "nothing"\n'


def git(root: Path, *words: str) -> None:
    """Run git in a repository, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b")
    subprocess.run(("git", *who, *words), cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    """Make a repository of a folder, with all that is in it."""
    write(root, {".gitignore": "target\nCargo.lock\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a committed workspace of two members that do not need each other, with two gates of the team's."""
    found = members(tmp_path / "ws", {"a": "", "b": ""})
    write(found, {"ferrule.toml": OWN.format("web", "web") + OWN.format("all", "**/*")})
    commit(found)
    return found


def test_gates_that_read_no_sources_are_never_limited(root: Path) -> None:
    """Nothing was touched: what reads sources is not relevant, what reads other files runs as ever."""
    report = climb(root, profile="quick", changed="", trusted=True)

    own = {"web": "passed", "all": "skipped: not-relevant"}
    assert {"fmt": "skipped: not-relevant", "check": "skipped: not-relevant", **own} == brief(report)
    assert (Verdict.PASSED, 0) == (report.verdict, report.exit_code)


def test_a_choice_of_packages_is_narrowed_further(root: Path) -> None:
    """A touched member that was not chosen is not looked at, and a chosen one that is not touched is left out."""
    write(root, {"a/src/lib.rs": LIB.replace("demo", "a") + "// edited\n"})

    other = climb(root, "check", changed="main", trusted=True, selection=Selection(packages=("b",)))
    both = climb(root, "check", changed="main", trusted=True, selection=Selection(packages=("a", "b")))

    assert "skipped: not-relevant" == brief(other, "check")["check"]
    assert ("-p", "a", "--all-targets") == row(both, "check").argv[2:5]
    assert both.notes[0].endswith("1 of 2 members are looked at; left out: b")


def test_all_members_touched_is_the_whole_workspace(root: Path) -> None:
    """The same command as without `--changed`, so that nothing is built in another shape."""
    write(root, {name: LIB.replace("demo", name[0]) + "// edited\n" for name in ("a/src/lib.rs", "b/src/lib.rs")})

    report = climb(root, "check", changed="", trusted=True)

    assert "--workspace" in row(report, "check").argv
    assert report.notes[0].startswith("2 files changed since ")
    assert report.notes[0].endswith(": 2 of 2 members are looked at")


def test_a_failure_is_remembered_for_the_members_it_was_found_in(root: Path) -> None:
    """The verdict on one member is none on the workspace."""
    write(root, {"a/src/lib.rs": LIB.replace("demo", "a") + "// edited\n"})

    one = climb(root, "check", changed="", trusted=True)
    again = climb(root, "check", changed="", trusted=True)
    whole = climb(root, "check", trusted=True)

    request = CheckRequest(root, changed="", trusted=True)
    assert () == explain_cache(request, "check").changes
    assert [False, True, False] == [row(report, "check").cached for report in (one, again, whole)]


def test_what_git_cannot_know_is_said(tmp_path: Path) -> None:
    """A crate outside of the repository may have changed; the report names its folder."""
    package(tmp_path / "far")
    needs = '\n[dependencies]\ndemo = { path = "../../far" }\n'
    root = members(tmp_path / "ws", {"a": needs})
    commit(root)

    report = climb(root, "check", changed="")

    assert f"{tmp_path}/far lies outside of the repository: git tells of no change there" in report.notes
