"""The JSON of `cargo shear`: dependencies that a manifest declares and no code uses."""

from collections.abc import Mapping
from typing import Final

import msgspec

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, distinct

_LEVELS: Final = {"error": Level.ERROR, "warning": Level.WARNING, "advice": Level.HELP}
_SHOWN = 200


class _Location(msgspec.Struct, frozen=True):
    """Where in its file, in bytes."""

    offset: int


class _Finding(msgspec.Struct, frozen=True):
    code: str
    severity: str
    message: str
    file: str | None = None
    location: _Location | None = None
    help: str = ""


class _Summary(msgspec.Struct, frozen=True):
    errors: int


class _Report(msgspec.Struct, frozen=True):
    """What the verdict hangs on has no default: another form of report must not look like a clean one."""

    summary: _Summary
    findings: tuple[_Finding, ...]


def read_cargo_shear(text: str, manifests: Mapping[str, str]) -> Reading:
    """Turn a report into findings; how many dependencies were looked at, it does not tell.

    Args:
        text: standard output.
        manifests: the text of each by its path relative to the workspace, to turn offsets into lines.
    """
    try:
        report = msgspec.json.decode(text, type=_Report)
        findings = distinct(_finding(finding, manifests) for finding in report.findings)
    except Exception:  # noqa: BLE001 - the text may be anything; it must not end the run
        return Reading(unread=(text[:_SHOWN],) if text.strip() else ())
    is_clean = not report.summary.errors and not any(f.level is Level.ERROR for f in findings)
    return Reading(findings, finished=is_clean)


def _finding(said: _Finding, manifests: Mapping[str, str]) -> Finding:
    line, column = _place(manifests.get(said.file or ""), said.location)
    rendered = "\n".join(part for part in (f"{said.severity}[{said.code}]: {said.message}", said.help) if part)
    return Finding(
        "cargo-shear", said.code, _LEVELS[said.severity], said.message, said.file, line, column, rendered=rendered
    )


def _place(text: str | None, location: _Location | None) -> tuple[int | None, int | None]:
    """Give line and column, in characters; None for both where the file is not at hand or too short."""
    content = text.encode() if text is not None else b""
    if location is None or not 0 <= location.offset < len(content):
        return None, None
    before = content[: location.offset].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
