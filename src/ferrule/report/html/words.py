"""The words of the page: what a command's rows are called, and what a status, a reason and an exit code mean."""

from dataclasses import dataclass
from typing import Final

from ferrule.facts.packet import Proof
from ferrule.facts.status import Reason, Status


@dataclass(frozen=True, slots=True)
class Words:
    """What the parts of one command's report are called."""

    rows: str
    row: str
    many: str
    seen: str
    verdict: str


_WORDS: Final = {
    "check": Words("Ladder", "gate", "gates", "looked at", "verdict"),
    "fix": Words("Incidents", "incident", "incidents", "seen", "status"),
    "incidents": Words("Incidents", "incident", "incidents", "seen", "status"),
    "stats": Words("Levels", "level", "levels", "counts", "status"),
    "task": Words("Boxes", "box", "boxes", "seen", "verdict"),
}
_OTHER: Final = Words("Results", "part", "parts", "seen", "status")

EXITS: Final = {
    0: "everything held",
    1: "the Rust code fell short",
    2: "wrong use or bad input",
    3: "something could not be decided here",
    4: "a decision waits for you",
    130: "it was interrupted",
}

MARKS: Final = {Status.PASSED: "✔", Status.FAILED: "✘", Status.INCONCLUSIVE: "?", Status.SKIPPED: "–"}

_PROOFS: Final = {
    Proof.TESTED: "compiles, tests pass",
    Proof.COMPILED: "compiles, not tested",
    Proof.FAILS: "compiles, tests fail",
    Proof.NOT_TRIED: "not tried",
}

MEANINGS: Final = {
    Reason.NOT_RELEVANT: "There is nothing here that it could look at, so nothing is missing.",
    Reason.NOT_INSTALLED: "The tool that it needs is not on this machine. What it would have found is not known.",
    Reason.NO_NETWORK: "It needs data that could not be fetched. What it would have found is not known.",
    Reason.NO_BASELINE: "It compares with something earlier, and there is nothing to compare with.",
    Reason.NO_CONFIG: "It needs settings that this workspace does not have.",
    Reason.TIME_BUDGET: "The time that it was given ran out before it could decide.",
    Reason.USER: "It was left out because somebody asked for that.",
    Reason.NOTHING_SEEN: "It ran and looked at nothing. Green would have been a lie.",
    Reason.TOOL_ERROR: "The tool itself failed, so it said nothing about the code.",
    Reason.UNREADABLE_OUTPUT: "The tool said something that could not be understood, so nothing is believed of it.",
    Reason.SANDBOX: "It cannot do its work in the sandbox.",
    Reason.UNTRUSTED: "It would run what this workspace brings along, and the workspace is not trusted.",
    Reason.BLOCKED: "Something that comes before it did not hold, so there was nothing to decide on.",
    Reason.CANCELLED: "It was stopped before it could decide.",
}


def of(command: str) -> Words:
    """Give the words for one command's report."""
    return _WORDS.get(command, _OTHER)


def meaning(reason: str) -> str:
    """Give what a reason means for whoever relies on the result; empty for a word that is not in the list."""
    return MEANINGS[Reason(reason)] if reason in set(Reason) else ""


def proof(of_option: Proof) -> str:
    """Give how far an option was worked out."""
    return _PROOFS[of_option]
