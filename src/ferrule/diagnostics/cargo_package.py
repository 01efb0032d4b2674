"""What `cargo package` printed: which members it packed and built, and what of them cannot be published."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ferrule.diagnostics.cargo_words import cargo_complaint, is_status
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen, Undecided, distinct
from ferrule.facts.status import Reason

_STEP = re.compile(r" {0,11}(?P<word>Packaging|Packaged|Verifying|Finished) (?P<name>\S{1,300})")
_ERROR = re.compile(r"error(?:\[(?P<code>E[0-9]{4})\])?: (?P<message>.*)")
_ARROW = re.compile(r" {0,9}--> (?P<path>.{1,4096}):(?P<line>[0-9]{1,9}):(?P<column>[0-9]{1,9})$")
_LINKER = re.compile(r"error: link(?:er `|ing with `)")
_REMARK = re.compile(r"warning: (?P<message>(?:manifest has no |license-file |readme |ignoring ).*)")
_UNPUBLISHED = re.compile(
    r"no matching package named `[^`\n]{1,300}` found|failed to select a version for the requirement"
)
_TREE: Final = (
    # The members' own faults by Cargo's first words; all its other errors are about the machine.
    (re.compile(r"error: failed to verify manifest at "), "manifest"),
    (re.compile(r"error: (?:readme|license-file) `[^`\n]{0,4096}` does not appear to exist"), "manifest"),
    (re.compile(r"error: invalid inclusion of reserved file name "), "manifest"),
    (re.compile(r"error: failed to verify package tarball\n[\s\S]{0,99}Source directory was modified"), "build-script"),
)
_OFFLINE = "you're using offline mode"
_NO_NETWORK = Undecided(
    Reason.NO_NETWORK,
    "whether its dependencies are published is not known without the registry's index",
    "run it where there is a network",
)


@dataclass(slots=True)
class _Steps:
    """How far it came, line by line."""

    packed: list[str] = field(default_factory=list)
    verified: int = 0
    current: str = ""
    is_verifying: bool = False

    def go(self, word: str, name: str) -> None:
        """Take one of Cargo's status lines."""
        match word:
            case "Packaging" | "Verifying":
                self.current, self.is_verifying = name, word == "Verifying"
            case "Packaged":
                self.packed.append(self.current)
            case _:
                self.verified += self.is_verifying
                self.is_verifying = False


def read_cargo_package(text: str, folders: Mapping[str, str]) -> Reading:
    """Turn what Cargo said into findings and the number of members that were packed and built from their package.

    Args:
        text: standard error of `cargo package`.
        folders: the folder of each member by its name, relative to the workspace; empty for the root.
    """
    steps = _Steps()
    findings = [*_compiled(text, steps, folders)]
    complaint = cargo_complaint(text)
    if refused := _refused(complaint, steps, folders):
        findings.append(refused)
    whole = bool(steps.packed) and steps.verified == len(steps.packed)
    return Reading(
        distinct(findings),
        Seen("packages", steps.verified) if steps.packed else None,
        finished=(whole and not complaint) or None,
        complaint=complaint,
        undecided=_NO_NETWORK if _OFFLINE in complaint else None,
    )


def _compiled(text: str, steps: _Steps, folders: Mapping[str, str]) -> Iterator[Finding]:
    """Yield errors of rustc, and Cargo's own remarks; rustc speaks to people here, JSON is not to be had."""
    remarks: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if step := _STEP.match(line):
            steps.go(step["word"], step["name"])
            if step["word"] == "Packaging":
                yield from (_remark(remark, steps, folders) for remark in remarks)
                remarks = []
        elif remark := _REMARK.match(line):
            remarks.append(remark["message"])
        elif steps.is_verifying and (error := _ERROR.match(line)):
            arrow = _ARROW.match(lines[number + 1]) if number + 1 < len(lines) else None
            if arrow or _LINKER.match(line):
                yield _error(error, arrow, _block(lines, number), folders.get(steps.current, ""))


def _block(lines: list[str], start: int) -> str:
    end = start + 1
    while end < len(lines) and lines[end].strip() and not is_status(lines[end]):
        end += 1
    return "\n".join(lines[start:end])


def _error(error: re.Match[str], arrow: re.Match[str] | None, rendered: str, folder: str) -> Finding:
    first = Finding("rustc", error["code"], Level.ERROR, error["message"], rendered=rendered)
    if arrow is None:
        return first
    place = (_inside(folder, arrow["path"]), int(arrow["line"]), int(arrow["column"]))
    return Finding("rustc", error["code"], Level.ERROR, error["message"], *place, rendered=rendered)


def _remark(message: str, steps: _Steps, folders: Mapping[str, str]) -> Finding:
    return Finding("cargo", "metadata", Level.WARNING, message, _manifest(steps, folders), package=steps.current)


def _refused(complaint: str, steps: _Steps, folders: Mapping[str, str]) -> Finding | None:
    """Give why Cargo would not pack a member; None when that is about the machine, or rustc told it better."""
    if _OFFLINE in complaint:
        return None
    rule = next((rule for pattern, rule in _TREE if pattern.match(complaint)), None)
    if rule is None and _UNPUBLISHED.search(complaint):
        rule = "unpublished-dependency"
    if rule is None:
        return None
    # The cause says more than `failed to prepare local package for uploading`.
    head, _, cause = complaint.partition("Caused by:")
    said = (cause or head.removeprefix("error: ")).strip().split("\n")
    message = said[0] if rule == "unpublished-dependency" else " ".join(line.strip() for line in said[:2])
    path, name = _manifest(steps, folders), steps.current or None
    return Finding("cargo", rule, Level.ERROR, message, path, rendered=complaint, package=name)


def _manifest(steps: _Steps, folders: Mapping[str, str]) -> str:
    return _inside(folders.get(steps.current, ""), "Cargo.toml")


def _inside(folder: str, path: str) -> str:
    """Give a path of a package below the folder of its member; what lies elsewhere stays as it was said."""
    return f"{folder}/{path}" if folder and not path.startswith("/") else path
