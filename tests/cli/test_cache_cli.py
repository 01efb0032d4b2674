"""`--no-cache`, `--explain-cache`, `--changed` and `--budget` as a user types them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ladder import ferrule, ferrule_json
from workspaces import LIB, members, package, write

pytestmark = pytest.mark.cargo

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
QUICK = ("check", "--profile", "quick")
NEEDS = '\n[dependencies]\n{} = {{ path = "../{}" }}\n'


def valid(value: dict[str, Any]) -> dict[str, Any]:
    """Give a printed object after it was held against the schema that it names."""
    name = value["schema"].removeprefix("ferrule.").split("/")[0]
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)
    return value


def rows(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the rows of a report by gate."""
    return {row["id"]: row for row in valid(report)["gates"]}


def git(root: Path, *words: str) -> None:
    """Run git in a repository, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b")
    subprocess.run(("git", *who, *words), cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a committed workspace: a, b that needs a, and c alone."""
    root = members(tmp_path, {"a": "", "b": NEEDS.format("a", "a"), "c": ""})
    write(root, {".gitignore": "target\n"})
    subprocess.run(("cargo", "generate-lockfile"), cwd=root, check=True, capture_output=True)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def test_a_cached_row_says_so_and_no_cache_does_not(tmp_path: Path) -> None:
    """The object has `cached` and `age_s`, the text the age; exit codes are those of the first run."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("a + b", "a + missing")})
    first, _ = ferrule_json(root, *QUICK)
    second, report = ferrule_json(root, *QUICK)
    text = ferrule(root, *QUICK)
    third, anew = ferrule_json(root, *QUICK, "--no-cache")

    check = rows(report)["check"]
    assert (1, 1, 1, 1) == (first, second, third, text.returncode)
    assert (True, 0, "E0425") == (check["cached"], check["seconds"], check["findings"][0]["rule"])
    assert check["age_s"] > 0
    assert " ago" in text.stdout
    assert (False, None) == (rows(anew)["check"]["cached"], rows(anew)["check"]["age_s"])


def test_explain_cache_runs_nothing_and_names_each_change(tmp_path: Path) -> None:
    """Before the first run, when it holds, after an edit, and where another variable counts."""
    root = package(tmp_path, {"notes.txt": "1"})
    explain = ("check", "--explain-cache", "check")

    _, unknown = ferrule_json(root, *explain)
    assert not (root / "target").exists()
    ferrule(root, *QUICK)
    code, holds = ferrule_json(root, *explain)
    write(root, {"notes.txt": "2", "src/new.rs": ""})
    _, changed = ferrule_json(root, *explain, RUSTFLAGS="-Dwarnings")
    text = ferrule(root, *explain)

    assert (False, None, []) == (valid(unknown)["holds"], unknown["last"], unknown["changes"])
    assert (0, True, "passed") == (code, valid(holds)["holds"], holds["last"]["status"])
    assert ["new: env RUSTFLAGS", "changed: file notes.txt", "new: file src/new.rs"] == valid(changed)["changes"]
    assert "  changed: file notes.txt\n  new: file src/new.rs\n" in text.stdout


def test_explain_cache_of_an_unknown_gate_is_wrong_use(tmp_path: Path) -> None:
    """With the nearest known name."""
    done = ferrule(package(tmp_path), "check", "--explain-cache", "clipy")

    assert 2 == done.returncode
    assert "did you mean 'clippy'?" in done.stderr


def test_going_back_is_explained_as_it_is_done(tmp_path: Path) -> None:
    """The old verdict holds again, though a newer one of other sources is remembered."""
    root = package(tmp_path)
    ferrule(root, *QUICK)
    write(root, {"src/lib.rs": LIB + "\n"})
    ferrule(root, *QUICK)
    write(root, {"src/lib.rs": LIB})

    assert ferrule_json(root, "check", "--explain-cache", "fmt")[1]["holds"] is True


def test_changed_looks_at_a_member_and_what_needs_it(repository: Path) -> None:
    """The command names them, a note names what was left out; a member that nobody needs is alone."""
    write(repository, {"a/src/lib.rs": LIB.replace("demo", "a") + "// edited\n"})

    code, report = ferrule_json(repository, *QUICK, "--changed")
    wide = rows(report)["check"]
    git(repository, "checkout", "-q", "a")
    write(repository, {"c/src/lib.rs": LIB.replace("demo", "c") + "// edited\n"})
    _, alone = ferrule_json(repository, *QUICK, "--changed", "main")

    assert (0, ["-p", "a", "-p", "b"], 4) == (code, wide["argv"][2:6], wide["seen"]["count"])
    assert "1 file changed since " in report["notes"][0]
    assert report["notes"][0].endswith(": 2 of 3 members are looked at; left out: c")
    assert ["-p", "c", "--all-targets"] == rows(alone)["check"]["argv"][2:5]


def test_changed_with_nothing_changed_is_green_and_says_why(repository: Path) -> None:
    """No gate that reads sources runs; the report has a row for each all the same."""
    code, report = ferrule_json(repository, *QUICK, "--changed")

    found = rows(report)
    assert (0, "passed") == (code, report["verdict"])
    assert {("skipped", "not-relevant")} == {(row["status"], row["reason"]) for row in found.values()}
    assert all("changed since" in row["detail"] for row in found.values())
    assert report["notes"][0].endswith("no member is touched")
    assert not (repository / "target").exists()


def test_changed_finds_a_fault_and_leaves_others_out(repository: Path) -> None:
    """A broken dependent is found through the member that it needs, whatever lies broken elsewhere."""
    write(repository, {"c/src/lib.rs": "broken\n"})
    git(repository, "commit", "-qam", "broken on the trunk")
    write(repository, {"b/src/lib.rs": LIB.replace("demo", "b").replace("a + b", "a + missing")})

    code, report = ferrule_json(repository, *QUICK, "--changed")

    assert (1, {"b/src/lib.rs"}) == (code, {finding["path"] for finding in rows(report)["check"]["findings"]})


def test_changed_without_git_is_wrong_use(tmp_path: Path) -> None:
    """And so is a revision that git does not know; a value that is left out does not swallow the next option."""
    root = package(tmp_path / "plain")

    plain, missing = ferrule(root, *QUICK, "--changed"), ferrule(root, *QUICK, "--changed", "--format", "json")

    assert (2, 2) == (plain.returncode, missing.returncode)
    assert "--changed needs a git repository with a commit" in plain.stderr
    assert "ferrule.error/1" == json.loads(missing.stdout)["schema"]


def test_changed_with_an_unknown_revision_is_wrong_use(repository: Path) -> None:
    """The message names it."""
    done = ferrule(repository, *QUICK, "--changed=nowhere")

    assert (2, True) == (done.returncode, "git knows no such revision" in done.stderr)


def test_a_budget_that_is_used_up_decides_nothing(tmp_path: Path) -> None:
    """Each gate says `time-budget`, the exit code is 3, and nothing of it is remembered."""
    root = package(tmp_path)

    code, report = ferrule_json(root, *QUICK, "--budget", "0.001")
    accepted, _ = ferrule_json(root, *QUICK, "--budget", "0.001", "--allow-skip", "time-budget")
    _, after = ferrule_json(root, *QUICK)

    assert (3, "inconclusive", 3) == (code, report["verdict"], accepted)
    assert {"time-budget"} == {row["reason"] for row in rows(report).values()}
    assert all(row["remedy"] for row in rows(report).values())
    assert {False} == {row["cached"] for row in rows(after).values()}


def test_a_state_that_lies_in_the_way_is_a_note(tmp_path: Path) -> None:
    """A file where the state folder should be: the run is a normal one, with its state in the user's cache."""
    root = package(tmp_path, {".ferrule": "in the way"})

    first, report = ferrule_json(root, *QUICK)
    second, again = ferrule_json(root, *QUICK)

    assert (0, 0) == (first, second)
    assert any(".ferrule" in note for note in report["notes"])
    assert rows(again)["fmt"]["cached"]
