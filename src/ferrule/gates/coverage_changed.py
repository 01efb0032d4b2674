"""The lines of Rust files that were changed since a revision."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ferrule.diagnostics.llvm_cov import FileLines
from ferrule.errors import WrongUse
from ferrule.gates.gate import Job
from ferrule.workspace.changed import touched
from ferrule.workspace.git import git

_KEEP_BYTES: Final = 1 << 27
_HUNK: Final = re.compile(r"@@ -[0-9]+(?:,(?P<old>[0-9]+))? \+(?P<first>[0-9]+)(?:,(?P<new>[0-9]+))? @@")
_WHAT: Final = ("--", "*.rs")


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """What was changed, or why that is not known."""

    since: str = ""
    """The commit that was compared with; empty when there is none."""
    lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By path relative to the workspace, counted from 1: lines that are there now."""
    new_files: frozenset[str] = frozenset()
    """Files that git does not know: all of their lines are new."""
    unknown: str = ""
    """Why nothing is known; empty when something is."""

    def of(self, files: Iterable[FileLines]) -> tuple[FileLines, ...]:
        """Give what of these files was changed; files without a changed line of code are left out."""
        found = (file if file.path in self.new_files else self._within(file) for file in files)
        return tuple(file for file in found if file.covered or file.uncovered)

    def _within(self, file: FileLines) -> FileLines:
        lines = self.lines.get(file.path, frozenset())
        return FileLines(file.path, file.covered & lines, file.uncovered & lines)


def base(job: Job) -> ChangedLines:
    """Give the commit that changes are counted from, and no lines yet.

    In a sandbox git is not asked: a repository that nobody trusts may name filters, which git starts.
    """
    if job.sandbox is not None:
        return ChangedLines(unknown="git is not started for a workspace in the sandbox")
    try:
        return ChangedLines(touched(job.workspace, job.settings.coverage.since).since)
    except WrongUse as fault:
        return ChangedLines(unknown=_plain(str(fault)))


def changed(job: Job) -> ChangedLines:
    """Give the lines changed since the revision of `coverage.since`, else since the merge base with the default branch.

    Compared is the working tree, as coverage measures it. Lines in members outside of the root are not known.
    """
    known = base(job)
    if not known.since:
        return known
    root = job.workspace.root
    plain = ("--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/")
    diff = git(root, "diff", "--unified=0", *plain, "--relative", known.since, *_WHAT, keep_bytes=_KEEP_BYTES)
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", *_WHAT, keep_bytes=_KEEP_BYTES)
    for asked in (diff, new):
        if not asked.ok or asked.stdout.cut_bytes:
            said = asked.stderr.text.strip().split("\n")[0] or asked.note or "its answer is too long"
            return ChangedLines(unknown=f"git: {said}")
    names = frozenset(name for name in new.stdout.text.split("\0") if name)
    return ChangedLines(known.since, lines_of_diff(diff.stdout.text), names)


def lines_of_diff(text: str) -> Mapping[str, frozenset[int]]:
    """Give the lines that a diff without context adds or changes, by path."""
    found: dict[str, set[int]] = {}
    path, skip = "", 0
    for line in text.split("\n"):
        if skip:  # the text of a hunk may look like a header
            skip -= not line.startswith("\\")
        elif line.startswith("+++ "):
            path = _path(line.removeprefix("+++ "))
        elif (hunk := _HUNK.match(line)) and path:
            first, new = int(hunk["first"]), int(hunk["new"] or 1)
            found.setdefault(path, set()).update(range(first, first + new))
            skip = new + int(hunk["old"] or 1)
    return {name: frozenset(lines) for name, lines in found.items()}


def _path(words: str) -> str:
    """Give the path of a header; empty for `/dev/null`, which stands for a file that is gone."""
    quoted = words.startswith('"') and words.endswith('"')
    name = words[1:-1].replace('\\"', '"').replace("\\\\", "\\") if quoted else words.rstrip("\t")
    return name.removeprefix("b/") if name.startswith("b/") else ""


def _plain(message: str) -> str:
    """Give the words of a refusal, without the option of `ferrule check` that they name."""
    if "not a git repository" in message:
        return "no git repository"
    return message.rpartition("--changed")[2].lstrip(": ") or message
