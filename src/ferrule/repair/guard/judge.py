"""Judge an edit before anybody compiles it: the door of the guard."""

from pathlib import Path

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes, Cost, Refusal
from ferrule.repair.guard.asked import UNTERMINATED, asked_of
from ferrule.repair.guard.catalog import RULES
from ferrule.repair.guard.focus import Excerpt, focus, whole
from ferrule.repair.guard.losses import excused_words
from ferrule.repair.guard.pairing import pair
from ferrule.repair.guard.rule import Change, Verdict
from ferrule.repair.guard.sketch import Sketch, draw
from ferrule.syntax.tree import faults

_TEST_FOLDER = "tests"
_CLOSERS = b"\"'#*/"


def judge(before: bytes, after: bytes, path: Path, causes: tuple[Finding, ...]) -> Verdict:
    """Refuse the edit of one file, or list what it costs.

    The causes are the errors that the edit answers; some losses are what they ask for. Text that is not UTF-8 is
    judged like any other, byte by byte: rustc will not compile it, but the guard need not know.
    """
    if before == after or _only_closes(before, after, causes):
        return ()
    change = compare(before, after, path, causes)
    costs: list[Cost] = []
    for rule in RULES:
        verdict = rule.judge(change)
        if isinstance(verdict, Refusal):
            return verdict
        costs.extend(verdict)
    return tuple(costs)


def judge_changes(before: Changes, after: Changes, causes: tuple[Finding, ...]) -> Verdict:
    """Judge each file of `after` against `before`, where a missing file counts as empty; the first refusal decides."""
    costs: list[Cost] = []
    for path, text in after.items():
        verdict = judge(before.get(path, b""), text, path, causes)
        if isinstance(verdict, Refusal):
            return Refusal(verdict.rule, f"{path.name}: {verdict.note}", verdict.line)
        costs.extend(verdict)
    return tuple(costs)


def compare(before: bytes, after: bytes, path: Path, causes: tuple[Finding, ...]) -> Change:
    """Read both versions as far as they differ."""
    old, new = _read(focus(before, after), path)
    if new.faults and not faults(after):  # the cut went through an item: read all
        old, new = _read((whole(before), whole(after)), path)
    pairing, asked = pair(old, new), asked_of(path, causes)
    return Change(old, new, pairing, asked, path, after, excused_words((old, new), pairing, asked, after))


def _only_closes(before: bytes, after: bytes, causes: tuple[Finding, ...]) -> bool:
    """Say whether an edit does no more than end a literal or a comment that had no end.

    What stands behind the place was never read as code, so its tokens cannot be compared.
    """
    if not any(cause.rule in UNTERMINATED for cause in causes):
        return False
    rest = iter(after)
    added = bytearray()
    for byte in before:
        for other in rest:
            if other == byte:
                break
            added.append(other)
        else:
            return False
    added.extend(rest)
    hides = any(after.count(opener) > before.count(opener) for opener in (b"/*", b"//"))
    return not hides and all(byte in _CLOSERS for byte in added)


def _read(excerpts: tuple[Excerpt, Excerpt], path: Path) -> tuple[Sketch, Sketch]:
    tested = _TEST_FOLDER in path.parts[-3:-1] and "src" not in path.parts[-3:-1]
    return draw(excerpts[0], tested=tested), draw(excerpts[1], tested=tested)
