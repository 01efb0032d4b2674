"""What a repository's own `memo.md`, `lint.md` and `commit.md` name and demand; they are read, and nothing is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from ferrule.report.escape import on_one_line
from ferrule.tasks import demands_on_git, demands_on_machine
from ferrule.tasks.demand_rule import Rule
from ferrule.tasks.lines import LineKind, classified
from ferrule.tasks.negation import forbids, is_forbidden
from ferrule.tasks.prose import Piece, pieces

_PATH: Final = re.compile(
    r"(?<![\w./~$\\-])(?:@|\./)?((?:[\w.-]+/)*[\w.-]+\.(?:md|markdown|txt))(?![\w/]|\.\w)", re.IGNORECASE
)
_PLAN_NAME: Final = re.compile(r"(?:^|[-_.])(?:todos?|plans?|tasks?|roadmap|backlog)(?:$|[-_.])", re.IGNORECASE)
_PLAN_WORDS: Final = re.compile(r"\b(?:plan|todo|task)[- ]?(?:file|list|checklist)\b|\bchecklist\b", re.IGNORECASE)
_LONGEST_PATH: Final = 200
_INLINE: Final = re.compile(r"(?<!\S)!`(?P<command>[^`\n]+)`")
_SPAN: Final = re.compile(r"(?<!!)`([^`\n]+)`")
_OPERATOR: Final = re.compile(r"\s*(?:&&|\|\||[|;&<>]|\d>|[`$(]).*")
_PROGRAMS: Final = r"(?:cargo(?:\s+\+\S+)?|just|make|mise\s+run|task|npm\s+run|pnpm|bun(?:\s+run)?|bash|sh|\./\S*/?)"
_NAMED_LINT: Final = re.compile(rf"{_PROGRAMS}(?:\s+\S+)*?[\s/]*[\w:/.-]*lint(?!er)\S*")
_CLIPPY: Final = re.compile(r"cargo(?:\s+\+\S+)?\s+clippy\b")
_SAYS_ONLY: Final = re.compile(r"\s*(?:echo|printf)\b[^|>]*")
_RULES: Final = (*demands_on_git.RULES, *demands_on_machine.RULES)
_SHOWN: Final = 120
_BEFORE: Final = 30
_OFTEN: Final = 12


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that a text asks for and that ferrule would not do unasked."""

    line: int
    """From 1, in the text as it was given."""
    words: str
    """What it says, on one line."""
    why: str
    """What that would do: `pushes`, `deletes files`, ..."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """A command of a shell whose output a host would put into the text."""

    line: int
    command: str


def plan_file_named(text: str) -> str:
    """Give the path of the plan file that a text names, relative and inside of the repository; empty for none.

    A file counts by its own name (`TODO.md`, `docs/PLAN.md`), any other where the sentence speaks of a plan file.
    """
    for piece in pieces(text):
        by_words = _PLAN_WORDS.search(piece.text)
        for match in _PATH.finditer(piece.text):
            path = PurePosixPath(match[1])
            is_plan = by_words or _PLAN_NAME.search(path.name.rsplit(".", 1)[0])
            if is_plan and _is_inside(path) and not is_forbidden(piece.text, match.start(), match.end()):
                return path.as_posix()
    return ""


def lint_command_named(text: str) -> str:
    """Give the command that a text prescribes for linting, without what a shell would do with it; empty for none.

    One that calls itself lint counts before clippy, as does the first before the second; one that is forbidden never.
    """
    found = list(_commands(text))
    for pattern in (_NAMED_LINT, _CLIPPY):
        for command in found:
            if pattern.match(command):
                return command
    return ""


def substitutions(text: str) -> tuple[Substitution, ...]:
    """Give the commands that a host would run before a model sees the text, with their lines."""
    found: list[Substitution] = []
    block: list[str] | None = None
    for line in classified(text).all:
        if line.kind is LineKind.FENCE:
            block = [] if line.words.startswith("!") else None
            if block is not None:
                found.append(Substitution(line.number, line.words[1:].strip()))
        elif line.kind is LineKind.CODE and block is not None and not line.text.strip(" \t`~"):
            block = None
        elif line.kind is LineKind.CODE and block is not None:
            before = found.pop()
            found.append(Substitution(before.line, f"{before.command}\n{line.text.strip()}".strip()))
        found += (Substitution(line.number, match["command"].strip()) for match in _INLINE.finditer(line.text))
    return tuple(one for one in found if one.command)


def demands(text: str) -> tuple[Demand, ...]:
    """Give what a text demands that destroys work or reaches outside, in words, code or substitutions.

    What a text forbids is none. Each kind is told once a line.
    """
    found: dict[tuple[int, str], Demand] = {}
    for piece in pieces(text):
        for one in _demanded(piece):
            found.setdefault((one.line, one.why), one)
    for substitution in substitutions(text):
        for rule in _RULES:
            if rule.command.search(_unquoted(substitution.command)):
                words = on_one_line(substitution.command, _SHOWN)
                found[substitution.line, rule.why] = Demand(substitution.line, words, rule.why)
    return tuple(sorted(found.values(), key=lambda one: one.line))


def _demanded(piece: Piece) -> Iterator[Demand]:
    if any(map(forbids, piece.leads)) or (piece.is_code and _SAYS_ONLY.fullmatch(piece.text)):
        return
    for rule in _RULES:
        yield from _by_rule(piece, rule)
        if piece.is_code and rule.command.search(_unquoted(piece.text)) and not rule.command.search(piece.text):
            yield Demand(piece.line(0), on_one_line(piece.text, _SHOWN), rule.why)


def _by_rule(piece: Piece, rule: Rule) -> Iterator[Demand]:
    """Yield what one rule finds; a sentence that says it time and again is not looked through for each `never`."""
    for pattern in (rule.command, None if piece.is_code else rule.said):
        for number, match in enumerate(pattern.finditer(piece.text) if pattern else ()):
            if number == _OFTEN or not is_forbidden(piece.text, match.start(), match.end()):
                at = match.end() - len(match.group().lstrip(" ,:&+/"))
                yield Demand(piece.line(at), _around(piece.text, at), rule.why)
            if number == _OFTEN:
                break


def _around(text: str, at: int) -> str:
    """Give the words from shortly before an offset on."""
    first = text.rfind(" ", 0, max(0, at - _BEFORE)) + 1
    return on_one_line(f"{'… ' if first else ''}{text[first:]}", _SHOWN)


def _unquoted(command: str) -> str:
    """Give a command without the quotation marks that hide a word from a search, as in `git pu''sh`."""
    return re.sub(r"\\(?=\w)|\\\n|[\"']", "", command)


def _commands(text: str) -> Iterator[str]:
    """Yield the commands that a text names and does not forbid, each up to the first sign of a shell."""
    for piece in pieces(text):
        if any(map(forbids, piece.leads)):
            continue
        whole = re.finditer(r"\s*(?:\$\s+)?(\S.*)", piece.text) if piece.is_code else _SPAN.finditer(piece.text)
        for match in whole:
            if not is_forbidden(piece.text, match.start(1), match.end(1)):
                yield _OPERATOR.sub("", match[1]).strip()


def _is_inside(path: PurePosixPath) -> bool:
    parts = path.parts
    return len(str(path)) <= _LONGEST_PATH and ".." not in parts and parts[0].casefold() not in {".git", ".ferrule"}
