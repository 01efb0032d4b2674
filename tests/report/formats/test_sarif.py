"""SARIF files: valid by the schema of OASIS, relative to the repository, with stable fingerprints and usable fixes."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from ferrule.facts.finding import Edit, Level
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.formats import ReportFormat, chunks
from report.samples import NASTY, PATHS, finding, hostile, ordinary, suggestion


@cache
def schema() -> jsonschema.Draft7Validator:
    """Give the validator of SARIF 2.1.0."""
    text = (Path(__file__).parents[1] / "schemas/sarif-2.1.0.json").read_text()
    return jsonschema.Draft7Validator(json.loads(text), format_checker=jsonschema.FormatChecker())


def run_of(sheet: Sheet) -> dict[str, Any]:
    """Write a sheet, hold it against the schema, and give its one run."""
    log = json.loads("".join(chunks(sheet, ReportFormat.SARIF)))
    schema().validate(log)
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


def where(result: dict[str, Any]) -> str:
    """Give the URI of a result's one location, as it is written."""
    [location] = result["locations"]
    artifact = location["physicalLocation"]["artifactLocation"]
    assert "%SRCROOT%" == artifact["uriBaseId"]
    return str(artifact["uri"])


def test_results_rules_and_what_was_not_decided() -> None:
    """Each finding is a result of a rule with help; each row that decided nothing is a notification."""
    run = run_of(ordinary())
    first = run["results"][0]
    rules = run["tool"]["driver"]["rules"]

    assert [("E0308", "error"), ("test-failed", "error"), ("unused_imports", "warning")] == [
        (one["ruleId"], one["level"]) for one in run["results"]
    ]
    assert [one["ruleId"] for one in run["results"]] == [rules[one["ruleIndex"]]["id"] for one in run["results"]]
    assert "https://doc.rust-lang.org/error_codes/E0308.html" == rules[0]["helpUri"]
    assert "rustc --explain E0308" in rules[0]["help"]["text"]
    region = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7}
    assert region == first["locations"][0]["physicalLocation"]["region"]
    [invocation] = run["invocations"]
    said = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert "audit: inconclusive: no-network: no database" in said
    assert "deny: skipped: not-installed: not there: to change this: pip install x" in said
    assert (False, 1) == (invocation["executionSuccessful"], invocation["exitCode"])


def test_a_fix_is_a_replacement() -> None:
    """What the compiler suggests can be carried out by a reader of the file."""
    [fix] = run_of(ordinary(prefix="rust/"))["results"][0]["fixes"]
    [change] = fix["artifactChanges"]

    assert "rust/src/lib.rs" == change["artifactLocation"]["uri"]
    assert {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7} == change["replacements"][0][
        "deletedRegion"
    ]
    assert "7" == change["replacements"][0]["insertedContent"]["text"]


def test_a_fix_that_leads_out_is_left_out() -> None:
    """An edit of a file outside, or at a place that cannot be, is no fix."""
    outside, nowhere = suggestion("/etc/passwd"), suggestion()
    nowhere = replace(nowhere, edits=(Edit("src/lib.rs", 0, 0, 0, 0, 0, 0, "x"),))
    run = run_of(ordinary(Problem(finding(suggestions=(outside, nowhere)), ("clippy",))))

    assert "fixes" not in run["results"][0]


def test_fingerprints_stay_when_lines_move() -> None:
    """The same finding lower down keeps its fingerprint; two equal ones in one file have two."""

    def prints(*lines: int) -> list[str]:
        found = (Problem(finding(f"panicked at src/lib.rs:{line}:5", line=line), ("test",)) for line in lines)
        return [one["partialFingerprints"]["ferruleFinding/v1"] for one in run_of(ordinary(*found))["results"]]

    assert prints(3) == prints(30)
    assert prints(3, 9) == prints(5, 11)
    assert 2 == len(set(prints(3, 9)))


