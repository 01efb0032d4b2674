"""What a commit's message may say: its form, whom it may not credit, and the trailers that tell a task's evidence."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.task import Mode, Task
from ferrule.tasks.credits import credited, plain

TYPES: Final = ("feat", "fix", "perf", "refactor", "test", "docs", "build", "ci", "chore", "style", "revert")
LONGEST: Final = 70
"""Characters of a subject, its type included."""
_WIDTH: Final = 72
_SUBJECT: Final = re.compile(r"([a-z]+)(\([^()\s][^()]*\))?!?: (\S.*)")
_FORGED: Final = re.compile(r"\W*ferrule-[\w-]*\s*:")
_HIDING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
_TOKEN: Final = re.compile(r"[A-Za-z0-9-]+[ \t]*:(?!//)")
_GITS_OWN: Final = ("Signed-off-by: ", "(cherry picked from commit ")
_MENDS: Final = re.compile(
    r"\b(fix|fixes|fixed|bug|bugs|bugfix|repair|crash|crashes|panics|broken|regression|deadlock)\b"
)
_IMPERATIVE: Final = {
    form: verb
    for verb, forms in {
        "add": "added adds adding",
        "change": "changed changes changing",
        "create": "created creates creating",
        "document": "documented documents documenting",
        "fix": "fixed fixes fixing",
        "implement": "implemented implements implementing",
        "improve": "improved improves improving",
        "introduce": "introduced introduces introducing",
        "make": "made makes making",
        "move": "moved moves moving",
        "refactor": "refactored refactors refactoring",
        "remove": "removed removes removing",
        "rename": "renamed renames renaming",
        "replace": "replaced replaces replacing",
        "update": "updated updates updating",
        "use": "used uses using",
    }.items()
    for form in forms.split()
}


def faults(message: str) -> tuple[str, ...]:
    """Give what is wrong with a message, each in words; none when it may be committed (E09)."""
    lines = message.strip().split("\n")
    if not lines[0]:
        return ("there is no message",)
    seen = "\n".join(lines).splitlines()  # it also cuts where an editor might show a new line
    found = [*_of_subject(lines[0].rstrip())]
    if len(lines) > 1 and lines[1].strip():
        found.append("line 2: an empty line comes after the subject")
    found += _hidden(lines)
    found += [f"line {number}: {what} ({seen[number - 1].strip()[:_WIDTH]})" for number, what in credited(seen)]
    found += [f"line {number}: only ferrule writes its trailers" for number in _forged(seen)]
    return tuple(found)


def with_evidence(message: str, trailers: Mapping[str, str]) -> str:
    """Give a message with trailers at its end, as `git interpret-trailers` would put them there.

    Raises:
        WrongUse: when it holds a trailer already that only ferrule may write.
    """
    if list(_forged(message.splitlines())):
        raise WrongUse("the message holds a trailer that only ferrule writes")
    text = "\n".join(line.rstrip() for line in message.strip().split("\n"))
    rows = [f"{name}: {' '.join(words.split())}" for name, words in trailers.items()]
    between = "\n" if _ends_in_trailers(text) else "\n\n"
    return f"{text}{between if rows else ''}" + "\n".join(rows) + "\n"


def drafted(task: Task) -> str:
    """Give a message made of a task's text; `faults` finds nothing in it."""
    text = " ".join(task.text.split())
    given = _SUBJECT.fullmatch(text)
    kind = f"{text.partition(': ')[0]}: " if given and given[1] in TYPES else f"{_kind(task)}: "
    words = _worded(given[3] if given and given[1] in TYPES else text, kind)
    subject = _cut(kind, words)
    body = "" if subject == f"{kind}{words}" else "\n\n" + "\n".join(textwrap.wrap(text, _WIDTH))
    for message in (f"{subject}{body}\n", f"{subject}\n", f"{_kind(task)}: work on task {task.id}\n"):
        if not faults(message):
            return message
    return f"{_kind(task)}: work on a task\n"


def _of_subject(subject: str) -> Iterator[str]:
    found = _SUBJECT.fullmatch(subject)
    if found is None or found[1] not in TYPES:
        yield f"the subject is `type(scope): words`, with one of {', '.join(TYPES)}"
    if len(subject) > LONGEST:
        yield f"the subject has {len(subject)} characters, of {LONGEST} at most"
    if subject.endswith((".", "\u2026", "\u3002")):
        yield "the subject ends without a full stop"
    first = (found[3] if found else subject).split()[0].casefold()
    if first in _IMPERATIVE:
        yield f"the subject says what to do: `{_IMPERATIVE[first]}`, not `{first}`"


def _hidden(lines: list[str]) -> Iterator[str]:
    """Yield the lines that are not what they look like."""
    for number, line in enumerate(lines, 1):
        bad = next((one for one in line.rstrip("\r") if one in _HIDING or _is_control(one)), "")
        if bad:
            yield f"line {number}: holds a character that nobody sees (U+{ord(bad):04X})"


def _is_control(one: str) -> bool:
    return (unicodedata.category(one) == "Cc" and one != "\t") or 0xE0000 <= ord(one) <= 0xE007F


def _forged(lines: list[str]) -> Iterator[int]:
    return (number for number, line in enumerate(lines, 1) if _FORGED.match(plain(line)))


def _ends_in_trailers(text: str) -> bool:
    """Give whether git takes the last paragraph for trailers: all are, or a quarter, with one of git's own in it.

    Where versions and settings of git disagree, on addresses and comments, none are: a paragraph of its own is safe.
    """
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text)
    if len(paragraphs) < 2:
        return False
    trailers = others = 0
    known = continues = False
    for line in paragraphs[-1].split("\n"):
        if line.startswith(_GITS_OWN) or _TOKEN.match(line):
            trailers, continues = trailers + 1, True
            known = known or line.startswith(_GITS_OWN)
        elif not (line[0].isspace() and continues):
            others, continues = others + 1, False
    return trailers > 0 and (others == 0 or (known and trailers * 3 >= others))


def _kind(task: Task) -> str:
    if task.mode is Mode.OPTIMISE:
        return "perf"
    return "fix" if _MENDS.search(task.text.casefold()) else "feat"


def _worded(text: str, kind: str) -> str:
    """Give a task's text as the words of a subject."""
    first, _, rest = text.strip(" .\u2026").partition(" ")
    if rest and _verb(first).casefold() == kind.rstrip(": "):  # the type says it already
        first, _, rest = rest.partition(" ")
    verb = _verb(first)
    small = verb[:1].lower() + verb[1:] if verb[1:].islower() or len(verb) == 1 else verb
    return f"{small} {rest}".strip()


def _verb(word: str) -> str:
    return _IMPERATIVE.get(word.casefold(), word)


def _cut(kind: str, words: str) -> str:
    """Give the subject, cut behind a word if it is too long."""
    whole = f"{kind}{words}"
    if len(whole) <= LONGEST:
        return whole
    return textwrap.wrap(whole, LONGEST)[0].rstrip(" ,.;:-")
