"""Workflow commands: read as GitHub's runner reads them, none of them made by foreign text."""

from dataclasses import replace

import pytest

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Problem, Row, Sheet
from ferrule.facts.status import Status
from ferrule.report.escape import bounded_line
from ferrule.report.formats import ReportFormat, chunks
from ferrule.report.formats.github import SHOWN, data, value
from report.samples import NASTY, PATHS, finding, hostile, ordinary

OURS = {"error", "warning", "notice", "group", "endgroup"}
Command = tuple[str, dict[str, str], str]


def commands(text: str) -> list[Command]:
    """Read what the runner would: a line that begins with `::` after blanks, or holds `##[`."""
    found: list[Command] = []
    for line in text.splitlines():
        assert "##[" not in line or line.startswith("::"), line
        if not line.lstrip().startswith("::"):
            continue
        head, _, message = line.lstrip()[2:].partition("::")
        name, _, words = head.partition(" ")
        pairs = (pair.partition("=") for pair in words.split(",") if pair)
        found.append((name, {key: _read(word) for key, _, word in pairs}, _read(message)))
    return found


def _read(word: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        word = word.replace(code, sign)
    return word


def written(sheet: Sheet) -> list[Command]:
    """Write a sheet and read it as the runner does."""
    return commands("".join(chunks(sheet, ReportFormat.GITHUB)))


@pytest.mark.parametrize(
    ("word", "as_data", "as_property"),
    [
        ("a%b", "a%25b", "a%25b"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
        ("%0A", "%250A", "%250A"),
        ("::error::", "::error::", "%3A%3Aerror%3A%3A"),
        ("größe", "größe", "größe"),
    ],
)
def test_escapes_are_those_of_the_toolkit(word: str, as_data: str, as_property: str) -> None:
    """The same words come out as of `@actions/core` 3.0.1, in a message and in a property."""
    assert (as_data, as_property) == (data(word), value(word))


def test_annotations() -> None:
    """Findings have file, place and rule; a gate that was not decided is a warning without a file."""
    found = written(ordinary(prefix="rust/"))

    assert ["error", "error", "warning", "warning"] == [name for name, _, _ in found]
    place = {"file": "rust/src/lib.rs", "line": "3", "endLine": "3", "col": "5", "endColumn": "7"}
    assert {**place, "title": "E0308 (clippy, test)"} == found[0][1]
    assert "mismatched types\n\nerror\n 3 | x" == found[0][2]
    assert ({"title": "ferrule: audit"}, "inconclusive: no-network: no database") == found[2][1:]


def test_columns_only_within_a_line() -> None:
    """GitHub refuses columns of a place that spans lines."""
    spans = Problem(finding(end_line=9, end_column=2), ("clippy",))

    [properties] = [properties for _, properties, _ in written(ordinary(spans)) if "file" in properties]

    assert ("3", "9") == (properties["line"], properties["endLine"])
    assert not {"col", "endColumn"} & set(properties)


def test_ten_of_each_level_and_the_rest_in_a_group() -> None:
    """The gravest come first, and no finding is lost."""
    many = [Problem(finding(f"error {n}", line=n + 1), ("clippy",)) for n in range(25)]
    many += [Problem(finding(f"warning {n}", level=Level.WARNING), ("clippy",)) for n in range(3)]
    text = "".join(chunks(ordinary(*many), ReportFormat.GITHUB))
    found = commands(text)

    assert [SHOWN, 4, 1] == [sum(name == level for name, _, _ in found) for level in ("error", "warning", "group")]
    assert "::group::16 errors more, beyond what GitHub annotates\n" in text
    assert "error[E0308] src/lib.rs:25: error 24\n" in text


@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_make_no_command(name: str) -> None:
    """Whatever a tool prints, there are our commands only, and a line is a line."""
    bad = hostile(NASTY[name])
    more = (*bad.problems, *(Problem(finding(NASTY[name][:9_000]), (NASTY[name][:99],)) for _ in range(12)))
    text = "".join(chunks(ordinary(*more), ReportFormat.GITHUB))

    assert {command for command, _, _ in written(bad)} <= OURS
    assert {command for command, _, _ in commands(text)} <= OURS
    assert len(text) < 400_000


@pytest.mark.parametrize("name", PATHS)
def test_a_place_outside_is_no_file(name: str) -> None:
    """An annotation without a file of the repository tells its place in words."""
    [first, *_] = [one for one in written(hostile("boom", PATHS[name])) if "boom" in one[1]["title"]]

    _, properties, words = first
    if name in {"absolute", "up", "colon", "nul", "anon"}:
        assert "file" not in properties
        assert f"at {bounded_line(PATHS[name], 300)}:1" in words
    elif name == "empty":
        assert "file" not in properties
        assert "\nat " not in words
    else:
        assert bounded_line(PATHS[name], 300) == properties["file"]
        assert "\nat " not in words


def test_an_open_warning_of_a_repair_is_one_annotation() -> None:
    """Its incident is a row that failed, and the finding tells of it already."""
    warning = Problem(finding("unused import", level=Level.WARNING), ("I-1",), "open", "I-1")
    row = Row("I-1", "unused_imports at src/lib.rs:3", Status.FAILED, "open")

    [command] = written(replace(ordinary(warning), rows=(row,)))

    assert ("warning", "unused import") == (command[0], command[2])
