"""Findings on a terminal: by file, the gravest first, with code, harmless, and bounded."""

import io

import pytest
from rich.console import Console

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Excerpt, Problem
from ferrule.report.findings_text import print_problems
from report.samples import NASTY, PATHS, finding


def shown(*problems: Problem, excerpts: dict[tuple[str, int], Excerpt] | None = None, width: int = 100) -> str:
    """Print problems into a pipe."""
    file = io.StringIO()
    print_problems(problems, excerpts or {}, Console(file=file, width=width, emoji=False, markup=False))
    return file.getvalue()


def test_files_and_places_in_order() -> None:
    """The file with an error comes first, each file has one heading, lines count up, errors before warnings."""
    text = shown(
        Problem(finding("third", "b.rs", line=9), ("check",)),
        Problem(finding("second", "b.rs", line=2), ("check",)),
        Problem(finding("mild", "a.rs", level=Level.WARNING, line=1, rule=None, column=None), ("clippy",)),
        Problem(finding("mild too", "b.rs", level=Level.WARNING, line=1), ("clippy",)),
    )

    assert text == (
        "b.rs\n  2:5  error[E0308] second  (check)\n  9:5  error[E0308] third  (check)\n"
        "  1:5  warning[E0308] mild too  (clippy)\n\na.rs\n  1  warning mild  (clippy)\n\n"
    )


def test_the_compilers_text_without_what_the_heading_says() -> None:
    """The first line and the arrow would repeat rule, words and place."""
    rendered = "error[E0308]: mismatched types\n --> src/lib.rs:3:5\n  |\n3 | x\n  | ^ here\n"

    text = shown(Problem(finding(rendered=rendered), ("check",)))

    assert text == "src/lib.rs\n  3:5  error[E0308] mismatched types  (check)\n      |\n    3 | x\n      | ^ here\n\n"


def test_source_lines_for_what_brings_none() -> None:
    """A failed test shows the lines around its panic, the one that is meant marked."""
    lines = Excerpt(8, ("fn f() {", "\tboom();", "}"))

    text = shown(Problem(finding("boom", line=9), ("test",)), excerpts={("src/lib.rs", 9): lines})

    assert "       8 | fn f() {\n    >  9 |     boom();\n      10 | }\n" in text


def test_warnings_are_a_line_each() -> None:
    """A green ladder is not buried under the code of its warnings."""
    text = shown(Problem(finding(level=Level.WARNING, rendered="a\nb\nc\n"), ("check",)))

    assert 3 == text.count("\n")


@pytest.mark.parametrize("width", [20, 100])
@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_do_nothing(name: str, width: int) -> None:
    """No escape, no control character, no more lines than were allowed."""
    bad = finding(NASTY[name], rule=NASTY[name][:999], rendered=NASTY[name])
    text = shown(Problem(bad, ("check",)), excerpts={("src/lib.rs", 3): Excerpt(3, (NASTY[name][:300],))}, width=width)

    assert not {"\x1b", "\x00", "\x07", "\x9b", "\r", "\u202e", "\u2028"} & set(text)
    assert len(text) < 60_000


@pytest.mark.parametrize("name", PATHS)
def test_any_path_is_one_heading(name: str) -> None:
    """A path cannot make a second line, and one that is missing is said to be."""
    first = shown(Problem(finding("boom", PATHS[name]), ("check",))).split("\n")

    assert "  3:5  error[E0308] boom  (check)" == first[1]
    assert first[0]
