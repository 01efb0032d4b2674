"""The script in a workflow's file: which line of it is which line of the file, and what is filled in beforehand."""

from collections.abc import Callable, Mapping
from typing import Final

from ferrule.discovery.yaml_nodes import Scalar

_NOT_WIDE: Final = ("CARGO_TERM_", "CARGO_NET_", "CARGO_INCREMENTAL", "CARGO_HOME", "CARGO_REGISTR", "CARGO_PROFILE_")
_WIDE: Final = ("RUSTFLAGS", "RUSTDOCFLAGS", "MIRIFLAGS", "CARGO_", "LOOM_", "PROPTEST_", "RUSTUP_TOOLCHAIN")
_BLOCKS: Final = ("|", ">")
_LONGEST: Final = 100_000
"""Longer scripts are not read."""
_TELLING: Final = 24
"""Characters of a line that are looked for in a text that was folded."""


def lines_of(scalar: Scalar, text: str, source: list[str]) -> Callable[[int, int], int]:
    """Give what finds the line in the file for a place in a scalar's text, however YAML folded it.

    Args:
        scalar: as it was read.
        text: its text once other languages' parts are filled in or cut out; as many lines.
        source: the lines of the file.
    """
    begin = scalar.line - 1 + (1 if scalar.style in _BLOCKS else 0)
    if len(text) > _LONGEST:
        return lambda *_: scalar.line
    if scalar.style == "|":
        return lambda row, _: begin + row + 1
    rows = [0]
    for row in text.split("\n"):
        rows.append(rows[-1] + len(row) + 1)
    marks = _marks(text, source[: scalar.last], begin)

    def line_of(row: int, column: int) -> int:
        offset = rows[min(row, len(rows) - 1)] + column
        return max((line for start, line in marks if start <= offset), default=scalar.line)

    return line_of


def _marks(text: str, source: list[str], begin: int) -> list[tuple[int, int]]:
    """Give where in the text each line of the file begins."""
    marks, at = [], 0
    for number in range(begin, len(source)):
        line = source[number].strip().removeprefix("- ").strip()
        telling = line.split("${{")[0].split("[[")[0][:_TELLING].strip()
        if number == begin and telling not in text:  # the first line of a scalar that begins behind its key
            marks.append((0, number + 1))
            continue
        found = text.find(telling, at) if telling else -1
        if found < 0:
            if telling and at >= len(text.rstrip()):
                break
            continue
        marks.append((found, number + 1))
        at = found + len(telling)
        if not text[at:].strip():
            break
    return marks


def wide(variables: Mapping[str, str]) -> dict[str, str]:
    """Give those variables of a job or a file that matter to each command in it."""
    return {
        name: value for name, value in variables.items() if name.startswith(_WIDE) and not name.startswith(_NOT_WIDE)
    }
