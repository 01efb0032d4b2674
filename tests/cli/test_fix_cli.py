"""`ferrule fix` and `ferrule undo` as a user types them: diffs, exit codes, runs taken back in turn."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest

from ladder import ferrule, ferrule_json
from workspaces import package, real

pytestmark = pytest.mark.cargo

SCHEMA = Path(__file__).parents[2] / "docs/schemas/fix.json"
FAULT = "/// Counts.\npub fn count() -> usize {\n    let v = Vec::new();\n    v.push(1u8);\n    v.len()\n}\n"
MENDED = FAULT.replace("let v", "let mut v")
FILES = {"src/lib.rs": "pub mod a;\npub mod b;\npub mod c;\n"} | {f"src/{name}.rs": FAULT for name in "abc"}


def texts(root: Path) -> str:
    """Give for each module `o` where it is the old one, `n` where it is the new one, else `?`."""
    found = ((root / f"src/{name}.rs").read_text() for name in "abc")
    return "".join({FAULT: "o", MENDED: "n"}.get(text, "?") for text in found)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with three faulty modules."""
    return package(tmp_path, FILES)


def repaired_in_turn(root: Path) -> list[str]:
    """Break and repair one module after the other; gives the ids of the runs."""
    ferrule(root, "fix", "--tests", "none")
    found = []
    for name in "abc":
        (root / f"src/{name}.rs").write_text(FAULT)
        _, report = ferrule_json(root, "fix", "--tests", "none")
        found.append(report["run_id"])
    return found


def test_runs_are_taken_back_in_turn(root: Path) -> None:
    """Newest first, one by its id, then the newest of what is left: each brings back its own file."""
    first, _, _ = repaired_in_turn(root)

    newest = ferrule(root, "undo")
    seen = [texts(root)]
    code, undone = ferrule_json(root, "undo", first)
    seen.append(texts(root))
    last = ferrule(root, "undo")
    seen.append(texts(root))

    assert (0, 0, 0) == (newest.returncode, code, last.returncode)
    assert ["nno", "ono", "ooo"] == seen
    assert ("ferrule.undo/1", first, [str(root / "src/a.rs")]) == tuple(undone.values())


def test_what_cannot_be_undone(root: Path) -> None:
    """A run that is undone already, one that nobody knows, a name that leads elsewhere: refused, nothing touched."""
    _, second = repaired_in_turn(root)[:2]
    ferrule(root, "undo", second)

    again = ferrule(root, "undo", second)
    unknown = ferrule(root, "undo", "20200101T000000-abcdef")
    outer = ferrule(root, "undo", "../../src")

    assert (2, 2, 2) == (again.returncode, unknown.returncode, outer.returncode)
    assert "is undone already" in again.stderr
    assert "has made no edits here" in unknown.stderr
    assert "non" == texts(root)


def test_one_changed_file_keeps_a_run(root: Path) -> None:
    """Of a run that edited three files one has changed since: it is named, and none is taken back."""
    ferrule(root, "fix", "--tests", "none")
    other = root / "src/b.rs"
    other.write_text(MENDED + "// mine\n")

    refused = ferrule(root, "undo")
    kept = texts(root)
    other.write_text(MENDED)
    done = ferrule(root, "undo")

    assert (2, "n?n", True) == (refused.returncode, kept, "src/b.rs" in refused.stderr)
    assert "src/a.rs" not in refused.stderr
    assert (0, "ooo") == (done.returncode, texts(root))


def test_nothing_to_undo(tmp_path: Path) -> None:
    """Where no run has made edits, that is said and no folder is made."""
    root = package(tmp_path)

    done = ferrule(root, "undo")

    assert (2, False) == (done.returncode, (root / ".ferrule").exists())
    assert "no run has made edits here" in done.stderr


def test_the_diff_of_a_dry_run_is_the_repair(root: Path) -> None:
    """What is printed and not written can be applied by `patch`, and gives what a real run writes."""
    code, report = ferrule_json(root, "fix", "--dry-run", "--tests", "none")
    untouched = texts(root)
    diff = "".join(edit["diff"] for edit in report["edits"])
    subprocess.run((real("patch"), "-p1"), cwd=root, input=diff, text=True, check=True, capture_output=True)

    jsonschema.validate(report, json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)
    assert (0, "fixed", False, "ooo") == (code, report["verdict"], report["applied"], untouched)
    assert "nnn" == texts(root)


WRONG: dict[str, tuple[str, ...]] = {
    "attempts": ("--attempts", "3"),
    "budget": ("--budget", "0"),
    "level": ("--max-level", "5"),
    "package": ("-p", "nobody"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_words(root: Path, name: str) -> None:
    """They end in 2 before anything is looked at."""
    done = ferrule(root, "fix", *WRONG[name])

    assert (2, "ooo", False) == (done.returncode, texts(root), (root / "target").exists())


def test_a_manifest_that_does_not_parse(root: Path) -> None:
    """It is named, and nothing is started."""
    (root / "Cargo.toml").write_text("[package\n")

    code, report = ferrule_json(root, "fix")

    assert (2, "BadManifest", "ooo") == (code, report["error"], texts(root))
    assert "Cargo.toml" in report["message"]
