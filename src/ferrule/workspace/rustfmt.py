"""A source text as rustfmt lays it out, without writing a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.workspace.cargo_env import PLAIN

_TIMEOUT_S: Final = 60.0
_MOST_BYTES: Final = 1 << 26


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What rustfmt made of a text."""

    content: bytes | None
    """None when it made nothing of it."""
    why: str = ""


def laid_out(path: Path, content: bytes, edition: str) -> LaidOut:
    """Give the text as rustfmt would write it at `path`, under the settings that count there.

    It reads from its standard input, and so leaves modules in other files alone.
    """
    argv = ("rustfmt", "--edition", edition, "--emit", "stdout", "--color", "never")
    command = Command(argv, path.parent, _TIMEOUT_S, PLAIN, keep_bytes=_MOST_BYTES, stdin=content)
    outcome = run(command)
    if not outcome.ok or outcome.stdout.cut_bytes:
        return LaidOut(None, outcome.stderr.text.strip().split("\n")[0] or outcome.note or "its answer is too long")
    made = outcome.stdout.text.encode("utf-8")
    if content.strip() and not made:
        return LaidOut(None, "rustfmt gave nothing back")
    return LaidOut(made.replace(b"\n", b"\r\n") if _has_crlf(content) and not _has_crlf(made) else made)


def _has_crlf(content: bytes) -> bool:
    """Tell whether the first line ends as on Windows: rustfmt keeps that in a file, not in what it reads."""
    return content.split(b"\n", 1)[0].endswith(b"\r")
