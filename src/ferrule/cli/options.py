"""Options that every command takes, and how their output is opened."""

import contextlib
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ferrule.cli.workflow_log import log_safe
from ferrule.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


class Format(StrEnum):
    """How a result is written; each command takes those that have something to say of it."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"
    HTML = "html"


PLAIN: Final = (Format.TEXT, Format.JSON)


def format_option(*fits: Format) -> Any:
    """Give `--format` for a command with these formats; another is refused with the list of them."""

    def known(word: str) -> Format:
        if word not in fits:
            raise typer.BadParameter(f"{word!r} is not one of {', '.join(repr(one.value) for one in fits)}.")
        return Format(word)

    names = f"<{'|'.join(fits)}>"
    return typer.Option("--format", parser=known, metavar=names, help="How the result is written to stdout.")


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        metavar="PATH",
        help="A folder in the Cargo workspace, or its Cargo.toml.",
        show_default="the current folder",
    ),
]
FormatOption = Annotated[Format, format_option(*PLAIN)]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No talk on stderr, only the result.")]
HERE = Path()


def out() -> "Console":
    """Give the console for results; plain in a pipe, coloured on a terminal unless NO_COLOR is set."""
    from rich.console import Console

    return Console(file=log_safe(sys.stdout), width=_width(sys.stdout.isatty()), emoji=False, markup=False)


def talk(quiet: bool) -> "Console":
    """Give the console for what is not a result; it falls silent when nobody reads it any more."""
    from ferrule.report.talk import Talk

    width = _width(sys.stderr.isatty())
    return Talk(file=log_safe(sys.stderr), quiet=quiet, width=width, emoji=False, markup=False)


def print_json(value: dict[str, object]) -> None:
    """Write one JSON object to standard output."""
    from ferrule.report.json_text import json_text

    with reading_may_stop():
        log_safe(sys.stdout, as_json=True).write(json_text(value) + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def reading_may_stop() -> "Iterator[None]":
    """Let whoever reads our output stop at any time (`| head`): the verdict's exit code stands.

    Raises:
        WrongUse: where it cannot be written for another reason, such as a full disk.
    """
    try:
        yield
    except (BrokenPipeError, SystemExit):  # the second is rich's answer to the first
        _write_nowhere()
    except OSError as refusal:
        if refusal.filename is not None:  # of a file that was read meanwhile
            raise
        _write_nowhere()
        raise WrongUse(f"standard output: {refusal.strerror or refusal}: the result is lost") from refusal


def _write_nowhere() -> None:
    """Leave the standard output, and what is still to be written to it, for good."""
    sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _width(on_terminal: bool) -> int | None:
    """Give a fixed width for pipes, so that logs do not depend on who looks; None: ask the terminal."""
    return None if on_terminal or "COLUMNS" in os.environ else 120