def test_two_workspaces_of_a_repository_are_told_apart() -> None:
    """The same words at the same path of two workspaces are two findings, in two categories."""
    runs = [run_of(ordinary(prefix=prefix)) for prefix in ("", "a/", "b/")]

    ids = [one["automationDetails"]["id"] for one in runs]
    assert ["ferrule/check/", "ferrule/check/a/", "ferrule/check/b/"] == ids
    prints = {one["partialFingerprints"]["ferruleFinding/v1"] for run in runs for one in run["results"]}
    assert 3 * len(runs[0]["results"]) == len(prints)


@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_stay_words(name: str) -> None:
    """Whatever a tool prints, the file is valid, of bounded size, and holds no control characters."""
    text = "".join(chunks(hostile(NASTY[name]), ReportFormat.SARIF))

    assert 2 == len(run_of(hostile(NASTY[name]))["results"])
    assert len(text) < 200_000
    assert "\x1b" not in text
    assert "\\u001b" not in text


@pytest.mark.parametrize("name", PATHS)
def test_paths_are_relative_and_encoded(name: str) -> None:
    """A file of the repository is named so that it can be found; any other is none, and the manifest stands for it."""
    uri = where(run_of(hostile("boom", PATHS[name]))["results"][0])

    assert ":" not in uri
    assert not uri.startswith(("/", ".."))
    if name in {"blank", "percent", "unicode", "query", "line", "scheme"}:
        assert PATHS[name] == unquote(uri)
    elif name != "surrogate":
        assert "Cargo.toml" == uri


def test_a_place_outside_is_told_in_words() -> None:
    """The absolute path is in the message, and nowhere else."""
    [result, _] = run_of(hostile("boom", "/root/.cargo/registry/x.rs"))["results"]

    assert "(at /root/.cargo/registry/x.rs:1, which is no file of this repository)" in result["message"]["text"]


def test_a_workspace_below_the_root_of_its_repository() -> None:
    """Paths count from the repository: `../` may lead to a file of it."""
    up = Problem(finding(path="../common/lib.rs"), ("clippy",))
    inside = Problem(finding(path="/ws/src/a.rs"), ("clippy",))

    assert ["common/lib.rs", "rust/src/a.rs"] == [
        where(one) for one in run_of(ordinary(up, inside, prefix="rust/"))["results"]
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/repo/shared/src/lib.rs", "shared/src/lib.rs"),
        ("/repo/rust/src/lib.rs", "rust/src/lib.rs"),
        ("/repo/rusty/lib.rs", "rusty/lib.rs"),
        ("/repository/lib.rs", "rust/Cargo.toml"),
        ("/repo/../etc/passwd", "rust/Cargo.toml"),
    ],
)
def test_an_absolute_path_in_the_repository(path: str, expected: str) -> None:
    """Cargo names the file of a member beside the workspace's folder absolutely, and it is a file of the repository."""
    sheet = replace(ordinary(Problem(finding(path=path), ("clippy",)), prefix="rust/"), workspace="/repo/rust")

    assert expected == where(run_of(sheet)["results"][0])


def test_half_a_character_in_a_path() -> None:
    """It costs its place in a URI, and not the file."""
    assert "src/%3F.rs" == where(run_of(hostile("boom", "src/\ud800.rs"))["results"][0])


def test_more_than_github_shows_is_said() -> None:
    """Nothing is dropped; a note tells what code scanning will do with so many."""
    many = tuple(Problem(finding(f"m{n}", line=n + 1), ("clippy",)) for n in range(5_001))
    [run] = json.loads("".join(chunks(ordinary(*many), ReportFormat.SARIF)))["runs"]

    assert (5_001, 5_001) == (len(run["results"]), run["properties"]["results"])
    assert "keeps 5,000 results of a run; here are 5,001" in run["properties"]["note"]


def test_what_is_resolved_is_no_result() -> None:
    """A repaired error is not uploaded as one; a proposed repair leaves its error where it is."""
    states = ("resolved", "proposed", "waiting", "abandoned")
    found = (Problem(finding(level=Level.ERROR), ("I-1",), state, "I-1") for state in states)

    assert 3 == len(run_of(ordinary(*found))["results"])
