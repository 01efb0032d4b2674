"""Cargo's JSON output: what the compiler said, what was built, which test binaries there are."""

from pathlib import Path

from ferrule.diagnostics.cargo_line import Line, package_name, read_line
from ferrule.diagnostics.rustc_finding import finding_in
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen, Undecided, distinct
from ferrule.facts.status import Reason

_Unit = tuple[str, str, tuple[str, ...], bool | None]


def read_cargo_json(text: str, root: Path, members: frozenset[str]) -> Reading:
    """Turn the output of Cargo with `--message-format=json` into findings and a count of the members' units.

    Args:
        text: may hold other lines as well; they are handed back, blank ones too, for the readers of test output.
        root: the folder of the workspace, where Cargo starts rustc.
        members: ids of the packages whose units count; findings count of all packages.
    """
    findings: list[Finding] = []
    unread: list[str] = []
    units: set[_Unit] = set()
    ends: list[bool] = []
    empty = ""
    for raw in text.removesuffix("\n").split("\n"):  # not splitlines: it also cuts at U+2028
        line = read_line(raw)
        if line is None:
            unread.append(raw)
            continue
        if (finding := finding_in(line, root)) is not None:
            findings.append(finding)
        units |= _units(line, members)
        if line.filenames == () and line.target and line.package_id in members:
            empty = empty or line.target.name
        if line.reason == "build-finished":
            ends.append(line.success is True)
    seen = Seen("units", len(units)) if units or ends else None
    finished = all(ends) if ends else None
    return Reading(_merged(findings), seen, finished=finished, undecided=_unbuilt(empty), unread=tuple(unread))


def executables(text: str) -> dict[str, str]:
    """Give the id that nextest has for each built program, by the program's file name."""
    found: dict[str, str] = {}
    for raw in text.split("\n"):
        if '"executable":"' not in raw:
            continue
        line = read_line(raw)
        if line is not None and line.executable:
            found[line.executable.rpartition("/")[2]] = _binary_id(line)
    return found


def _units(line: Line, members: frozenset[str]) -> set[_Unit]:
    """Give the unit that this line shows to be looked at; none for build scripts and foreign packages.

    A message does not tell whether the unit is a test, so a target with errors counts as one.
    """
    target = line.target
    if target is None or line.package_id not in members or "custom-build" in target.kind:
        return set()
    if line.reason == "compiler-artifact":
        return {(line.package_id, target.name, target.kind, line.profile.test)}
    if line.message is not None and line.message.level.startswith("error"):
        return {(line.package_id, target.name, target.kind, None)}
    return set()


def _unbuilt(name: str) -> Undecided | None:
    """Give that a unit was built and is not there: Cargo believes the exit code, then looks which files it can name."""
    if not name:
        return None
    detail = f"Cargo says that `{name}` was built, and there is no file of it: the compiler or its wrapper did nothing"
    return Undecided(Reason.TOOL_ERROR, detail, "unset RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER RUSTC RUSTDOC")


def _merged(findings: list[Finding]) -> tuple[Finding, ...]:
    """Give each finding once; of its copies the worst, then the one with the most suggestions."""
    best: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        known = best.get(finding.key)
        if known is None or _weight(finding) > _weight(known):
            best[finding.key] = finding
    return distinct(best.values())


def _weight(finding: Finding) -> tuple[bool, int]:
    return (finding.level is Level.ERROR, len(finding.suggestions))


def _binary_id(line: Line) -> str:
    """Name a program as nextest does: libraries by their package, others with their kind unless it is `test`."""
    package = package_name(line.package_id) or ""
    name, kind = (line.target.name, line.target.kind) if line.target else ("", ())
    match kind[:1]:
        case ("test",):
            return f"{package}::{name}"
        case ("bin" | "example" | "bench" as what,):
            return f"{package}::{what}/{name}"
        case _:
            return package
