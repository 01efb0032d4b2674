"""Files for reports: looked at before the work begins, written whole or not at all."""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.cli.options import Format
from ferrule.errors import WrongUse

SUMMARY: Final = "GITHUB_STEP_SUMMARY"
_STREAM: Final = re.compile(r"/dev/(?:fd/|std(?:in|out|err)\Z)|/proc/.*/fd/")
_SUMMARY_LIMIT: Final = 1024 * 1024
"""Bytes that GitHub takes for the summary of one step; of a larger one it shows nothing."""


@dataclass(frozen=True, slots=True)
class Output:
    """One report that goes to a file."""

    format: Format
    named: str
    """The file as the user wrote it."""
    file: Path
    """Where it lies, links followed."""


def checked(given: Iterable[str], fits: tuple[Format, ...]) -> tuple[Output, ...]:
    """Give the outputs that words such as `sarif=out/ferrule.sarif` ask for.

    Raises:
        WrongUse: for words of another form, a format that does not fit, a file that cannot be written or comes twice.
    """
    found: dict[Path, Output] = {}
    for words in given:
        output = _read(words, fits)
        if output.file in found:
            raise WrongUse(f"--output {words}: {found[output.file].named!r} is the same file")
        found[output.file] = output
    return tuple(found.values())


def _read(words: str, fits: tuple[Format, ...]) -> Output:
    name, sign, file = words.partition("=")
    known = ", ".join(fits)
    if not sign or not file:
        raise WrongUse(f"--output {words}: FORMAT=FILE is asked for, such as {fits[-1]}=report.{fits[-1]}")
    if name not in fits:
        raise WrongUse(f"--output {words}: no format {name!r} here; these work: {known}")
    if file == "-":
        raise WrongUse(f"--output {words}: standard output is what `--format {name}` is for")
    try:
        place = _place(file)
        fault = _fault(place)
    except (OSError, RuntimeError, ValueError) as refusal:
        fault = str(refusal)
    if fault:
        raise WrongUse(f"--output {words}: {fault}")
    return Output(Format(name), file, place)


def _place(file: str) -> Path:
    """Give where a file lies, links followed; not those of streams, where `stderr` may lead to somebody's log."""
    named = Path(os.path.normpath(Path(file).absolute()))
    return named if _is_stream(named) else Path(file).resolve()


def _fault(file: Path) -> str:
    """Give what stands in the way of writing a file; empty where nothing does."""
    if file.is_dir():
        return "this is a folder"
    if not file.parent.is_dir():
        return f"there is no folder {file.parent}"
    if _is_special(file):
        return "" if os.access(file, os.W_OK) else "it cannot be written"
    if not os.access(file.parent, os.W_OK | os.X_OK):
        return f"nothing can be written in {file.parent}"
    if file.exists() and not os.access(file, os.W_OK):
        return "it cannot be written"
    return ""


def written(output: Output, chunks: Iterable[str]) -> str:
    """Write a report beside its file and put it in place; gives why it is lost, empty where it is not.

    What is no file of its own, such as a pipe or `/dev/stderr`, is written as it stands.
    """
    try:
        if _is_special(output.file):
            with output.file.open("a", encoding="utf-8", errors="replace") as file:
                file.writelines(chunks)
        else:
            _put(output.file, chunks)
    except OSError as refusal:
        return f"{output.named}: {refusal.strerror or refusal}: the {output.format} report is lost"
    return ""


def _put(place: Path, chunks: Iterable[str]) -> None:
    from secrets import token_hex  # it imports much, and most runs write no file

    beside = place.with_name(f".ferrule.{token_hex(4)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.writelines(chunks)
            file.flush()
            with suppress(FileNotFoundError):
                os.fchmod(descriptor, stat.S_IMODE(place.stat().st_mode))
            os.fsync(descriptor)
        beside.replace(place)
    except BaseException:  # an interrupt too leaves nothing behind
        beside.unlink(missing_ok=True)
        raise


def summary_room() -> int | None:
    """Give how many bytes the summary of this GitHub step has room for; None where there is no summary."""
    name = os.environ.get(SUMMARY)
    if not name:
        return None
    with suppress(OSError):
        return max(0, _SUMMARY_LIMIT - Path(name).stat().st_size)
    return _SUMMARY_LIMIT


def write_summary(chunks: Iterable[str]) -> str:
    """Append to the summary of this GitHub step; gives why that is lost, empty where it is not."""
    name = os.environ[SUMMARY]
    try:
        with Path(name).open("a", encoding="utf-8", errors="replace") as file:
            file.writelines(chunks)
    except OSError as refusal:
        return f"{SUMMARY} ({name}): {refusal.strerror or refusal}: the summary of this step is lost"
    return ""


def _is_special(file: Path) -> bool:
    return _is_stream(file) or (file.exists() and not file.is_file())


def _is_stream(file: Path) -> bool:
    """Give whether a path names what a process has open: it may lead to an ordinary file, and is none."""
    return _STREAM.match(str(file)) is not None
