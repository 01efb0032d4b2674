"""The findings that do not stand in the page: data in chunks that the page's script reads one by one."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zlib import compress

from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.escape import for_terminal
from ferrule.report.html.body import body_of
from ferrule.report.html.findings import TONES, place_of, rows_of, told
from ferrule.report.html.foreign import clean, name
from ferrule.report.html.order import SHOWN
from ferrule.report.html.shapes import SHAPES
from ferrule.report.rule_pages import page_of

if TYPE_CHECKING:
    from markupsafe import Markup

_CHUNK: Final = 1000
_BUDGET: Final = 60_000_000
"""Characters of text of all findings in the data together."""
_SHORTEST: Final = 300
_LONGEST: Final = 4_000
_MESSAGE: Final = 300
_PACKED: Final = 4
"""How hard it is tried: more takes twice as long for a tenth less."""
_SIGNS: Final = ("<", ">", "&", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of the findings."""

    problems: Sequence[Problem]
    sheet: Sheet
    tones: dict[str, str] = field(default_factory=lambda: TONES)

    @property
    def longest(self) -> int:
        """Give how many characters of each text are kept, so that the whole file stays small."""
        each = _BUDGET // max(1, len(self.problems))
        return max(_SHORTEST, min(_LONGEST, each))

    @property
    def setup(self) -> "Markup":
        """Give what the script has to know before it reads a chunk."""
        return _embedded({"total": len(self.problems), "shapes": SHAPES, "tones": self.tones})

    def chunks(self) -> Iterator["Markup"]:
        """Give JSON for a thousand findings at a time, packed, in letters and digits that no parser trips over.

        Findings of one tool are much alike: packed, they take a tenth of the room, and open as fast as if they were not
        there.
        """
        for start in range(0, len(self.problems), _CHUNK):
            yield _packed(self._chunk(self.problems[start : start + _CHUNK], SHOWN + start + 1))

    def _chunk(self, problems: Sequence[Problem], number: int) -> dict[str, object]:
        longest = self.longest
        files, rules, rows = _Table(name), _Table(name), _Table(clean)
        links: dict[int, str] = {}
        found = []
        for problem in problems:
            finding = problem.finding
            excerpt = self.sheet.excerpts.get((finding.path or "", finding.line or 0))
            text, left_out = body_of(finding, excerpt, longest)
            rule = rules.at(finding.rule or "")
            links[rule] = page_of(finding.rule, finding.tool)
            found.append(
                (
                    finding.level.value,
                    rule,
                    files.at(finding.path or ""),
                    place_of(finding),
                    for_terminal(finding.message[:_MESSAGE]),
                    [rows.at(row) for row in rows_of(problem)],
                    clean(problem.status),
                    name(problem.id),
                    text,
                    left_out,
                    [for_terminal(line[:longest]) for line in told(finding.suggestions)],
                )
            )
        tables = {"files": files.names, "rules": rules.names, "rows": rows.names}
        return {"first": number, "links": [links[at] for at in range(len(rules.names))], **tables, "findings": found}


class _Table:
    """Names that come again and again, written once and meant by number."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        self._clean = clean
        self._at: dict[str, int] = {}
        self.names: list[str] = []

    def at(self, word: str) -> int:
        """Give the number of a name, a new one where it was not seen before."""
        if word not in self._at:
            self._at[word] = len(self.names)
            self.names.append(self._clean(word))
        return self._at[word]


def _packed(value: object) -> "Markup":
    import msgspec
    from markupsafe import Markup

    return Markup(b64encode(compress(msgspec.json.encode(value), _PACKED)).decode())  # noqa: S704 - letters and digits


def _embedded(value: object) -> "Markup":
    """Give JSON in which no sign can end a script element or begin markup."""
    import msgspec
    from markupsafe import Markup

    text = msgspec.json.encode(value).decode()
    for sign in _SIGNS:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - each sign of markup is escaped
