"""What the errors themselves ask to be taken away: such a loss is not held against an edit."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding, Phase

TRIMS: Final = frozenset({
    "E0023", "E0025", "E0026", "E0029", "E0040", "E0049", "E0050", "E0053", "E0057", "E0060", "E0061", "E0062",
    "E0067", "E0070", "E0071", "E0084", "E0091", "E0107", "E0109", "E0124", "E0130", "E0131", "E0184", "E0185",
    "E0186", "E0195", "E0197", "E0198", "E0199", "E0204", "E0207", "E0220", "E0229", "E0263", "E0267", "E0268",
    "E0364", "E0379", "E0392", "E0403", "E0404", "E0415", "E0416", "E0423", "E0449", "E0452", "E0493", "E0496",
    "E0516", "E0517", "E0518", "E0529", "E0530", "E0532", "E0533", "E0539", "E0552", "E0554", "E0557", "E0559", "E0560",
    "E0562", "E0565", "E0569", "E0571", "E0572", "E0574", "E0577", "E0580", "E0586", "E0587", "E0600", "E0604", "E0605",
    "E0606", "E0607", "E0614", "E0618", "E0634", "E0635", "E0636", "E0642", "E0689", "E0692", "E0695", "E0696", "E0703",
    "E0704", "E0706", "E0728", "E0732", "E0742", "E0744", "E0746", "E0752", "E0767", "E0794", "E0805",
})  # fmt: skip
"""Codes that say: there is something too much on this line."""
DUPLICATES: Final = frozenset({
    "E0034", "E0124", "E0201", "E0252", "E0254", "E0255", "E0259", "E0260", "E0403", "E0415", "E0416", "E0428",
    "E0592",
})  # fmt: skip
"""Codes that say: this is there twice."""
EMPTY_IMPLS: Final = frozenset({
    "E0116", "E0117", "E0118", "E0120", "E0184", "E0204", "E0206", "E0210", "E0321", "E0322", "E0328", "E0371", "E0374",
    "E0375", "E0376", "E0377", "E0378", "E0390", "E0658", "E0751",
})  # fmt: skip
"""Codes that say: this trait cannot be implemented here; an impl without content may go."""
DROPS: Final = frozenset({"E0382", "E0505", "E0040"})
"""Codes that an early `drop(x)` causes."""
UNKNOWN: Final = frozenset({
    "E0026", "E0405", "E0407", "E0412", "E0416", "E0422", "E0423", "E0425", "E0432", "E0433", "E0437", "E0438", "E0531",
    "E0559", "E0560", "E0574", "E0576", "E0599", "E0609",
})  # fmt: skip
"""Codes that say: there is nothing of this name."""
UNTERMINATED: Final = frozenset({"E0748", "E0758", "E0762", "E0763", "E0765", "E0766"})
"""Codes of a literal or a comment without its end: what stands behind it was never read as code."""
DEAD: Final = frozenset({"unreachable_code", "path_statements", "redundant_semicolons", "clippy::no_effect"})
DEAD_ARMS: Final = frozenset({"unreachable_patterns", "clippy::match_same_arms", "E0001"})
_NIGHTLY: Final = re.compile(
    r"^(?:`macro` is experimental|box pattern|const (?:trait|closure)"
    r"|use of unstable library feature `(?:fn_traits|core_intrinsics|type_ascription)`)"
)
"""Words of E0658 for a form whose stable one is written without some of its words."""
_KEYWORD: Final = re.compile(r"keyword `\w+` with a similar name|^write `\w+` instead of `\w+`")
_WORD: Final = 10
"""Bytes of the longest word that is taken for a keyword."""
_LINTS: Final = ("unused_", "unreachable_", "redundant_", "needless_", "unnecessary_", "useless_")
_WORDS: Final = ("unused", "never used", "not a future", "unexpected", "consider removing", "remove the", "remove this")


@dataclass(frozen=True, slots=True)
class Asked:
    """The errors that an edit of one file answers."""

    causes: tuple[Finding, ...] = ()
    """Those of this file, and those that name no file."""

    def has(self, codes: frozenset[str] | set[str]) -> bool:
        """Say whether one of the codes is among the errors."""
        return any(cause.rule in codes for cause in self.causes)

    def unknown(self, name: str) -> bool:
        """Say whether an error tells that there is nothing of this name: then nothing is lost with it."""
        return any(cause.rule in UNKNOWN and f"`{name}`" in cause.message for cause in self.causes)

    def trims(self, line: int, end_line: int) -> bool:
        """Say whether an error on these lines of the old text asks for something to be left out there."""
        return any(_covers(cause, line, end_line) and _trims(cause) for cause in self.causes)

    def statement(self, line: int, end_line: int, words: str) -> bool:
        """Say whether an error asks to remove the whole statement on these lines, given without blanks."""
        here, size = [cause for cause in self.causes if _covers(cause, line, end_line)], len(words)
        return any(
            cause.rule in DEAD or _deletes(cause, size) or _respells(cause, size) or _is_unknown_word(cause, words)
            for cause in here
        )

    def arm(self, line: int, end_line: int, size: int) -> bool:
        """Say whether an error calls the arm on these lines useless, of so many bytes without blanks."""
        here = [cause for cause in self.causes if _covers(cause, line, end_line)]
        return any(cause.rule in DEAD_ARMS or _deletes(cause, size) for cause in here)


def asked_of(path: Path, causes: tuple[Finding, ...]) -> Asked:
    """Choose the errors that speak of a file."""
    name = path.as_posix()
    return Asked(tuple(c for c in causes if c.path is None or name == c.path or name.endswith("/" + c.path)))


def _covers(cause: Finding, line: int, end_line: int) -> bool:
    if cause.line is None:
        return True
    return cause.line <= end_line and line <= (cause.end_line or cause.line)


def _trims(cause: Finding) -> bool:
    rule = cause.rule
    if rule is None:
        return cause.phase in {None, Phase.PARSE} or any(words in cause.message for words in _WORDS)
    name = rule.removeprefix("clippy::")
    if rule in TRIMS or rule in DUPLICATES or name.startswith(_LINTS):
        return True
    if rule == "E0658" and _NIGHTLY.match(cause.message):
        return True
    return any(words in cause.message for words in _WORDS) or any(
        suggestion.applicability == "MachineApplicable" for suggestion in cause.suggestions
    )


def _deletes(cause: Finding, size: int) -> bool:
    """Say whether the tool itself offers, as surely right, to delete that many bytes."""
    sure = [suggestion for suggestion in cause.suggestions if suggestion.applicability == "MachineApplicable"]
    edits = [edit for suggestion in sure for edit in suggestion.edits if not edit.replacement.strip()]
    return any(edit.byte_end - edit.byte_start >= size for edit in edits)


def _respells(cause: Finding, size: int) -> bool:
    """Say whether the parser took a misspelt keyword for a statement of its own, as the tool itself suspects."""
    if cause.rule is not None or cause.phase is not Phase.PARSE or size > _WORD:
        return False
    return any(_KEYWORD.search(suggestion.message) for suggestion in cause.suggestions)


def _is_unknown_word(cause: Finding, words: str) -> bool:
    """Say whether the whole statement is one name that does not exist: a misspelt `continue` does nothing else."""
    name = cause.message.partition("cannot find value `")[2].partition("`")[0]
    return cause.rule == "E0425" and 0 < len(name) <= _WORD and words.removesuffix(";") == name
