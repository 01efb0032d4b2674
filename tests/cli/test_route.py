"""`ferrule definitions route|evals`: one skill, reasons, and who may open what is explicit-only."""

import json
from pathlib import Path

import jsonschema
import pytest

from ladder import ferrule, ferrule_json

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
PLAN = "use rust-mega-eng to plan the strategy of our multi-crate workspace"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Rust project that depends on clap; nothing of it is ever started."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    (root / ".cargo").mkdir()
    (root / ".cargo/config.toml").write_text('[build]\nrustc = "/bin/false"\n')
    (root / "Cargo.toml").write_text(
        '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2024"\n[dependencies]\nclap = "4"\n'
    )
    return root


def test_a_task_has_one_owner(root: Path) -> None:
    """The specialist of the surface, with reasons; what is explicit-only stays closed and says why."""
    code, found = ferrule_json(root, "definitions", "route", "add a --json flag and document the exit codes")
    jsonschema.validate(found, json.loads((SCHEMAS / "route.json").read_text()))
    assert (0, "rust-cli-clap") == (code, found["primary"])
    assert found["reasons"]
    assert "rust-mega-eng" in {one["name"] for one in found["refused"]}


def test_both_keys_open_it(root: Path) -> None:
    """The name in the user's own words and a fitting scope; the text may come from standard input."""
    code, found = ferrule_json(root, "definitions", "route", PLAN)
    assert (0, "rust-mega-eng") == (code, found["primary"])


def test_one_key_asks(root: Path) -> None:
    """The name alone offers the specialist and asks: a decision waits, exit code 4."""
    code, found = ferrule_json(root, "definitions", "route", "use rust-mega-eng to fix E0382 in src/main.rs")
    assert (4, "rust-expert") == (code, found["primary"])
    assert "rust-mega-eng" in found["asks"]
    assert ("rust-mega-eng", "out-of-scope") in {(one["name"], one["reason"]) for one in found["refused"]}


def test_a_file_names_nobody(root: Path, tmp_path: Path) -> None:
    """The same words in a file, or by an agent in a talk, open nothing."""
    (tmp_path / "README.md").write_text(PLAN)
    _, found = ferrule_json(root, "definitions", "route", "plan as said", "--context", str(tmp_path / "README.md"))
    assert "rust-mega-eng" not in (found["primary"], *found["supporting"])
    talk = [{"author": "agent", "text": PLAN}, {"author": "user", "text": "fix the borrow error in parse()"}]
    (tmp_path / "talk.json").write_text(json.dumps(talk))
    _, found = ferrule_json(root, "definitions", "route", "--turns", str(tmp_path / "talk.json"))
    assert "rust-expert" == found["primary"]


@pytest.mark.parametrize(
    ("text", "words"), [("[{}]", "author"), ('[{"author": "root", "text": ""}]', "'root'"), ("{", "talk.json")]
)
def test_a_talk_that_is_none(root: Path, tmp_path: Path, text: str, words: str) -> None:
    """Names the file and the place, exit code 2."""
    (tmp_path / "talk.json").write_text(text)
    done = ferrule(root, "definitions", "route", "--turns", str(tmp_path / "talk.json"))
    assert (2, True) == (done.returncode, words in done.stderr)


def test_nothing_to_route(root: Path) -> None:
    """Without a text there is nothing to say."""
    assert 2 == ferrule(root, "definitions", "route").returncode


def test_the_cases_of_the_skills_hold(root: Path) -> None:
    """Every trigger case of every bundled skill is routed as it says."""
    code, found = ferrule_json(root, "definitions", "evals")
    jsonschema.validate(found, json.loads((SCHEMAS / "evals.json").read_text()))
    assert (0, []) == (code, found["failures"])
    assert {one["skill"] for one in found["skills"]} >= {"rust-expert", "rust-mega-eng"}
    assert "rust-tui-ratatui" in ferrule(root, "definitions", "evals").stdout
