"""What `cargo hack` printed: one run of Cargo for each set of features."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen

_RUN = re.compile(
    r"info: running `cargo (?P<words>[^`]{0,4000})` on (?P<package>\S{1,300}) \([0-9]{1,6}/(?P<of>[0-9]{1,6})\)$"
)
_FEATURES = re.compile(r"--(?:no-default-features|all-features|features(?: |=)\S+)")


@dataclass(frozen=True, slots=True)
class _Run:
    features: str
    package: str
    of: int
    """How many runs there are in all."""
    reading: Reading
    complaint: str


def read_cargo_hack(text: str, root: Path, members: frozenset[str]) -> Reading:
    """Turn both pipes of `cargo hack check --each-feature --message-format=json`, in one, into findings and a count.

    Each error is given once and tells with which features it comes. A set of features counts when its run came to
    an end; the whole is finished when all of them did.

    Args:
        text: the output, lines of both pipes in their order.
        root: the folder of the workspace.
        members: ids of the packages whose units count.
    """
    runs = [run for head, body in _sections(text) if (run := _run(head, body, root, members))]
    ended = sum(run.reading.finished is not None and _saw(run.reading) for run in runs)
    due = runs[-1].of if runs else 0
    good = [run.reading.finished is True and _saw(run.reading) for run in runs]
    complaint = next((run.complaint for run in runs if run.complaint), "") or cargo_complaint(text)
    return Reading(
        _findings(runs),
        Seen("feature sets", ended) if runs else None,
        finished=(all(good) or None) if len(runs) == due and runs else None,
        complaint=complaint,
        undecided=next((run.reading.undecided for run in runs if run.reading.undecided), None),
    )


def _saw(reading: Reading) -> bool:
    """Give whether a run compiled anything, or said why not: one that saw nothing is no proof for its features."""
    return bool(reading.findings) or (reading.seen is not None and reading.seen.count > 0)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield the line that opens each run, with what was printed until the next."""
    head: str | None = None
    body: list[str] = []
    for line in text.split("\n"):
        if line.startswith("info: running `"):
            if head is not None:
                yield head, "\n".join(body)
            head, body = line, []
        else:
            body.append(line)
    if head is not None:
        yield head, "\n".join(body)


def _run(head: str, body: str, root: Path, members: frozenset[str]) -> _Run | None:
    opened = _RUN.match(head)
    if opened is None:
        return None
    features = " ".join(_FEATURES.findall(opened["words"])) or "the default features"
    reading = read_cargo_json(body, root, members)
    return _Run(features, opened["package"], int(opened["of"]), reading, cargo_complaint(body))


def _findings(runs: list[_Run]) -> tuple[Finding, ...]:
    """Give each finding once, at its worst, with the first set of features and the number of others."""
    places: dict[tuple[object, ...], list[str]] = {}
    worst: dict[tuple[object, ...], Finding] = {}
    for run in runs:
        for finding in run.reading.findings:
            places.setdefault(finding.key, []).append(run.features)
            known = worst.get(finding.key)
            if known is None or (known.level is not Level.ERROR and finding.level is Level.ERROR):
                worst[finding.key] = finding
    return tuple(replace(finding, message=_told(finding, places[key])) for key, finding in worst.items())


def _told(finding: Finding, sets: list[str]) -> str:
    others = len(set(sets)) - 1
    more = f" and {others} more" if others else ""
    return f"{finding.message} (with {sets[0]}{more})"
