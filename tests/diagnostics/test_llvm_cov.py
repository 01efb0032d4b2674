"""The reports of coverage tools, captured from real runs: which lines are code, and which of them ran."""

import json
from random import Random

import pytest

from diagnostics.captured import captured
from ferrule.diagnostics.cargo_tarpaulin import not_compiled, read_cargo_tarpaulin
from ferrule.diagnostics.llvm_cov import FileLines, read_llvm_cov
from ferrule.diagnostics.llvm_cov_talk import CoverageTalk, llvm_version, read_coverage_talk


def lcov(text: str) -> tuple[FileLines, ...]:
    """Read what the tool itself says of each line in its other format."""
    files = []
    for record in text.split("end_of_record\n"):
        path, *lines = record.strip().split("\n")
        counts = dict(line.removeprefix("DA:").split(",") for line in lines)
        covered = frozenset(int(line) for line, count in counts.items() if count != "0")
        if lines:
            files.append(FileLines(path.removeprefix("SF:"), covered, frozenset(map(int, counts)) - covered))
    return tuple(files)


def test_every_line_is_as_llvm_has_it() -> None:
    """Our reading of the segments gives line for line what `llvm-cov export -format=lcov` gives."""
    expected = lcov(captured("llvm_cov/export.lcov"))

    assert ["/ws/src/lib.rs", "/ws/tests/it.rs"] == [file.path for file in expected]
    assert expected == read_llvm_cov(captured("llvm_cov/export.json"))


KINDS = {"=": (True, True, False), "~": (True, False, False), "g": (True, False, True), ".": (False, False, False)}
KINDS["!"] = (False, True, False)


def export(words: str) -> str:
    """Give an export of one file; `2:5=3` is a region that begins there and ran three times.

    `~` is what goes on after an inner region, `g` a gap, `.` the end of all code and `!` a region without a counter.
    """
    segments = [(int(w[0]), int(w[2]), int(w[4:] or 0), *KINDS[w[3]]) for w in words.split()]
    files = [{"filename": "a.rs", "segments": segments}]
    return json.dumps({"type": "llvm.coverage.json.export", "data": [{"files": files}]})


@pytest.mark.parametrize(
    ("segments", "covered", "uncovered"),
    [
        ("", "", ""),
        ("1:1=1 3:2.", "1 2 3", ""),
        ("1:1=0 2:5=4 2:9~0 3:2.", "2", "1 3"),
        ("1:1=1 2:1=0 4:1~1 5:1.", "1 2 5", "3 4"),
        ("1:1=5 2:1! 3:1~5 4:1.", "1 4", ""),
        ("1:1=5 1:8g0 3:1=5 3:5.", "1 3", "2"),
        ("1:1=1 1:9. 4:1=0 4:9.", "1", "4"),
    ],
    ids=["nothing", "one region", "two on a line", "a region within", "skipped", "a gap", "two functions"],
)
def test_the_rules_of_lines(segments: str, covered: str, uncovered: str) -> None:
    """What begins on a line, or goes on from the line before, decides; the busiest wins."""
    lines = [frozenset(map(int, words.split())) for words in (covered, uncovered)]

    assert (FileLines("a.rs", lines[0], lines[1]),) == read_llvm_cov(export(segments))


STRANGE = ("\ud800", "\x00", '"', "{", "]", ",", "9" * 30, "-", "\u2028")
FOREIGN = ("", "{}", "[]", '{"type":"other","data":[]}', '{"files":[{"path":[1]}]}', "{" * 100_000, '{"data":[1e999]}')


@pytest.mark.parametrize("read", [read_llvm_cov, read_cargo_tarpaulin])
@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_foreign_text(read: object, text: str) -> None:
    """What is no report is none; nothing is raised."""
    assert callable(read)
    assert None is read(text)


