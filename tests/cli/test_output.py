"""Reports in files: all forms of one run, each for its consumer; refused before the work, or written whole."""

import json
import subprocess
import tempfile
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml

from flow.levels.crates import broken, climbed
from flow.tasks.works import crate
from ladder import FERRULE, ferrule
from report.junit_schema import valid_html, valid_junit
from tasks.repos import git
from workspaces import package, write

pytestmark = pytest.mark.cargo
SCHEMAS = Path(__file__).parents[1] / "report/schemas"
BAD = """//! Wrong.

/// Gives a number | with <b>@octocat</b>.
pub fn number() -> u32 {
    "a|b <i> @octocat ::error::"
}
"""
FORMS = ("text", "json", "junit", "sarif", "github", "gitlab", "markdown", "html")


def asked(folder: Path, *forms: str) -> list[str]:
    """Give the words that ask for these forms in files of a folder."""
    return [word for form in forms for word in ("--output", f"{form}={folder / form}")]


def fits_all(folder: Path) -> None:
    """Hold each file of a folder against what reads it."""
    assert valid_junit((folder / "junit").read_text()) > 0
    for form, schema in (("sarif", "sarif-2.1.0.json"), ("gitlab", "gitlab-code-quality.json")):
        jsonschema.validate(json.loads((folder / form).read_text()), json.loads((SCHEMAS / schema).read_text()))
    valid_html((folder / "html").read_text())
    assert len((folder / "markdown").read_text()) <= 65_536


def test_all_forms_of_a_failed_check(tmp_path: Path) -> None:
    """A crate below its repository's root: every form tells of the same error, at its path in the repository."""
    out = tmp_path / "out"
    out.mkdir()
    root = package(tmp_path / "repo/rust", {"src/lib.rs": BAD})
    git(tmp_path / "repo", "init", "-q")

    done = ferrule(root, "check", "--only", "check", "--only", "fmt", *asked(out, *FORMS), "--format", "gitlab")

    assert 1 == done.returncode, done.stderr
    assert sorted(FORMS) == sorted(path.name for path in out.iterdir())
    fits_all(out)
    assert done.stdout == (out / "gitlab").read_text()
    [issue] = json.loads(done.stdout)
    assert ("E0308", "blocker", "rust/src/lib.rs") == (
        issue["check_name"],
        issue["severity"],
        issue["location"]["path"],
    )
    [result] = json.loads((out / "sarif").read_text())["runs"][0]["results"]
    assert "rust/src/lib.rs" == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "::error file=rust/src/lib.rs,line=5,endLine=5,col=5," in (out / "github").read_text()
    assert ["failed", "passed"] == sorted(
        "failed" if suite.failures else "passed" for suite in JUnitXml.fromfile(str(out / "junit")) if not suite.skipped
    )
    assert "E0308" in (out / "text").read_text()
    assert "failed" == json.loads((out / "json").read_text())["verdict"]


def test_all_forms_of_a_repair_and_its_incidents(tmp_path: Path) -> None:
    """What waits for the user is in every form of `fix` and of `incidents list`; `stats` has its four."""
    out = tmp_path / "out"
    out.mkdir()
    root = broken(tmp_path / "ws")
    code, _ = climbed(root, *asked(out, *FORMS))

    assert 4 == code
    fits_all(out)
    assert "**A decision waits**" in (out / "markdown").read_text()
    listed = ferrule(root, "incidents", "list", *asked(out, *FORMS))
    counted = ferrule(root, "stats", *asked(out, "text", "json", "markdown", "html"))

    assert (4, 0) == (listed.returncode, counted.returncode)
    fits_all(out)
    assert "E0425" == json.loads((out / "gitlab").read_text())[0]["check_name"]
    assert "level-1" in (out / "markdown").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "sarif"], "FORMAT=FILE is asked for"),
        (["--output", "sarif="], "FORMAT=FILE is asked for"),
        (["--output", "pdf=x"], "these work: text, json, junit, sarif, github, gitlab, markdown, html"),
        (["--output", "sarif=-"], "standard output is what `--format sarif` is for"),
        (["--output", "sarif=."], "this is a folder"),
        (["--output", "sarif=nowhere/x"], "there is no folder"),
        (["--output", "sarif=a", "--output", "junit=src/../a"], "'a' is the same file"),
        (["--format", "pdf"], "is not one of 'text', 'json', 'junit'"),
        (["--explain-cache", "fmt", "--format", "sarif"], "text or json"),
    ],
)
def test_what_cannot_be_written_is_refused_before_any_work(tmp_path: Path, words: list[str], said: str) -> None:
    """Exit code 2, the reason, and nothing was run or recorded."""
    done = ferrule(package(tmp_path), "check", *words)

    assert (2, "") == (done.returncode, done.stdout)
    assert said in done.stderr
    assert not (tmp_path / ".ferrule").exists()


@pytest.mark.parametrize("words", [["stats", "--format", "sarif"], ["task", "status", "--format", "gitlab"]])
def test_a_format_that_has_nothing_to_say_is_refused(tmp_path: Path, words: list[str]) -> None:
    """An empty list of findings would look like code without any; the formats that work are named."""
    done = ferrule(package(tmp_path), *words)

    assert 2 == done.returncode
    assert "is not one of 'text', 'json'" in done.stderr


