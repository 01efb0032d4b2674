"""Gate `msrv`: each member compiles with the oldest Rust that it declares (`rust-version`)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ferrule.diagnostics.cargo_rust_version import read_rust_version
from ferrule.diagnostics.place import relative
from ferrule.errors import ToolMissing
from ferrule.facts.finding import Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Part, Reading, Seen, distinct
from ferrule.facts.status import Reason, Status
from ferrule.facts.workspace import Package
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due, nothing_else
from ferrule.gates.msrv_toolchains import Installed, installed_for
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.workspace.cargo_env import PLAIN

ID = "msrv"
TITLE = "declared Rust suffices"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo", "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh")
UNIT = "units"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else


@dataclass(frozen=True, slots=True)
class _Group:
    """Members that declare the same version, and what is installed for it."""

    version: str
    packages: tuple[Package, ...]
    installed: Installed | None


def closed(job: Job) -> Closed | None:
    """Give why nothing can be tried: no version declared, or one that is not installed; None when all can."""
    if not any(package.rust_version for package in job.packages):
        return not_due("no member declares a `rust-version`")
    missing = [group.version for group in _groups(job) if group.installed is None]
    if not missing:
        return None
    detail = f"declared and not installed: Rust {', '.join(missing)}"
    return Closed(Reason.NOT_INSTALLED, detail, f"rustup toolchain install {' '.join(missing)}")


def call(job: Job) -> Call:
    """Give `cargo check` under the first declared version; `read` runs those of the others.

    `cargo hack --rust-version` is not used: it downloads what is not installed, whatever rustup was told. Libraries
    and programs are compiled, not tests: who depends on a member does not need what its tests need. No option here
    is newer than the Rust that may have to understand it.
    """
    return _call(job, _groups(job)[0])


def read(job: Job, outcome: Outcome) -> Reading:
    """Give errors of the declared Rust, a part for each version, and the number of units."""
    first, *others = _groups(job)
    readings = [_read(job, first, outcome)]
    for group in others:
        # One gate is one command; that members declare different versions is too rare for more.
        command = _call(job, group)
        argv, root = command.argv, job.workspace.root
        again = run(Command(argv, root, job.timeout_s, command.env, sandbox=job.sandbox), cancel=job.cancel)
        readings.append(_read(job, group, again))
    return _together(readings, _remark(job))


def _groups(job: Job) -> tuple[_Group, ...]:
    """Give the members that declare a version, by version."""
    by_version: dict[str, list[Package]] = {}
    for package in job.packages:
        if package.rust_version:
            by_version.setdefault(package.rust_version, []).append(package)
    return tuple(
        _Group(version, tuple(packages), installed_for(version, job.workspace.root, job.sandbox, job.cancel))
        for version, packages in by_version.items()
    )


def _call(job: Job, group: _Group) -> Call:
    if group.installed is None:
        raise ToolMissing(f"Rust {group.version}: not installed any more")
    chosen = tuple(word for package in group.packages for word in ("-p", package.name))
    features = cargo_line.features_or_all(job.selection)
    argv = (*group.installed.start, "check", *chosen, *features, cargo_line.JSON, *cargo_line.jobs(job))
    # Settings may name another compiler; then the version on the row would not be the one that was tried.
    return Call(argv, PLAIN | {"RUSTC": group.installed.rustc, "RUSTUP_AUTO_INSTALL": "0"})


def _read(job: Job, group: _Group, outcome: Outcome) -> Reading:
    reading = cargo_line.read_compiler(job, outcome)
    manifest = relative(str(group.packages[0].manifest), job.workspace.root)
    too_new = read_rust_version(reading.complaint, group.version, manifest)
    findings = (*(replace(f, message=f"{f.message} (Rust {group.version})") for f in reading.findings), *too_new)
    part = _part(group.version, replace(reading, findings=findings), outcome)
    return replace(reading, findings=findings, parts=(part,))


def _part(version: str, reading: Reading, outcome: Outcome) -> Part:
    """Give what one version decides by itself."""
    if any(finding.level is Level.ERROR for finding in reading.findings):
        return Part(version, Status.FAILED, None, reading.seen)
    if outcome.ok and reading.finished and reading.seen and reading.seen.count:
        return Part(version, Status.PASSED, None, reading.seen)
    reasons = {Ended.TIMED_OUT: Reason.TIME_BUDGET, Ended.CANCELLED: Reason.CANCELLED}
    return Part(version, Status.INCONCLUSIVE, reasons.get(outcome.ended, Reason.TOOL_ERROR), reading.seen)


def _together(readings: list[Reading], remark: str) -> Reading:
    """Give one reading of all; with a single version it stays as it was, and the gate judges it as any other."""
    if len(readings) == 1:
        return replace(readings[0], parts=(), remark=remark)
    seen = sum(reading.seen.count for reading in readings if reading.seen)
    return Reading(
        distinct(finding for reading in readings for finding in reading.findings),
        Seen(UNIT, seen),
        finished=all(reading.finished for reading in readings) or None,
        complaint=next((reading.complaint for reading in readings if reading.complaint), ""),
        parts=tuple(part for reading in readings for part in reading.parts),
        remark=remark,
        unread=tuple(line for reading in readings for line in reading.unread),
    )


def _remark(job: Job) -> str:
    tried = _listed(".".join(map(str, group.installed.release)) for group in _groups(job) if group.installed)
    silent = sum(not package.rust_version for package in job.packages)
    without = f"; {silent} of {len(job.packages)} members declare none" if silent else ""
    return f"with Rust {tried}{without}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
