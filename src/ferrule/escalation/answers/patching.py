"""A unified diff applied where the original stands as it says, and nowhere else."""

from functools import partial
from typing import TYPE_CHECKING, Final

from ferrule.escalation.answers.draft import Draft
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes

if TYPE_CHECKING:
    from unidiff.patch import Hunk, PatchedFile

_NOWHERE: Final = "/dev/null"
_KEPT, _GONE, _NEW = " ", "-", "+"


def patched(tree: Tree, diff: str) -> Changes:
    """Give the new contents of the files that differ.

    A hunk whose lines stand in the file at one other place only is made there: line numbers are what writers get wrong.
    Nothing else is guessed: every line of context has to be there.

    Raises:
        Unfit: telling every file whose hunks cannot be made, in words for its author.
    """
    draft = Draft(tree)
    for file in _files(diff):
        draft.edit("diff", str(file.path), partial(_applied, file))
    return draft.changes()


def _files(diff: str) -> "list[PatchedFile]":
    from unidiff.errors import UnidiffParseError
    from unidiff.patch import PatchSet

    lines = diff.replace("\r\n", "\n").split("\n")
    try:
        files = list(PatchSet(f"{line}\n" for line in (lines if lines[-1] else lines[:-1])))
    except (UnidiffParseError, ValueError, AssertionError) as fault:
        raise Unfit(f"diff: cannot be read: {str(fault).strip()[:200]}; are the numbers after @@ right?") from fault
    if not files:
        raise Unfit("diff: names no file; it needs the lines `--- a/PATH`, `+++ b/PATH` and `@@ -1,2 +1,2 @@`")
    return files


def _applied(file: "PatchedFile", text: bytes) -> bytes:
    if why := _unwanted(file):
        raise Unfit(f"{file.path!r}: {why}")
    lines = text.decode(errors="surrogateescape").split("\n")
    shift, lowest = 0, 0
    for number, hunk in enumerate(file, 1):
        start = hunk.source_start - 1
        old = [_words(line.value) for line in hunk if line.line_type in {_KEPT, _GONE}]
        at = _found([_words(line) for line in lines], old, start + shift, lowest)
        if at is None:
            raise Unfit(f"{file.path!r}: hunk {number} does not fit: its lines do not stand there once: {old[:3]!r}")
        new = _block(hunk, lines[at : at + len(old)])
        lines[at : at + len(old)] = new
        shift, lowest = at - start + len(new) - len(old), at + len(new)
    return "\n".join(lines).encode(errors="surrogateescape")


def _unwanted(file: "PatchedFile") -> str:
    """Give what the diff does to a file beside changing its lines; empty for nothing."""
    if file.is_binary_file:
        return "is no text"
    if _NOWHERE in {file.source_file, file.target_file}:
        return "makes or deletes a file; ferrule edits files that are there"
    if file.is_rename:
        return "renames a file; ferrule edits files that are there"
    if file.source_mode != file.target_mode:
        return "changes the mode of a file"
    return "" if len(file) else "has no hunk; one begins with `@@ -1,2 +1,2 @@`"


def _words(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _found(lines: list[str], old: list[str], at: int, lowest: int) -> int | None:
    """Give where the old lines stand: at the place that the hunk names, else at the only one there is."""
    if not old:
        return None  # an insertion without context fits everywhere, and so nowhere
    if at >= lowest and lines[at : at + len(old)] == old:
        return at
    places = (n for n in range(lowest, len(lines) - len(old) + 1) if lines[n] == old[0])
    found = [n for n in places if lines[n : n + len(old)] == old]
    return found[0] if len(found) == 1 else None


def _block(hunk: "Hunk", standing: list[str]) -> list[str]:
    """Give the new lines: those that stay as they are to the byte, new ones with the line ends of their neighbours."""
    end = "\r" if any(line.endswith("\r") for line in standing) else ""
    rest = iter(standing)
    block: list[str] = []
    for line in hunk:
        if line.line_type == _KEPT:
            block.append(next(rest))
        elif line.line_type == _GONE:
            next(rest)
        elif line.line_type == _NEW:
            block.append(_words(line.value) + end)
    return block
