"""Options that every command takes, and how their output is opened."""

import contextlib
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


class Format(StrEnum):
    """How the result is written to standard output."""

    TEXT = "text"
    JSON = "json"


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        metavar="PATH",
        help="A folder in the Cargo workspace, or its Cargo.toml.",
        show_default="the current folder",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How the result is written to stdout.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No talk on stderr, only the result.")]
HERE = Path()


def out() -> "Console":
    """Give the console for results; plain in a pipe, coloured on a terminal unless NO_COLOR is set."""
    from rich.console import Console

    return Console(file=sys.stdout, width=_width(sys.stdout.isatty()), emoji=False, markup=False)


def talk(quiet: bool) -> "Console":
    """Give the console for what is not a result."""
    from rich.console import Console

    return Console(file=sys.stderr, quiet=quiet, width=_width(sys.stderr.isatty()), emoji=False, markup=False)


def print_json(value: dict[str, object]) -> None:
    """Write one JSON object to standard output."""
    from ferrule.report.json_text import json_text

    with reading_may_stop():
        sys.stdout.write(json_text(value) + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def reading_may_stop() -> "Iterator[None]":
    """Let whoever reads our output stop at any time (`| head`): the verdict's exit code stands."""
    try:
        yield
    except (BrokenPipeError, SystemExit):  # the second is rich's answer to the first
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end


def _width(on_terminal: bool) -> int | None:
    """Give a fixed width for pipes, so that logs do not depend on who looks; None: ask the terminal."""
    return None if on_terminal or "COLUMNS" in os.environ else 120
