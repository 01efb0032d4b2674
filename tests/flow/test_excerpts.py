"""Source lines in reports: only from the workspace, only where they help, never a secret."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Excerpt, Problem, Sheet
from ferrule.flow.excerpts import with_source
from ferrule.report.sheets.problems import once
from report.samples import finding, ordinary

TEXT = "one\ntwo\nthree\nfour\nfive\nsix\n"


def shown(root: Path, path: str = "src/a.rs", line: int | None = 3, rendered: str = "") -> Excerpt | None:
    """Give the excerpt for one finding in a workspace."""
    sheet = of(root, path, line, rendered)
    return with_source(sheet, 10).excerpts.get((path, line or 0))


def of(root: Path, path: str, line: int | None, rendered: str = "") -> Sheet:
    """Make a sheet with one finding."""
    problem = Problem(finding("boom", path, line=line, rendered=rendered), ("test",))
    return replace(ordinary(problem), workspace=str(root))


def written(root: Path, text: str = TEXT) -> Path:
    """Write a source file."""
    (root / "src").mkdir(parents=True, exist_ok=True)
    (root / "src/a.rs").write_text(text)
    return root


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (3, Excerpt(1, ("one", "two", "three", "four", "five"))),
        (1, Excerpt(1, ("one", "two", "three"))),
        (6, Excerpt(4, ("four", "five", "six", ""))),
        (99, None),
        (None, None),
        (0, None),
    ],
)
def test_two_lines_around(tmp_path: Path, line: int | None, expected: Excerpt | None) -> None:
    """The line with two before and two after it; a line that is not there has none."""
    assert expected == shown(written(tmp_path), line=line)


@pytest.mark.parametrize("rendered", ["error\n 3 | x\n", "Diff in a.rs:\n-x\n+y\n@@ -1 +1 @@"])
def test_findings_with_code_need_none(tmp_path: Path, rendered: str) -> None:
    """What the tool shows is not shown twice."""
    assert shown(written(tmp_path), rendered=rendered) is None


def test_no_link_leads_outside(tmp_path: Path) -> None:
    """Neither `..`, nor an absolute path, nor a link shows a file that lies elsewhere; a link within does."""
    root, outside = written(tmp_path / "ws"), tmp_path / "secret.rs"
    outside.write_text(TEXT)
    (root / "src/link.rs").symlink_to(outside)
    (root / "src/inner.rs").symlink_to(root / "src/a.rs")
    (root / "loop").symlink_to(root / "loop")

    paths = ("src/link.rs", "../secret.rs", str(outside), "loop", "loop/a.rs", "src")
    assert [None] * len(paths) == [shown(root, path) for path in paths]
    assert shown(root, "src/inner.rs") is not None


def test_odd_files_are_passed_over(tmp_path: Path) -> None:
    """A missing file, a pipe, a huge one and one that is no text are no reason to stop."""
    root = written(tmp_path)
    os.mkfifo(root / "src/pipe.rs")
    (root / "src/huge.rs").write_text("x\n" * 2_000_000)
    (root / "src/binary.rs").write_bytes(b"a\nb\0\nc\n")
    (root / "src/latin.rs").write_bytes(b"a\nb\xff\nc\n")

    paths = ("src/pipe.rs", "src/huge.rs", "src/binary.rs", "src/nope.rs", "a\0b", "x" * 5_000)
    assert [None] * len(paths) == [shown(root, path) for path in paths]
    assert ("a", "b\ufffd", "c", "") == (shown(root, "src/latin.rs") or Excerpt(0, ())).lines


def test_secrets_are_masked(tmp_path: Path) -> None:
    """A token beside the place is not shown."""
    root = written(tmp_path, f'one\nlet t = "ghp_{"0123456789abcdef" * 2}";\nthree\n')

    assert "ghp_" not in str(shown(root))


def test_only_what_is_shown_is_read(tmp_path: Path) -> None:
    """With nothing to be shown no file is opened."""
    assert {} == with_source(of(written(tmp_path), "src/a.rs", 3), 0).excerpts


def test_where_the_workspace_lies_in_its_repository(tmp_path: Path) -> None:
    """The prefix is the way from the repository's root; none without a repository, or at its root."""
    root = written(tmp_path / "repo/rust/core")
    before = with_source(of(root, "a", 1), 0).prefix
    (tmp_path / "repo/.git").mkdir()

    assert ("", "rust/core/") == (before, with_source(of(root, "a", 1), 0).prefix)
    assert "" == with_source(of(tmp_path / "repo", "a", 1), 0).prefix
    assert "" == with_source(of(tmp_path / "gone", "a", 1), 0).prefix


def test_no_line_of_a_private_key_is_shown(tmp_path: Path) -> None:
    """Within the key a line looks like any other; what stands beside it keeps its numbers."""
    body = ("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj", "AgEAAoIBAQC7VJTUt9Us8cKjMzEfYyjiWA4R4")
    key = "\n".join(("-----BEGIN PRIVATE KEY-----", *body, "-----END PRIVATE KEY-----"))
    root = written(tmp_path, f'one\nlet key = "{key}";\nsix\nseven\n')

    assert Excerpt(2, ('let key = "***', "***", "***", '***";', "six")) == shown(root, line=4)
    assert Excerpt(4, ("***", '***";', "six", "seven", "")) == shown(root, line=6)


def test_a_secret_below_its_name(tmp_path: Path) -> None:
    """What makes it a secret stands a line above, outside of what is shown."""
    root = written(tmp_path, "Authorization:\nhunter2hunter2\nthree\nfour\nfive\n")

    assert Excerpt(2, ("***", "three", "four", "five", "")) == shown(root, line=4)


def test_a_folder_above_that_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may look for a repository there is none; `exists` of Python 3.11 raises then."""

    def closed(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", closed)

    assert "" == with_source(of(tmp_path, "a", 1), 0).prefix


def test_those_that_are_shown_first_have_their_lines(tmp_path: Path) -> None:
    """1,500 warnings, found in the reverse of the order in which reports show them."""
    root = tmp_path / "ws"
    found = [finding(f"w{n}", f"src/m{n:04}.rs", level=Level.WARNING, line=1) for n in reversed(range(1_500))]
    (root / "src").mkdir(parents=True)
    for one in found:
        (root / str(one.path)).write_text("code\n")
    problems = once([("clippy", found)])

    sheet = with_source(replace(ordinary(), problems=problems, workspace=str(root)), 1_000)

    assert [f"src/m{n:04}.rs" for n in range(1_000)] == [path for path, _ in sheet.excerpts]
    assert [f"w{n}" for n in range(1_500)] == [one.finding.message for one in sheet.problems]
