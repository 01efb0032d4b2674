"""No reader raises, whatever text it is handed, and none loses a line."""

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Final

import pytest

from diagnostics.captured import DEMO, FOLDER, ROOT
from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.junit import read_junit
from ferrule.diagnostics.libtest import read_libtest
from ferrule.diagnostics.rustfmt import read_rustfmt
from ferrule.facts.reading import Reading

CAPTURED: Final = {str(path.relative_to(FOLDER)): path for path in sorted(FOLDER.glob("*/*"))}
READERS: Final[dict[str, Callable[[str], object]]] = {
    "cargo_json": partial(read_cargo_json, root=ROOT, members=DEMO),
    "executables": executables,
    "cargo_words": cargo_complaint,
    "libtest": partial(read_libtest, binaries={"it-1": "pkg::it"}, root=ROOT),
    "junit": read_junit,
    "rustfmt": partial(read_rustfmt, root=ROOT),
}
STRANGE: Final = [
    "\ud800",
    "\u2028",
    "\x00",
    "\x1b[31m",
    "\r",
    "\x85",
    "²",
    "\ufeff",
    "9" * 5000,
    "\n",
    '"',
    "{",
    "}",
    ":",
]
SEEDS_A_FILE = 12
LARGE = 2_000_000


def mutations(text: str, random: Random) -> Iterator[str]:
    """Yield the text cut short, with strange characters in it, with lines swapped, and with pieces doubled or lost."""
    cut = random.randrange(len(text) + 1)
    yield text[:cut]
    yield text[cut:]
    pieces = list(text)
    for _ in range(random.randrange(1, 20)):
        pieces[random.randrange(len(pieces))] = random.choice(STRANGE)
    yield "".join(pieces)
    lines = text.split("\n")
    random.shuffle(lines)
    yield "\n".join(lines)
    begin, end = sorted((cut, random.randrange(len(text) + 1)))
    yield text[:begin] + text[end:]
    yield text[:end] + text[begin:]


def is_cargos(line: str) -> bool:
    """Tell, in the simplest way, whether a line is of Cargo's JSON."""
    try:
        return bool(json.loads(line)["reason"])
    except (ValueError, KeyError, TypeError):
        return False


@pytest.mark.parametrize("name", CAPTURED)
def test_mutations_of_real_output(name: str) -> None:
    """Real output, mutilated in many ways, is read by every reader without an error."""
    text = CAPTURED[name].read_text("utf-8")
    random = Random(name)  # noqa: S311 - seeded, so that a failure comes again
    for _ in range(SEEDS_A_FILE):
        for mutated in mutations(text, random):
            for read in READERS.values():
                read(mutated)


@pytest.mark.parametrize("name", CAPTURED)
def test_no_line_is_lost(name: str) -> None:
    """Each line that is not Cargo's JSON is handed back, in order; each line that is handed back was there."""
    random = Random(name)  # noqa: S311 - seeded, so that a failure comes again
    for mutated in mutations(CAPTURED[name].read_text("utf-8"), random):
        lines = mutated.removesuffix("\n").split("\n")
        unread = read_cargo_json(mutated, ROOT, DEMO).unread
        rest = iter(lines)

        assert all(line in rest for line in unread)
        assert not {line for line in lines if not is_cargos(line)} - set(unread)


@pytest.mark.parametrize("reader", READERS)
def test_garbage(reader: str) -> None:
    """Random characters of all planes, halves of surrogate pairs among them, are read without an error."""
    random = Random(reader)  # noqa: S311 - seeded, so that a failure comes again
    for size in (0, 1, 10, 1_000, 10_000):
        READERS[reader]("".join(chr(random.randrange(0x110000)) for _ in range(size)))
        READERS[reader](bytes(random.randrange(256) for _ in range(size)).decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        " ",
        "{",
        "[",
        '{"reason":',
        "test ",
        "test a ... ",
        "test a" + " " * 600,
        "panicked at ",
        "panicked at 'a', ",
        "     Running x (",
        "   Doc-tests ",
        "Diff in /a:1:",
        "error: test failed, to rerun pass ",
        " <",
        "ignored, ",
        " - (line 1",
        " --> a:1:1:",
    ],
)
@pytest.mark.parametrize("reader", READERS)
def test_huge_lines(reader: str, piece: str) -> None:
    """A line of two million characters takes no time to speak of, whatever it repeats."""
    start = time.process_time()
    for head in ("", "error: a\n", "     Running it (it-1)\nrunning 1 test\n", "Diff in /a:1:\n"):
        READERS[reader](head + piece * (LARGE // len(piece)))

    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    "line", ["test a ... ok", "---- a stdout ----", "failures:", "running 1 test", "error: a", "panicked at a:1"]
)
def test_many_lines(line: str) -> None:
    """A hundred thousand equal lines of any form are read in a moment."""
    start = time.process_time()
    text = "     Running it (it-1)\nrunning 1 test\nfailures:\n" + f"{line}\n" * 100_000
    for read in READERS.values():
        read(text)

    assert time.process_time() - start < 15


def test_only_a_newline_ends_a_line() -> None:
    """Other characters that Python takes for line ends stay within their line."""
    text = "one\u2028two\x85three\x0bfour\n"

    assert Reading(unread=("one\u2028two\x85three\x0bfour",)) == read_cargo_json(text, ROOT, DEMO)
    assert Reading(unread=("one\u2028two\x85three\x0bfour",)) == read_rustfmt(text, ROOT)
    assert ("one\u2028two\x85three\x0bfour",) == read_libtest(text, {}, ROOT).unread
