"""What cargo-semver-checks printed: which crates it compared, and what of them asks for a higher version."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.place import relative
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Part, Reading, Seen, Undecided
from ferrule.facts.status import Reason, Status

TOOL: Final = "cargo-semver-checks"
_CHECKING = re.compile(
    r" {1,11}Checking (?P<name>\S{1,300}) v(?P<old>\S{1,99}) -> v(?P<new>\S{1,99})(?P<major> \(major change\))?"
)
_CHECKED = re.compile(r" {1,11}Checked \[[^\]]{0,99}\] (?P<checks>[0-9]{1,9}) checks?: ")
_SKIPPED = re.compile(r" (?P<skipped>[0-9]{1,9}) skip")
_SUMMARY = re.compile(r" {1,11}Summary (?:semver requires new (?P<bump>major|minor) version|no semver update required)")
_FINISHED = re.compile(r" {1,11}Finished \[[^\]]{0,99}\] (?P<name>\S{1,300})$")
_BLOCK = re.compile(r"--- (?P<kind>failure|warning) (?P<rule>\w{1,200}): (?P<title>.{0,999}) ---$")
_FAILED_IN = "Failed in:"
_PLACE = re.compile(r"(?P<previously>previously )?(?:in|at) (?:file )?(?P<path>\S{1,4096}?):(?P<line>[0-9]{1,9})")
_NO_BASELINE = re.compile(
    r"not found in registry|No available baseline versions for|package `[^`\n]{1,300}` not found in |\brevspec\b"
)
_NO_NETWORK = re.compile(r"failed to read index metadata|error sending request|failed to download|dns error")
_TOO_NEW = re.compile(r"unsupported rustdoc format|rustc version is not high enough")
_NUMBER = re.compile(r"^[0-9]{1,3}: ")
_LONGEST = 300
_MAJOR = "major"
_LINTS: Final = "[package.metadata.cargo-semver-checks.lints]"
_ALL_CHANGES: Final = "cargo semver-checks --release-type minor"


@dataclass(slots=True)
class _Crate:
    """One comparison, as far as it came."""

    name: str
    versions: str
    is_major: bool = False
    """The new version says itself that it breaks what it likes."""
    checks: int | None = None
    skipped: int = 0
    bump: str | None = None
    """major, minor; empty when none is required, None while nothing is said."""
    is_finished: bool = False
    blocks: list["_Block"] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """One check that found something."""

    kind: str
    rule: str
    title: str
    lines: list[str] = field(default_factory=list)


def read_semver_checks(
    text: str, root: Path, target: Path, expected: tuple[str, ...], due: tuple[str, ...] = ()
) -> Reading:
    """Turn both pipes, in one, into findings, a part for each crate, and the number of checks that were made.

    A finding is an error only where the tool's own summary of that crate says that a new version is required.

    Args:
        text: standard output and standard error in their order.
        root: the folder of the workspace.
        target: its target folder, where the baseline is unpacked: places in there are no places of the tree.
        expected: names of the crates that are to be compared.
        due: names of all crates; those that are not compared have nothing to be compared with.
    """
    crates = _crates(text)
    complaint = cargo_complaint(text)
    done = {crate.name for crate in crates if crate.is_finished and crate.bump is not None and crate.checks is not None}
    checks = sum(crate.checks or 0 for crate in crates)
    whole = done >= set(expected) and not complaint
    return Reading(
        tuple(finding for crate in crates for finding in _findings(crate, root, target)),
        Seen("checks", checks) if crates else None,
        finished=whole or None,
        complaint=complaint,
        undecided=_excuse(complaint) or _nothing_due(crates, checks, whole=whole),
        parts=_parts(crates, expected, due),
        remark=_remark(crates),
    )


def _crates(text: str) -> list[_Crate]:
    crates: list[_Crate] = []
    block: _Block | None = None
    for line in text.split("\n"):
        if opened := _CHECKING.match(line):
            crates.append(_Crate(opened["name"], f"{opened['old']} -> {opened['new']}", opened["major"] is not None))
            block = None
        elif not crates:
            continue
        elif heading := _BLOCK.match(line):
            block = _Block(heading["kind"], heading["rule"], heading["title"])
            crates[-1].blocks.append(block)
        elif _told(line, crates[-1]):
            block = None
        elif block is not None:
            block.lines.append(line)
    return crates


def _told(line: str, crate: _Crate) -> bool:
    """Give whether a line is one of the tool's own about a crate, and take what it says."""
    if checked := _CHECKED.match(line):
        crate.checks = int(checked["checks"])
        skipped = _SKIPPED.search(line)
        crate.skipped = int(skipped["skipped"]) if skipped else 0
    elif summary := _SUMMARY.match(line):
        crate.bump = summary["bump"] or ""
    elif (finished := _FINISHED.match(line)) and finished["name"] == crate.name:
        crate.is_finished = True
    else:
        return False
    return True