@pytest.mark.parametrize("name", ["llvm_cov/export.json", "tarpaulin/report.json", "llvm_cov/old_tools.txt"])
def test_damaged_text(name: str) -> None:
    """Whatever becomes of a report, its readers give an answer."""
    text, random = captured(name), Random(7)  # noqa: S311 - the same damage every time
    for _ in range(200):
        pieces = list(text[: random.randrange(len(text) + 1)] if random.random() < 0.2 else text)
        for _ in range(min(random.randrange(1, 9), len(pieces))):
            pieces[random.randrange(len(pieces))] = random.choice(STRANGE)
        damaged = "".join(pieces)
        read_llvm_cov(damaged)
        read_cargo_tarpaulin(damaged)
        read_coverage_talk(damaged)
        not_compiled(damaged)


def test_a_number_that_no_file_has() -> None:
    """A line beyond all measure is no line."""
    assert None is read_llvm_cov(export("1:1=1").replace("[1, 1, 1", "[999999999999, 1, 1"))


def test_a_report_of_tarpaulin() -> None:
    """Its path comes in pieces; a line is code when it has a count."""
    found = read_cargo_tarpaulin(captured("tarpaulin/report.json"))

    assert found is not None
    [file] = found
    assert ("/ws/src/lib.rs", 18, 10) == (file.path, len(file.covered), len(file.uncovered))
    assert {10, 15, 17, 18, 20} <= file.uncovered


@pytest.mark.parametrize(
    ("name", "unreadable"),
    [
        ("without_zlib.txt", "built without zlib support"),
        ("old_tools.txt", "unsupported instrumentation profile format"),
    ],
)
def test_tools_that_do_not_fit(name: str, unreadable: str) -> None:
    """What they say after the tests is understood as being about the tools."""
    talk = read_coverage_talk(captured(f"llvm_cov/{name}"))

    assert unreadable in talk.unreadable
    assert talk.complaint.startswith("error: no profile can be merged\nerror: failed to merge profile data")
    assert (0, False, True) == (talk.mismatched, talk.nothing_to_cover, talk.needs_other_tools)


def test_a_damaged_profile() -> None:
    """A process that was killed while it wrote leaves a profile that no other tool could read either."""
    said = "warning: /ws/target/x.profraw: invalid instrumentation profile data (file header is corrupt)"
    talk = read_coverage_talk(f"\ntest result: ok. 1 passed\n{said}\nerror: no profile can be merged\n")

    assert (said, False) == (talk.unreadable, talk.needs_other_tools)


def test_a_crate_without_code() -> None:
    """Nothing to instrument is no fault of the tools."""
    assert read_coverage_talk(captured("llvm_cov/no_code.txt")).nothing_to_cover


def test_what_tests_print_is_not_the_tool() -> None:
    """Before the last test result anybody may speak; after it only the tool does."""
    printed = "warning: 3 functions have mismatched data\nerror: no profile can be merged"
    result = "\ntest result: ok. 1 passed; 0 failed; 0 ignored\n"

    assert CoverageTalk("", 0, nothing_to_cover=False, complaint="") == read_coverage_talk(printed + result)
    assert 3 == read_coverage_talk(result + printed).mismatched


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("LLVM (http://llvm.org/):\n  LLVM version 22.1.8\n  Optimized build", "22.1.8"),
        ("Debian LLVM version 14.0.6\n", "14.0.6"),
        ("LLVM (http://llvm.org/):\n  LLVM version 22.1.2-rust-1.95.0-stable\n", "22.1.2"),
        ("host: x86_64\nrelease: 1.95.0\nLLVM version: 22.1.2\n", "22.1.2"),
        ("llvm-profdata: Unknown command!", ""),
    ],
)
def test_versions(text: str, version: str) -> None:
    """Rustc and the tools write the version of their LLVM in two ways."""
    assert version == llvm_version(text)


def test_only_tarpaulins_own_word_is_a_failed_build() -> None:
    """What compiles gives no finding."""
    assert 1 == len(not_compiled(captured("tarpaulin/not_compiled.txt")))
    assert () == not_compiled(captured("tarpaulin/passed.txt"))
