"""The tables of the sets of programs: by half, by error code and by move."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.repair.engines import Tried
from bench.results import table

_LEAST = 4
"""Cases of a code that get a row of their own."""
OWNERSHIP: Final = frozenset({
    "E0381", "E0382", "E0384", "E0499", "E0502", "E0503", "E0505", "E0506", "E0507", "E0508", "E0509", "E0510", "E0515",
    "E0521", "E0594", "E0596", "E0597", "E0621", "E0700", "E0712", "E0713", "E0716",
})  # fmt: skip
"""Codes about ownership, borrows and lifetimes."""
BORROWS: Final = frozenset({
    "E0382", "E0499", "E0502", "E0505", "E0506", "E0507", "E0515", "E0596", "E0597", "E0716",
})  # fmt: skip
"""The codes that users meet most of those."""
_PARTS: Final[dict[str, Callable[["Case"], bool]]] = {
    "look": lambda case: case.half == "look",
    "measure": lambda case: case.half == "measure",
    "both": lambda _: True,
    "both, no ownership or borrow code": lambda case: OWNERSHIP.isdisjoint(case.ours.codes),
    "look, no ownership or borrow code": lambda case: case.half == "look" and OWNERSHIP.isdisjoint(case.ours.codes),
    "look, ten borrow codes": lambda case: case.half == "look" and not BORROWS.isdisjoint(case.ours.codes),
    "measure, ten borrow codes": lambda case: case.half == "measure" and not BORROWS.isdisjoint(case.ours.codes),
    "both, ten borrow codes": lambda case: not BORROWS.isdisjoint(case.ours.codes),
    "measure, no ownership or borrow code": lambda case: (
        case.half == "measure" and OWNERSHIP.isdisjoint(case.ours.codes)
    ),
}
_HEAD: Final = (
    "cases",
    "fixed",
    "ferrule",
    "suggestions only",
    "`cargo fix`",
    "copies",
    "refused",
    "left",
    "compiles",
    "ratio",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One program, and what each engine made of it."""

    half: str
    ours: Tried
    plain: Tried
    """The same search with the compiler's suggestions alone."""
    by_cargo: bool
    """`cargo fix --broken-code` made it compile."""


def tables(tried: Mapping[str, Sequence[Case]], *, opponent: bool) -> str:
    """Give all tables with their words."""
    rows = [(name, part, *_row(list(filter(chosen, cases)), opponent=opponent))
            for name, cases in tried.items() for part, chosen in _PARTS.items()]  # fmt: skip
    words = (
        "*ferrule*, *suggestions only* (the same search without moves of its own) and *`cargo fix` --broken-code*: "
        "share of programs that compile then, with the guard on. *Copies*: the fixed ones of ferrule that needed a "
        "clone. *Refused*: not fixed, and the guard kept a candidate "
        "out. *Compiles* a case; *ratio*: the whole search in compiles of the broken program, median over fixed cases. "
        "Halves by a hash of the name: the moves were developed on `look` alone."
    )
    codes = [(code, *_row(cases, opponent=opponent)) for code, cases in _by_code(tried) if len(cases) >= _LEAST]
    return "\n\n".join((
        words,
        table(("set", "part", *_HEAD), rows),
        f"By error code, all sets together, codes with {_LEAST} cases and more (a case may count for several):",
        table(("code", *_HEAD), codes),
        "By move: candidates that were tried, edits that were kept, and kept ones in programs that compile then:",
        table(("move", "proposed", "chosen", "right"), _moves([case for cases in tried.values() for case in cases])),
    ))  # fmt: skip


def _by_code(tried: Mapping[str, Sequence[Case]]) -> list[tuple[str, list[Case]]]:
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for cases in tried.values():
        for case in cases:
            for code in case.ours.codes:
                found[code].append(case)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def _moves(cases: Sequence[Case]) -> list[tuple[object, ...]]:
    proposed, chosen, right = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        proposed += case.ours.proposed
        chosen.update(case.ours.chosen)
        right.update(case.ours.chosen if case.ours.fixed else ())
    return [(f"`{move}`", number, chosen[move], right[move]) for move, number in proposed.most_common()]


def _row(cases: Sequence[Case], *, opponent: bool) -> tuple[object, ...]:
    fixed = [case for case in cases if case.ours.fixed]
    refused = sum(bool(case.ours.refused) for case in cases if not case.ours.fixed)
    runs = sum(case.ours.runs for case in cases) / max(1, len(cases))
    ratio = f"{statistics.median(case.ours.ratio for case in fixed):.1f}" if fixed else ""
    theirs = _share(sum(case.by_cargo for case in cases), cases) if opponent else "not run"
    plain = _share(sum(case.plain.fixed for case in cases), cases)
    left = len(cases) - len(fixed) - refused
    copies = _share(sum(case.ours.copies > 0 for case in fixed), fixed)
    share = _share(len(fixed), cases)
    return len(cases), len(fixed), share, plain, theirs, copies, refused, left, f"{runs:.1f}", ratio


def _share(number: int, cases: Sequence[Case]) -> str:
    return f"{100 * number / max(1, len(cases)):.1f} %"
