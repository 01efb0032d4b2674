"""Markdown reports: within a comment's size, and whatever tools printed is code when it is rendered."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ferrule.facts.fix import EditedFile
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.escape_markdown import block, cell, code
from ferrule.report.formats import ReportFormat, chunks
from ferrule.report.formats.markdown import COMMENT, summary
from report.samples import NASTY, PATHS, finding, hostile, ordinary

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
FOREIGN = ("<script", "<img", "evil.example", "@octocat", "owner/repo", "#1", "::error", "/close", "# out", "# head")


def text_of(sheet: Sheet) -> str:
    """Write a sheet."""
    return "".join(chunks(sheet, ReportFormat.MARKDOWN))


def tokens(text: str) -> list[Token]:
    """Give everything that a renderer sees, inline parts too."""
    return [part for token in READER.parse(text) for part in (token, *(token.children or ()))]


def columns(text: str) -> set[int]:
    """Give how many cells the rows of tables have."""
    counts, cells = set(), 0
    for token in READER.parse(text):
        cells += token.type in {"td_open", "th_open"}
        if token.type == "tr_close":
            counts.add(cells)
            cells = 0
    return counts


def test_verdict_rows_findings_totals() -> None:
    """The verdict is the heading, each row has its reason and remedy, each finding its code."""
    text = text_of(ordinary())

    assert text.startswith("## `ferrule check, profile standard`: failed\n\n| | what |")
    assert "| ? | `audit` | inconclusive |  |  | `no-network` `no database` |" in text
    assert "| – | `deny` | skipped |  |  | `not-installed` `not there` → `pip install x` |" in text
    assert "1\\. **error** `E0308` at `src/lib.rs:3` (`clippy, test`)  \n`mismatched types`" in text
    assert "```text\nerror\n 3 | x\n```" in text
    assert text.endswith("run: `r-1`\n\n> note: `the disk is full`\n")


@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_are_code(name: str) -> None:
    """A renderer finds no link, image, HTML, heading or cell that is not ours, and no foreign text."""
    text = text_of(hostile(NASTY[name]))
    seen = tokens(text)
    plain = " ".join(token.content for token in seen if token.type == "text")

    assert len(text) <= COMMENT
    assert not {"link_open", "image", "html_block", "html_inline", "em_open", "s_open"} & {one.type for one in seen}
    assert ["h2"] == [one.tag for one in seen if one.type == "heading_open"]
    assert {6} == columns(text)
    assert [] == [words for words in FOREIGN if words in plain]
    assert "\x1b" not in text


@pytest.mark.parametrize("name", PATHS)
def test_hostile_paths_are_code(name: str) -> None:
    """A path is code too."""
    seen = tokens(text_of(hostile("boom", PATHS[name])))

    assert not {"link_open", "image", "html_inline"} & {one.type for one in seen}


@pytest.mark.parametrize("text", ["`", "``a``", "a`", " a ", "a\nb", "```x"])
def test_code_holds_its_text(text: str) -> None:
    """Backticks within a text do not end it."""
    [found] = [one.content for one in tokens(code(text, 99)) if one.type == "code_inline"]

    assert " ".join(text.split()) == found


def test_a_bar_stays_in_its_cell() -> None:
    """A bar in a cell is a bar; one behind a backslash is a broken one, since renderers disagree."""
    table = f"| a | b |\n| --- | --- |\n| {cell('x|y', 99)} | {cell('p' + chr(92) + '|q', 99)} |\n"

    assert ["x|y", "p\\¦q"] == [one.content for one in tokens(table) if one.type == "code_inline"]


def test_a_block_is_one_block() -> None:
    """No line of a text ends its fence, and none is a command for GitLab."""
    [fence] = [one for one in tokens(block("```\n````\n/close\nx", 99)) if one.type == "fence"]

    assert " ```\n ````\n /close\nx\n" == fence.content


def test_what_does_not_fit_is_counted() -> None:
    """Many findings and large diffs end within the size of a comment; the counts add up."""
    many = tuple(Problem(finding(f"m{n}", line=n + 1, rendered="x\n" * 40), ("clippy",)) for n in range(3_000))
    sheet = replace(ordinary(*many), edits=tuple(EditedFile(f"f{n}.rs", "+x\n" * 9_000) for n in range(20)))
    text = text_of(sheet)
    shown = sum(f"\n`m{n}`\n" in text for n in range(3_000))

    assert COMMENT - 2_000 < len(text) <= COMMENT
    assert shown > 100
    assert f"**Left out here for want of room: {3_000 - shown:,} findings" in text
    assert text.endswith("> note: `the disk is full`\n")


def test_a_hundred_rows_show_the_gravest() -> None:
    """Beyond sixty rows those that failed are kept, and the others counted."""
    rows = tuple(replace(ordinary().rows[n % 2], id=f"row-{n}") for n in range(100))
    text = text_of(replace(ordinary(), rows=rows))

    assert (50, 10) == (text.count("| ✘ |"), text.count("| ✔ |"))
    assert "and 40 rows more" in text


@pytest.mark.parametrize("most", [0, 100, 5_000, 1_000_000])
def test_a_summary_fits_in_bytes(most: int) -> None:
    """The summary of a step is measured in bytes; where not even the head fits there is none."""
    many = tuple(Problem(finding(f"größe {n} 🦀", line=n + 1), ("clippy",)) for n in range(20_000))
    size = len("".join(summary(ordinary(*many), most)).encode())

    assert size <= most
    assert (size > 0) == (most > 1_000)