def test_a_file_that_cannot_be_written_in_the_end(tmp_path: Path) -> None:
    """What was lost is said, the others are there, and the exit code is 2."""
    done = ferrule(package(tmp_path), "check", "--only", "fmt", "--output", "sarif=/dev/full", "--output", "json=ok")

    assert 2 == done.returncode
    assert "error: /dev/full: No space left on device: the sarif report is lost" in done.stderr
    assert "passed" == json.loads((tmp_path / "ok").read_text())["verdict"]


def test_a_folder_that_goes_away_meanwhile(tmp_path: Path) -> None:
    """A gate that removes the folder of a report costs that report, and nothing is left beside it."""
    own = '[[gate]]\nid = "sweep"\nargv = ["rm", "-r", "out"]\nprofiles = ["standard"]\nreads = []\n'
    root = write(package(tmp_path), {"ferrule.toml": own, "out/old": "old"})

    done = ferrule(root, "check", "--trust", "--only", "sweep", "--output", "junit=out/old")

    assert 2 == done.returncode, done.stderr
    assert "the junit report is lost" in done.stderr
    assert not (root / "out").exists()


def test_files_keep_mode_and_links(tmp_path: Path) -> None:
    """A report goes where a link leads, with the mode that the file had; nothing else is left in the folder."""
    root, out = package(tmp_path / "ws"), tmp_path / "out"
    write(out, {"real": "old\n" * 99_999})
    (out / "real").chmod(0o600)
    (out / "link").symlink_to("real")

    done = ferrule(root, "check", "--only", "fmt", "--output", f"gitlab={out / 'link'}")

    assert 0 == done.returncode
    assert ("[\n]\n", 0o600) == ((out / "real").read_text(), (out / "real").stat().st_mode & 0o777)
    assert ["link", "real"] == sorted(path.name for path in out.iterdir())
    assert (out / "link").is_symlink()


def test_standard_error_of_a_log_is_no_file_to_replace(tmp_path: Path) -> None:
    """`/dev/stderr` is written to as it stands, though a shell sent it to a file."""
    root = package(tmp_path)
    words = f"{FERRULE} check --only fmt --output gitlab=/dev/stderr >/dev/null 2>log; echo $? >code; cat code"
    (root / "run.sh").write_text(words)
    done = subprocess.run(("sh", "run.sh"), cwd=root, capture_output=True, text=True, check=False)

    assert "0\n" == done.stdout
    assert "fmt: passed" in (root / "log").read_text()
    assert (root / "log").read_text().endswith("[\n]\n")


def test_a_task_as_boxes(tmp_path: Path) -> None:
    """`task status` shows each box as a case, and one that is open is not decided."""
    root = crate(tmp_path / "ws")
    assert 0 == ferrule(root, "task", "begin", "--trust", "add", "a", "function").returncode
    out = tmp_path / "out"
    out.mkdir()

    done = ferrule(root, "task", "status", *asked(out, "text", "json", "junit", "github", "markdown", "html"))

    assert 3 == done.returncode, done.stderr
    assert valid_junit((out / "junit").read_text()) > 3
    assert "commit" in {suite.name for suite in JUnitXml.fromfile(str(out / "junit")) if suite.errors}
    assert "::warning title=ferrule%3A alone::open\n" in (out / "github").read_text()
    assert "| ? | `commit` | open |" in (out / "markdown").read_text()
    valid_html((out / "html").read_text())


def test_a_file_in_memory_is_a_file(tmp_path: Path) -> None:
    """Of `/dev` only streams and devices are written to as they stand; below `/dev/shm` a report is replaced whole."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        report = Path(folder) / "report"
        report.write_text("old\n")
        fresh = Path(folder) / "fresh"
        words = ("--output", f"gitlab={report}", "--output", f"junit={fresh}")
        done = ferrule(package(tmp_path), "check", "--only", "fmt", *words)

        assert (0, "[\n]\n") == (done.returncode, report.read_text()), done.stderr
        assert valid_junit(fresh.read_text()) > 0


def test_as_long_a_name_as_the_system_takes(tmp_path: Path) -> None:
    """The name of the file beside it is short, whatever the file is called."""
    name = "ü" * 127

    done = ferrule(package(tmp_path), "check", "--only", "fmt", "--output", f"gitlab={name}")

    assert (0, "[\n]\n") == (done.returncode, (tmp_path / name).read_text()), done.stderr


@pytest.mark.parametrize("words", [("--format", "html"), ("--output", "json=x"), ("--moves",)])
def test_forms_of_the_counts_are_none_of_the_deeds(tmp_path: Path, words: tuple[str, ...]) -> None:
    """`stats --output json=x forget` would write nothing, so it is refused before anything is forgotten."""
    done = ferrule(package(tmp_path), "stats", *words, "forget")

    assert (2, "") == (done.returncode, done.stdout)
    assert "are not for `stats forget`" in done.stderr
