"""What rustfmt's text is turned into."""

import pytest

from diagnostics.captured import ROOT, captured, short
from ferrule.diagnostics.rustfmt import read_rustfmt
from ferrule.facts.reading import Reading, Seen

HUNKS = [f"rustfmt unformatted error src/main.rs:{line}" for line in (1, 12, 22)]
OLD = """\
Diff in /ws/src/lib.rs at line 7:
 fn a() {}
-fn  b() {}
+fn b() {}
 fn c() {}
Diff in /ws/src/lib.rs at line 30:
+
 end
"""


def read(name: str) -> Reading:
    """Read captured output."""
    return read_rustfmt(captured(f"rustfmt/{name}.txt"), ROOT)


def test_each_change_is_a_finding() -> None:
    """A hunk is told at its first line that changes, with the hunk as rustfmt gave it."""
    reading = read("hunks")

    assert HUNKS == [short(finding) for finding in reading.findings]
    assert {"not formatted as rustfmt would"} == {finding.message for finding in reading.findings}
    assert "Diff in /ws/src/main.rs:1:\n-fn   main() {}\n+fn main() {}" in reading.findings[0].rendered
    assert (Seen("files", 2), False, ()) == (reading.seen, reading.finished, reading.unread)


def test_without_verbose_nothing_is_counted() -> None:
    """Only a verbose rustfmt names the files that it looked at; the findings are the same."""
    reading = read("quiet")

    assert HUNKS == [short(finding) for finding in reading.findings]
    assert (None, False, ()) == (reading.seen, reading.finished, reading.unread)


def test_the_older_form_of_a_hunk() -> None:
    """Before rustfmt 1.8 the head of a hunk was worded otherwise."""
    reading = read_rustfmt(OLD, ROOT)

    assert ["src/lib.rs:8", "src/lib.rs:30"] == [f"{finding.path}:{finding.line}" for finding in reading.findings]
    assert OLD.partition("\nDiff")[0] == reading.findings[0].rendered


def test_formatted_files() -> None:
    """Files that were seen without a finding are formatted."""
    assert Reading(seen=Seen("files", 2), finished=True) == read("clean")


def test_a_file_that_does_not_parse() -> None:
    """A syntax error is a finding at its place, and nothing was counted."""
    reading = read("syntax")

    assert ["rustfmt parse error src/main.rs:2:13"] == [short(finding) for finding in reading.findings]
    assert "expected expression, found `;`" == reading.findings[0].message
    assert reading.findings[0].rendered.endswith("^ expected expression")
    assert (None, False, ()) == (reading.seen, reading.finished, reading.unread)


def test_a_wrong_newline_style() -> None:
    """Line ends against the settings are a finding; warnings about settings are not."""
    reading = read("newline_style")

    assert ["rustfmt unformatted error src/main.rs"] == [short(finding) for finding in reading.findings]
    assert (Seen("files", 1), ()) == (reading.seen, reading.unread)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("not_utf8", "error: couldn't read `/ws/src/main.rs`: stream did not contain valid UTF-8"),
        ("bad_manifest", "`cargo metadata` exited with an error: error: unclosed table, expected `]`"),
    ],
)
def test_what_is_not_about_layout_is_handed_back(name: str, first: str) -> None:
    """Where rustfmt could not start on a file, its words come back and nothing is decided."""
    reading = read(name)

    assert ((), None, None) == (reading.findings, reading.seen, reading.finished)
    assert first == reading.unread[0]


def test_a_missing_module_file_is_a_finding() -> None:
    """The tool tells of it in a line of its own, without a place."""
    reading = read("missing_module")

    [finding] = reading.findings
    assert ("parse", "failed to resolve mod `gone`: /ws/src/gone.rs does not exist") == (finding.rule, finding.message)
    assert False is reading.finished


def test_a_module_of_two_targets_is_one_finding() -> None:
    """A file that belongs to a library and a program is formatted twice and told once."""
    text = captured("rustfmt/hunks.txt")

    assert 3 == len(read_rustfmt(text + text, ROOT).findings)
    assert Seen("files", 2) == read_rustfmt(text + text, ROOT).seen


def test_nothing_at_all() -> None:
    """Silence decides nothing."""
    assert Reading() == read_rustfmt("", ROOT)
