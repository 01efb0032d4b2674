"""What only a person may apply is flagged: it would run while the workspace is built, or on somebody's machine."""

from pathlib import Path

import pytest

from escalation.answers.trees import GUIDANCE, member, tree
from ferrule.escalation.answers.closed import closed
from ferrule.escalation.answers.judging import judge_text
from ferrule.escalation.answers.manifests import builders
from ferrule.escalation.answers.tree import Tree
from workspaces import manifest, write

OLD, NEW = b"// old\n", b"// new\n"
DEPENDENCIES = "[dependencies]\nserde = '1'\n"


def reasons(where: Tree, name: str, before: str = OLD.decode(), after: str = NEW.decode()) -> str:
    """Give why only a person may make this change of a file."""
    path = where.workspace.root / name
    write(where.workspace.root, {name: before})
    return "; ".join(closed(where, {path: after.encode()}))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("build.rs", "a build script runs"),
        ("sub/BUILD.RS", "a build script runs"),
        (".cargo/config.toml", "settings of Cargo"),
        ("sub/.cargo/config", "settings of Cargo"),
        ("rust-toolchain", "names the compiler"),
        ("rust-toolchain.toml", "names the compiler"),
        ("Cargo.lock", "code of others"),
        ("ferrule.toml", "names programs"),
        (".github/workflows/ci.yml", "CI runs it"),
        (".gitlab-ci.yml", "CI runs it"),
        ("Jenkinsfile", "CI runs it"),
        (".githooks/pre-commit", "git runs hooks"),
        ("hooks/pre-push", "git runs hooks"),
        (".pre-commit-config.yaml", "git runs hooks"),
        (".gitattributes", "on somebody's machine"),
        ("Makefile", "people run it"),
    ],
)
def test_a_file_that_starts_programs_is_closed(tmp_path: Path, name: str, said: str) -> None:
    """By its name, wherever it lies."""
    assert f"{name}: " in reasons(tree(tmp_path), name)
    assert said in reasons(tree(tmp_path), name)


@pytest.mark.parametrize("name", ["src/lib.rs", "src/hooks/mod.rs", "tests/build.txt", "README.md", "examples/a.rs"])
def test_a_source_is_open(tmp_path: Path, name: str) -> None:
    """The compiler and the tests judge it."""
    assert "" == reasons(tree(tmp_path), name)


def test_a_file_that_stays_as_it_is_is_open(tmp_path: Path) -> None:
    """Only what differs counts."""
    assert "" == reasons(tree(tmp_path), "build.rs", "x", "x")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (DEPENDENCIES, "the dependencies change"),
        ("[target.'cfg(unix)'.build-dependencies]\ncc = '1'\n", "the dependencies change"),
        ("[workspace.dependencies]\nserde = '1'\n", "the dependencies change"),
        ("[patch.crates-io]\nserde = { path = 'x' }\n", "the dependencies change"),
        ("[features]\na = []\n", "the manifest changes: features"),
        ("# words\n", "the manifest changes: its words"),
        ("[", "a manifest that cannot be read"),
    ],
    ids=str,
)
def test_a_manifest_is_closed(tmp_path: Path, after: str, said: str) -> None:
    """What changes in it is told."""
    where = tree(tmp_path)

    assert f"Cargo.toml: {said}" in reasons(where, "Cargo.toml", manifest("demo"), manifest("demo", after))


def test_code_that_runs_in_the_compiler_is_closed(tmp_path: Path) -> None:
    """A procedural macro, what it needs, and what a build script needs: an edit of them is run by a mere check."""
    write(
        tmp_path,
        {
            "app/Cargo.toml": manifest(
                "app", "[build-dependencies]\nhelp = { package = 'helper', path = '../helper' }\n"
            ),
            **{f"{name}/Cargo.toml": manifest(name) for name in ("macros", "parser", "helper", "plain")},
        },
    )
    packages = (
        member(tmp_path / "app", "app", "lib", "custom-build", needs=("macros", "helper", "plain")),
        member(tmp_path / "macros", "macros", "proc-macro", needs=("parser",)),
        *(member(tmp_path / name, name, "lib") for name in ("parser", "helper", "plain")),
    )
    where = tree(tmp_path, *packages)

    found = {path.name: why for path, why in builders(where.workspace).items()}

    assert {"macros", "parser", "helper"} == set(found)
    assert "macros/src/lib.rs: a procedural macro runs in the compiler" in reasons(where, "macros/src/lib.rs")
    assert "macros needs it, and runs while the workspace is built" in reasons(where, "parser/src/deep/a.rs")
    assert "the build script of app needs it" in reasons(where, "helper/src/lib.rs")
    assert ("", "") == (reasons(where, "app/src/lib.rs"), reasons(where, "plain/src/lib.rs"))


def test_modules_of_a_build_script_are_closed(tmp_path: Path) -> None:
    """What it declares or takes in runs with it."""
    where = tree(tmp_path, member(tmp_path, "demo", "lib", "custom-build"))
    write(tmp_path, {"build.rs": 'mod gen;\nmod deep;\ninclude!("src/shared.rs");\n'})

    for name in ("gen.rs", "deep/mod.rs", "src/shared.rs"):
        assert "a build script takes it in" in reasons(where, name)
    assert "" == reasons(where, "src/other.rs")


def test_an_answer_tells_why_it_is_closed(tmp_path: Path) -> None:
    """The changes are there for a person to look at."""
    where = tree(tmp_path)
    write(tmp_path, {"build.rs": "fn main() {}\n"})
    edit = '"edits": [{"path": "build.rs", "old": "{}", "new": "{ evil(); }"}]'
    text = f'{{"verdict": "guidance", "patterns": [{{"name": "newtype", "why": "x"}}], "ownership": [], "types": [], \
"next_action": "x", "confidence": 1, {edit}}}'

    judged = judge_text(text, 2, where)

    assert ({tmp_path / "build.rs": b"fn main() { evil(); }\n"}, "") == (judged.changes, judged.problem)
    assert ("build.rs: a build script runs while the workspace is built",) == judged.closed


def test_gaps_and_edits_are_told_together(tmp_path: Path) -> None:
    """One retry has to mend all of it."""
    import json

    text = json.dumps({**GUIDANCE, "patterns": [], "edits": [{"path": "../a", "old": "b", "new": "c"}]})
    judged = judge_text(text, 2, tree(tmp_path))

    assert judged.answer is None
    assert "patterns: empty" in judged.problem
    assert "lies outside" in judged.problem
