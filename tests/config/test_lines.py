"""Each key and element has the line on which it stands, whatever form TOML gives it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ferrule.config.lines import Lines
from ferrule.config.lines import Path as Place

TEXT = '''# a comment with [brackets] and = signs
top = "a # no comment"   # one
"quoted.key" = 1
'single "quoted"' = 2
"esc\\u0061ped" = 3
dotted . "two" = { inline = [1, [2, 3]], "x" = 'y' }
when = 1979-05-27 07:32:00
long = """
[no] = table
""""
raw = \'\'\'
it's [[not]] one\'\'\'
empty = []

[table.below]  # a comment
key = [
  "a",  # ]
  "b",
]

[[many]]
id = "first"
[[many.inner]]
n = 1
[[many.inner]]
n = 2
[many.only]
x = inf

[[many]]
id = "second"
[[many.inner]]
n = 3
'''


def places(value: Any, above: Place = ()) -> Iterator[Place]:
    """Yield each key and element of what the standard library read."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in entries:
        yield (*above, key)
        yield from places(one, (*above, key))


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), ""], ids=["lf", "crlf", "empty"])
def test_all_that_was_read_has_a_place(text: str) -> None:
    """No key is lost and none is invented."""
    assert set(places(tomllib.loads(text))) == Lines(text).paths


def test_manifests_of_this_project_are_understood() -> None:
    """TOML that was not written for this test: the manifests and the lock of the demonstration, and pyproject.toml."""
    root = Path(__file__).parents[2]
    files = [root / "pyproject.toml", *sorted((root / "src/ferrule/demo").rglob("Cargo.*"))]

    assert len(files) > 4
    for file in files:
        text = file.read_text()
        assert set(places(tomllib.loads(text))) == Lines(text).paths


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("top",), "top ="),
        (("quoted.key",), '"quoted.key" = 1'),
        (("escaped",), '"esc'),
        (("dotted", "two", "inline", 1, 0), "dotted . "),
        (("raw",), "raw ="),
        (("table", "below", "key", 1), '  "b",'),
        (("many", 0, "inner", 1, "n"), "n = 2"),
        (("many", 0, "only", "x"), "x = inf"),
        (("many", 1), "[[many]]"),
        (("many", 1, "id"), 'id = "second"'),
        (("many", 1, "inner", 0, "n"), "n = 3"),
        (("many", 1, "missing"), "[[many]]"),
    ],
    ids=str,
)
def test_the_line_is_where_it_stands(path: Place, words: str) -> None:
    """A missing key has the line of what should hold it; elements of arrays have lines of their own."""
    line = Lines(TEXT).line(path)

    assert TEXT.split("\n")[line - 1].startswith(words)
    assert ("many", 1) != path[:2] or line > 28
