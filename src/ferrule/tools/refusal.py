"""Why a tool could not be brought, in words that help; from what pip, uv, cargo or rustup said."""

import re
from dataclasses import dataclass
from typing import Final

from ferrule.process.command import Ended, Outcome
from ferrule.process.redact import mask

_LONGEST: Final = 300
_MISMATCH: Final = re.compile(r"DO NOT MATCH THE HASHES|Hash mismatch", re.IGNORECASE)
_GOT: Final = re.compile(r"(?:Got|Computed:\s+sha256:)\s*([0-9a-f]{64})")
_FULL: Final = re.compile(r"No space left on device|Disk quota exceeded", re.IGNORECASE)
_CLOSED: Final = re.compile(r"Permission denied|Read-only file system", re.IGNORECASE)
_NO_LINE: Final = re.compile(
    r"Retrying \(Retry|Connection (?:refused|reset|broken|aborted|timed out)|ConnectTimeout|ReadTimeout"
    r"|ProxyError|SSLError|CERTIFICATE_VERIFY|name resolution|dns error|tunnel error|error sending request"
    r"|Request failed after|Could not (?:connect|resolve)|spurious network error"
    r"|failed to (?:download|fetch|query)|IncompleteRead",
    re.IGNORECASE,
)
_BROKEN_BY: Final = re.compile(r"connection broken by '(\w+)\((.+)\)': ")
_QUOTES: Final = "'\"()"
_ABSENT: Final = re.compile(r"No matching distribution found|there is no version of|not found in the package registry")
_SAID: Final = re.compile(r"^\s*(?:error|cause|ERROR)\s*:\s*(.+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why it is not there."""

    detail: str
    remedy: str = ""
    absent: bool = False
    """The index was reached and does not offer the file: another way may work."""


def refusal(outcome: Outcome, what: str) -> Refusal:
    """Give why a program that was to bring `what` did not."""
    # Masked as a whole before anything is cut: half a password in an address has no shape left to know it by.
    text = mask(f"{outcome.stderr.text}\n{outcome.stdout.text}")
    if outcome.ended is not Ended.EXITED:
        return Refusal(mask(f"{outcome.argv[0]} {outcome.ended}: {outcome.note}".rstrip(": ")))
    if _MISMATCH.search(text):
        got = _GOT.search(text)
        other = f" but {got[1]}" if got else ""
        detail = f"{what} does not have the pinned sha256{other}: nothing of it was unpacked"
        return Refusal(detail, "ask whoever runs the package index; somebody may have tampered with the file")
    if _FULL.search(text):
        return Refusal("the disk is full (No space left on device)", "free space, then run it again")
    said = _last(text)
    if _CLOSED.search(said):
        return Refusal(said, "make the folder writable, then run it again")
    if _NO_LINE.search(text):
        remedy = "mend the network or the proxy (HTTPS_PROXY), or use --wheels FOLDER"
        return Refusal(f"not downloaded: {_broke(text)}", remedy)
    return Refusal(said, absent=bool(_ABSENT.search(text)))


def no_room(fault: OSError) -> Refusal:
    """Give why ferrule's own folder could not be written."""
    remedy = "free space, then run it again" if _FULL.search(str(fault)) else "make the folder writable"
    return Refusal(f"{fault.strerror or fault}: {fault.filename or 'the folder of tools'}", remedy)


def _broke(text: str) -> str:
    """Give what broke the line: the innermost cause that pip or uv tells, with pip's name for it."""
    if told := _BROKEN_BY.search(text):
        return f"{told[1]}: {told[2].rpartition(': ')[2].strip(_QUOTES)}"[:_LONGEST]
    found = _SAID.findall(text)
    return (found[-1] if found else _last(text))[:_LONGEST]


def _last(text: str) -> str:
    """Give the line that says most: the first error of a tool that tells its errors, else the last line."""
    found = _SAID.findall(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return (found[0] if found else lines[-1] if lines else "it said nothing")[:_LONGEST]