def _findings(crate: _Crate, root: Path, target: Path) -> Iterator[Finding]:
    for block in crate.blocks:
        level = Level.ERROR if block.kind == "failure" and crate.bump else Level.WARNING
        rendered = "\n".join([f"{block.rule}: {block.title}", *block.lines]).strip()
        for where in _places(block) or [""]:
            path, line = _in_tree(where, root, target)
            message = _words(crate, block, where if path is None else _PLACE.sub("", where).strip())
            yield Finding(TOOL, block.rule, level, message, path, line, rendered=rendered, package=crate.name)


def _places(block: _Block) -> list[str]:
    """Give the lines under `Failed in:`, one for each item."""
    if _FAILED_IN not in block.lines:
        return []
    below = block.lines[block.lines.index(_FAILED_IN) + 1 :]
    return [line.strip() for line in below if line.startswith("  ") and not line.startswith("   ")]


def _in_tree(where: str, root: Path, target: Path) -> tuple[str | None, int | None]:
    """Give where an item stands now; None for one that is gone: the tool tells where it stood in the baseline."""
    found = _PLACE.search(where)
    if found is None or found["previously"] or found["path"].startswith(f"{target}/"):
        return None, None
    path = relative(found["path"], root)
    return (path, int(found["line"])) if not path.startswith("/") else (None, None)


def _words(crate: _Crate, block: _Block, where: str) -> str:
    said = f"{block.title}: {where.rstrip(', ')}" if where else block.title
    if block.kind != "failure" or not crate.bump:
        return said
    kind = "breaking: " if crate.bump == _MAJOR else ""
    return f"{kind}{said} ({crate.name} {crate.versions} requires a new {crate.bump} version)"


def _parts(crates: list[_Crate], expected: tuple[str, ...], due: tuple[str, ...]) -> tuple[Part, ...]:
    """Give what each crate decides; none where there is only one."""
    first = tuple(Part(name, Status.SKIPPED, Reason.NO_BASELINE) for name in due if name not in expected)
    if len(expected) + len(first) < 2:
        return ()
    by_name = {crate.name: crate for crate in crates}
    return (*(_part(name, by_name.get(name)) for name in expected), *first)


def _part(name: str, crate: _Crate | None) -> Part:
    if crate is None or not crate.is_finished or crate.bump is None:
        return Part(name, Status.INCONCLUSIVE, Reason.TOOL_ERROR)
    if not crate.checks and not crate.bump:
        reason = _reason_of_none(crate)
        return Part(name, Status.SKIPPED if reason is Reason.NOT_RELEVANT else Status.INCONCLUSIVE, reason)
    return Part(name, Status.FAILED if crate.bump else Status.PASSED, None, Seen("checks", crate.checks or 0))


def _excuse(complaint: str) -> Undecided | None:
    if said := _saying(_NO_BASELINE, complaint):
        return Undecided(Reason.NO_BASELINE, f"nothing to compare with: {said}", "set `semver.baseline` to a revision")
    if said := _saying(_NO_NETWORK, complaint):
        remedy = "run it where there is a network, or set `semver.baseline` to a revision"
        return Undecided(Reason.NO_NETWORK, said, remedy)
    if said := _saying(_TOO_NEW, complaint):
        detail = f"this cargo-semver-checks and this Rust do not fit: {said}"
        return Undecided(Reason.TOOL_ERROR, detail, "cargo install --locked cargo-semver-checks")
    return None


def _saying(pattern: re.Pattern[str], complaint: str) -> str:
    """Give the one line of an error and its causes that says this, without its number; empty when none does."""
    said = next((line.strip() for line in complaint.split("\n") if pattern.search(line)), "")
    return _NUMBER.sub("", said.removeprefix("error: "))[:_LONGEST]


def _nothing_due(crates: list[_Crate], checks: int, *, whole: bool) -> Undecided | None:
    if checks or not whole or any(crate.bump for crate in crates):
        return None
    silent = [crate for crate in crates if not crate.is_major]
    if silent:
        detail = f"0 checks were made, though the version is no new major one: {_versions(silent)}"
        return Undecided(Reason.NOTHING_SEEN, detail, f"allow fewer lints in {_LINTS}")
    detail = f"a new major version may change anything: {_versions(crates)}"
    return Undecided(Reason.NOT_RELEVANT, detail, f"to see what has changed: {_ALL_CHANGES}")


def _reason_of_none(crate: _Crate) -> Reason:
    """Give why no check was made of a crate."""
    return Reason.NOT_RELEVANT if crate.is_major else Reason.NOTHING_SEEN


def _remark(crates: list[_Crate]) -> str:
    return f"compared {_versions(crates)}" if crates else ""


def _versions(crates: list[_Crate]) -> str:
    return ", ".join(f"{crate.name} {crate.versions}" for crate in crates)
