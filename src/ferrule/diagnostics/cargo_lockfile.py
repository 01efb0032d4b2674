"""What Cargo says of a Cargo.lock that it must not change."""

import re
from typing import Final

from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Undecided
from ferrule.facts.status import Reason

LOCK: Final = "Cargo.lock"
_METADATA = '{"packages":['
# Older releases say `needs to be updated but --locked was passed`.
_OUTDATED = re.compile(
    r"error: (?:cannot update the lock file|the lock file .{0,4096} needs to be updated but --locked)"
)
_MISSING = re.compile(r"error: cannot create the lock file")
_UNREADABLE = re.compile(r"error: failed to parse lock file")
_CHECKSUM = re.compile(r"error: (checksum for `[^`\n]{1,300}` changed between lock files)")
_PLACE = re.compile(r"parse error at line ([0-9]{1,9}), column ([0-9]{1,9})")
_OFFLINE = "you're using offline mode"


def read_lockfile(text: str, talk: str) -> Reading:
    """Turn the answer of `cargo metadata --locked` into at most one finding; what the lock counts, it does not tell.

    Args:
        text: standard output, the metadata where the lock holds.
        talk: standard error.
    """
    complaint = cargo_complaint(talk)
    finding = _finding(complaint)
    undecided = None
    if finding is None and _OFFLINE in complaint:
        detail = "what the manifests ask for is not known without the registry's index"
        undecided = Undecided(Reason.NO_NETWORK, detail, "run `cargo fetch` where there is a network")
    holds = text.startswith(_METADATA) and not complaint
    findings = (finding,) if finding else ()
    return Reading(findings, finished=holds or None, complaint=complaint, undecided=undecided)


def _finding(complaint: str) -> Finding | None:
    """Give what is wrong with the lock; None when Cargo complains of something else, or of nothing."""
    if _OUTDATED.match(complaint):
        return _fault("outdated", f"{LOCK} does not match the manifests: run `cargo update --workspace`", complaint)
    if _MISSING.match(complaint):
        return _fault("missing", f"git has a {LOCK}, and it is not here: run `git restore {LOCK}`", complaint)
    if _UNREADABLE.match(complaint):
        place = _PLACE.search(complaint)
        line, column = (int(place[1]), int(place[2])) if place else (None, None)
        return _fault("unreadable", f"{LOCK} cannot be read: a merge conflict?", complaint, line, column)
    if found := _CHECKSUM.match(complaint):
        return _fault("checksum", found[1], complaint)
    return None


def _fault(rule: str, message: str, said: str, line: int | None = None, column: int | None = None) -> Finding:
    return Finding("cargo", rule, Level.ERROR, message, LOCK, line, column, rendered=said)
