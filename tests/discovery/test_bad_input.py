"""Broken, huge, hostile files: a word with the place, and everything else is found."""

import os
import subprocess
from pathlib import Path

import pytest

from discovery.told import BUILT_IN
from ferrule.discovery.survey import survey
from ferrule.facts.discovery import Discovery

GOOD = "jobs:\n  one:\n    steps:\n      - run: cargo miri test\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one good workflow, which has to be found whatever lies beside it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "x"\nversion = "0.1.0"\n')
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/good.yml").write_text(GOOD)
    return tmp_path


def told(found: Discovery) -> list[tuple[str, int | None, str]]:
    """Give the places that were not read, after a look at the good one."""
    assert (".github/workflows/good.yml", 4) in [(find.path, find.line) for find in found.finds]
    return [(one.path, one.line, one.words) for one in found.unread]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"jobs:\n\ta: 1\n", 2, "found character that cannot start any token"),
        (b"jobs: [1, 2\nx: }\n", 2, "did not find expected ',' or ']'"),
        (b"a: " + b"[" * 100_000, 1, "more than 40 deep"),
        (b"x: \xff\xfe\n", 1, "not UTF-8"),
        (b"run: cargo\0test\n", 1, "binary"),
        (b"a: &a *a\n", 1, "no YAML"),
        (b"#" * (10 << 20), None, "larger than 1048576 bytes"),
    ],
)
def test_a_broken_workflow_is_told_with_its_line(root: Path, content: bytes, line: int | None, words: str) -> None:
    """What cannot be read stands in the list with its place."""
    (root / ".github/workflows/bad.yml").write_bytes(content)

    found = told(survey(root, BUILT_IN))

    assert [(".github/workflows/bad.yml", line)] == [(path, at) for path, at, _ in found]
    assert words in found[0][2]


def test_what_stands_before_the_break_is_found(root: Path) -> None:
    """A file that breaks in its middle has given its commands by then."""
    (root / ".github/workflows/half.yml").write_text(GOOD + "      - run: cargo bench\n   x\n- : [\n")

    finds = survey(root, BUILT_IN).finds

    assert [("half.yml", 5, "cargo bench")] == [
        (Path(find.path).name, find.line, find.command) for find in finds if find.command == "cargo bench"
    ]


def test_aliases_that_multiply_end(root: Path) -> None:
    """A billion laughs is ten lists of references, and stays so."""
    lines = ["a0: &a0 [cargo test]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (root / ".gitlab-ci.yml").write_text("\n".join(lines) + "\njob:\n  script: *a11\n")

    finds = survey(root, BUILT_IN).finds

    assert [(".gitlab-ci.yml", 1)] == [(find.path, find.line) for find in finds if find.path == ".gitlab-ci.yml"]


def test_links_out_of_the_repository_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a link leads to outside is not read, and the link is told."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "justfile").write_text("secret:\n  cargo test\n")
    (root / "justfile").symlink_to(outside / "justfile")
    (root / "Makefile").symlink_to(root / "nothing")
    os.mkfifo(root / "mise.toml")

    found = survey(root, BUILT_IN)

    assert ["justfile", "Makefile", "mise.toml"] == [path for path, _, _ in told(found)]
    assert [] == [find for find in found.finds if "secret" in find.command]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".cargo/config.toml", "[alias]\na = 'test'\nb = \n", 3),
        ("mise.toml", "[tasks.a]\nrun = 'x'\nrun = 'y'\n", 3),
        ("justfile", "a:\n  cargo test\n%%%\n", 3),
        ("Makefile", "a:\n\tcargo test\n%%% !!! ???\n", 3),
    ],
)
def test_other_files_are_told_with_their_line_too(root: Path, name: str, text: str, line: int) -> None:
    """TOML, justfile and Makefile: the place of the mistake, and the rest is read."""
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text)

    assert [(name, line)] == [(path, at) for path, at, _ in told(survey(root, BUILT_IN))]


def test_the_workspace_may_lie_below_the_repository(root: Path) -> None:
    """Files of the repository's root count, relative to the workspace; folders are those that commands run in."""
    inner = root / "rust"
    inner.mkdir()
    (inner / "Cargo.toml").write_text("[workspace]\n")
    (root / "Makefile").write_text("test:\n\tcd rust && cargo test\n")
    steps = "      - run: cargo clippy\n        working-directory: rust\n      - run: cd rust; cargo bench\n"
    (root / ".github/workflows/good.yml").write_text(GOOD + steps)

    finds = survey(inner, BUILT_IN).finds

    told_ones = [(find.path, find.line, find.why_not if find.kind == "gate" else "") for find in finds]
    assert told_ones == [
        ("../Makefile", 1, "its file lies above the workspace, where make does not look"),
        ("../.github/workflows/good.yml", 4, "it runs in .., a gate at the root"),
        ("../.github/workflows/good.yml", 5, "`clippy` covers it"),
        ("../.github/workflows/good.yml", 7, ""),
    ]
    assert [] == [word for find in finds for one in find.equals for word in one.differences if "folder" in word.words]


def test_nothing_is_started(root: Path) -> None:
    """Reading starts no program: what would run on a start leaves no trace."""
    (root / "justfile").write_text("x := `touch traced`\ntest:\n  cargo test\n")
    (root / "Makefile").write_text("X := $(shell touch traced)\ntest:\n\tcargo test\n")
    (root / "rust-toolchain.toml").write_text('[toolchain]\npath = "nowhere"\n')
    before = subprocess.run(("ls", "-la", str(root)), capture_output=True, check=True).stdout

    survey(root, BUILT_IN)

    assert before == subprocess.run(("ls", "-la", str(root)), capture_output=True, check=True).stdout
