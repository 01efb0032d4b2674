"""Names for findings that stay the same when lines move, so that a service knows an old finding again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.places import in_repository

_LINES: Final = re.compile(r"(?<=:)[0-9]+|(?<=line )[0-9]+")
_LONGEST: Final = 2_000


def fingerprinted(problems: Iterable[Problem], sheet: Sheet) -> Iterator[tuple[Problem, str]]:
    """Give each problem with its fingerprint: unique within one report, and free of line numbers.

    The path counts as it is in the repository, so that two workspaces of one repository are told apart. Findings that
    are equal but for their lines are counted in the order in which they stand.
    """
    met: Counter[str] = Counter()
    for problem in problems:
        name = _name(problem.finding, sheet)
        met[name] += 1
        yield problem, sha256(f"{name}\0{met[name]}".encode("utf-8", "replace")).hexdigest()[:40]


def _name(finding: Finding, sheet: Sheet) -> str:
    words = _LINES.sub("", finding.message[:_LONGEST])
    path = in_repository(finding.path, sheet) or finding.path or ""
    return "\0".join((finding.tool, finding.rule or "", path, words))
