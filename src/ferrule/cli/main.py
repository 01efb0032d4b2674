"""The program: all commands, and the one place where foreseen failures become words and exit codes."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final

import typer

from ferrule import __version__
from ferrule.cli import options
from ferrule.cli.interrupts import heed
from ferrule.cli.observed import observed
from ferrule.cli.verbose import VerboseGroup, add_verbose
from ferrule.cli.workflow_log import log_safe
from ferrule.errors import FerruleError, WrongUse

INTERRUPTED = 130
_COMMANDS: Final = (
    *("init", "check", "watch", "fix", "undo", "incidents", "doctor", "tools", "trust", "history", "stats"),
    *("task", "definitions", "config", "clean", "demo"),
)
"""In the order of `--help`."""

app = typer.Typer(
    name="ferrule",
    cls=VerboseGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # the rich help takes 0.14 s to import
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Run the gates of a Rust workspace, show what they saw, and say why each skipped one did not run.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ferrule {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take what stands before the command."""


def _add(names: Iterable[str]) -> None:
    """Take in commands, each from the module of its name: one command need not wait for the imports of ten."""
    for name in names:
        module = import_module(f"ferrule.cli.{name}")
        group = getattr(module, "app", None)
        if isinstance(group, typer.Typer):  # and no module below it that is called so
            app.add_typer(group, name=name)
        else:
            app.command(name)(getattr(module, name))
    add_verbose(app)


def main() -> int:
    """Give the exit code of ferrule run with the words of this process.

    `cargo ferrule check` arrives as `cargo-ferrule ferrule check`.
    """
    sys.stderr = log_safe(sys.stderr)  # manifests, options and tracebacks hold foreign words, too
    words = sys.argv[1:]
    if Path(sys.argv[0]).name.startswith("cargo-ferrule") and words[:1] == ["ferrule"]:
        words = words[1:]
    words = [_with_default(word, words[at + 1 : at + 2]) for at, word in enumerate(words)]
    if "--adopt" in words:
        from ferrule.cli.discover import spread

        words = spread(words)
    sys.argv[1:] = words
    heed()
    return guard(words)


def _with_default(word: str, following: list[str]) -> str:
    """Give `--changed` an empty value where none follows: typer knows no option whose value may be left out."""
    lacks_value = not following or following[0].startswith("-")
    return "--changed=" if word == "--changed" and lacks_value else word


def guard(words: list[str]) -> int:
    """Run one command line and give its exit code; a bug keeps its traceback."""
    _add(words[:1] if words[:1] and words[0] in _COMMANDS else _COMMANDS)
    with observed(words, _COMMANDS) as run:
        code = _exit_code(words)
        run.set(exit_code=code)
    return code


def _exit_code(words: list[str]) -> int:
    try:
        app(words, prog_name="ferrule")
    except FerruleError as fault:
        _tell(fault, words)
        return fault.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:  # typer's way out of wrong use, `--help` and each command
        code = end.code if isinstance(end.code, int) else 0
        if code == WrongUse.exit_code and _wants_json(words):
            _print_error("WrongUse", "these words were not understood; stderr says why", WrongUse.hint, code)
        return code
    return 0


def _tell(fault: FerruleError, words: list[str]) -> None:
    from ferrule.process.redact import mask
    from ferrule.report.escape import for_terminal

    sys.stderr.write(f"error: {for_terminal(mask(str(fault)))}\n  hint: {fault.hint}\n")
    if _wants_json(words):
        _print_error(type(fault).__name__, str(fault), fault.hint, fault.exit_code)


def _wants_json(words: list[str]) -> bool:
    return "--format=json" in words or ("--format", "json") in pairwise(words)


def _print_error(kind: str, message: str, hint: str, code: int) -> None:
    from ferrule.process.redact import mask

    value = {"schema": "ferrule.error/1", "error": kind, "message": message, "hint": hint, "exit_code": code}
    with suppress(WrongUse):  # stderr has told what went wrong
        options.print_json({key: mask(word) if isinstance(word, str) else word for key, word in value.items()})
