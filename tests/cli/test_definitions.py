"""`ferrule definitions list|show|validate|export|install`, as a user types them; no program of the workspace starts."""

import json
from pathlib import Path

import jsonschema
import pytest

from ladder import ferrule, ferrule_json

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
SKILL = "---\nname: {0}\ndescription: Parses ledgers. Use when a ledger is read.\n---\n\n# Ledgers\n\n{1}\n"
AGENT = "---\nname: reviewer\ndescription: Reviews changes to ledgers.\nmodel: {0}\n---\n\nAsk @harbour-master first.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one good skill, one agent that calls for somebody who is not there, and one broken file."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "project"
    files = {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".agents/skills/ledgers/SKILL.md": SKILL.format("ledgers", "Read them in order."),
        ".claude/agents/reviewer.md": AGENT.format("sonnet"),
        ".claude/skills/broken/SKILL.md": "---\nname: [\n---\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def valid(name: str, value: object) -> None:
    """Hold an object against its published schema."""
    jsonschema.validate(value, json.loads((SCHEMAS / f"{name}.json").read_text()))


def test_list_tells_all_and_every_fault(root: Path) -> None:
    """The project's own stand beside the bundled ones, from any folder in it; what is broken is told with its file."""
    (root / "src").mkdir()
    code, found = ferrule_json(root / "src", "definitions", "list")
    valid("definitions", found)
    names = {one["name"] for one in found["definitions"]}
    faults = [
        (one["name"], fault["rule"], fault["line"]) for one in found["definitions"] for fault in one["diagnostics"]
    ]
    broken = [*found["unread"], *(one for one in found["definitions"] if one["path"].endswith("broken/SKILL.md"))]
    assert (0, True) == (code, {"ledgers", "reviewer", "rust-expert", "rust-mega-eng"} <= names)
    assert ("reviewer", "dangling-agent", 7) in faults
    assert [True] == [bool(one["diagnostics"]) for one in broken]

    told = ferrule(root, "definitions", "list").stdout
    assert "reviewer.md" in told
    assert "warning[dangling-agent]" in told


def test_show_names_the_model(root: Path, tmp_path: Path) -> None:
    """The alias stays, beside what the user's settings make of it; without settings the reason stands there."""
    code, found = ferrule_json(root, "definitions", "show", "@reviewer")
    valid("definition", found)
    assert (0, "sonnet") == (code, found["model"])
    assert "stands for no model" in found["model_id"]

    settings = tmp_path / "own.toml"
    settings.write_text('[tiers]\nsonnet = "openai:gpt-x"\n')
    _, found = ferrule_json(root, "definitions", "show", "reviewer", FERRULE_USER_CONFIG=str(settings))
    shown = ferrule(root, "definitions", "show", "reviewer", FERRULE_USER_CONFIG=str(settings)).stdout
    assert "openai:gpt-x" == found["model_id"]
    assert "sonnet -> openai:gpt-x" in shown
    assert "Ask @harbour-master first." in shown


def test_a_name_that_is_none(root: Path) -> None:
    """The nearest name is offered, and the exit code says wrong use."""
    done = ferrule(root, "definitions", "show", "$ledger")
    assert 2 == done.returncode
    assert "did you mean 'ledgers'?" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((".agents",), 0),
        ((".agents", "--strict"), 0),
        ((".claude/agents",), 0),
        ((".claude/agents", "--strict"), 1),
        ((".claude/skills",), 1),
        ((), 1),
        (("nowhere",), 2),
    ],
)
def test_validate_ends_as_a_linter_does(root: Path, words: tuple[str, ...], code: int) -> None:
    """Errors end in 1, with --strict warnings too; a path where nothing is ends in 2."""
    done = ferrule(root, "definitions", "validate", *words)
    assert (code, "") == (done.returncode, done.stderr if code < 2 else "")


def test_export_is_valid_elsewhere(root: Path, tmp_path: Path) -> None:
    """An exported skill is strictly valid and keeps its text; a folder with something in it is left alone."""
    done = ferrule(root, "definitions", "export", "rust-mega-eng", "--output", str(tmp_path / "out"))
    written = [Path(line) for line in done.stdout.splitlines()]
    assert 0 == done.returncode
    assert all(path.is_file() for path in written)
    assert 0 == ferrule(root, "definitions", "validate", str(tmp_path / "out/rust-mega-eng"), "--strict").returncode
    again = ferrule(root, "definitions", "export", "rust-mega-eng", "--output", str(tmp_path / "out"))
    assert (2, True) == (again.returncode, "something already" in again.stderr)


def test_install_keeps_what_is_not_ours(root: Path) -> None:
    """A dry run writes nothing; what somebody wrote or changed stays and is told; uninstall takes only ours."""
    words = ("definitions", "install", "--target", "claude")
    (root / ".claude/commands").mkdir()
    (root / ".claude/commands/memo.md").write_text("my own\n")
    code, planned = ferrule_json(root, *words, "--dry-run")
    valid("install", planned)
    state = {one["path"]: one["presence"] for one in planned["files"]}
    assert (0, "foreign", "new") == (code, state[".claude/commands/memo.md"], state[".claude/agents/engineer.md"])
    assert not (root / ".claude/agents/engineer.md").exists()

    code, done = ferrule_json(root, *words)
    valid("install", done)
    assert (1, [".claude/commands/memo.md"]) == (code, [one["path"] for one in done["kept"]])
    assert "engineer" in (root / ".claude/agents/engineer.md").read_text()
    assert 2 == ferrule(root, *words, "--uninstall", "--force").returncode

    (root / ".claude/agents/engineer.md").write_text("changed\n")
    told = ferrule(root, *words, "--uninstall")
    assert "changed since ferrule wrote it" in told.stdout
    left = {str(path.relative_to(root)) for path in (root / ".claude").rglob("*") if path.is_file()}
    own = {".claude/agents/reviewer.md", ".claude/skills/broken/SKILL.md"}
    assert left == own | {".claude/agents/engineer.md", ".claude/commands/memo.md"}
