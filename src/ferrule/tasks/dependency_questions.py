"""What has to be said of a new dependency, and what has been said (P10)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ferrule.tasks.design import says_something
from ferrule.tasks.new_dependencies import Change, NewDependency

_ALL: Final = ("reason", "alternative", "licence", "features")
_WANTED: Final = {
    Change.NEW: _ALL,
    Change.KIND: ("reason", "licence"),
    Change.SOURCE: ("reason", "licence"),
    Change.MAJOR: ("reason",),
    Change.FEATURES: ("features",),
}
_LABEL: Final = re.compile(
    r"(?:^|[;\n])\s*(?P<label>reason|why|alternatives?|instead|licen[cs]e|features?)\s*[:=]\s*", re.IGNORECASE
)
_SAME: Final = {"why": "reason", "instead": "alternative", "alternatives": "alternative", "license": "licence",
                "feature": "features"}  # fmt: skip
_FEWEST: Final = 3
"""Words of an alternative that was looked at."""
_WORD: Final = re.compile(r"[^\W\d_][\w'-]*")
_SPDX: Final = re.compile(r"[A-Za-z][\w.+-]*(?:\s*(?:/|\bOR\b|\bAND\b|\bWITH\b)\s*[\w.+()-]+)*")


def asked(
    new: Iterable[NewDependency], answers: Mapping[str, str], facts: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """Give a question for each dependency of which something is still to be said; crates of the repository need none.

    An answer stands under `dependency:NAME` in parts (`reason: ...; alternative: ...; licence: MIT; features: std`), or
    part by part under `dependency:NAME:reason` and so on; a text without parts is the reason.

    Args:
        new: what the task brings in.
        answers: what has been said, by the name of the question.
        facts: what is known by the name of the crate: `licence`, `locked` (releases that lay in the lock before) and
            `default-features`, each a text; what is missing is not known.
    """
    return tuple(words for one in new if not one.is_own for words in _open(one, answers, facts.get(one.name, {})))


def parts(name: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Give what has been said of one crate, part by part."""
    text = answers.get(f"dependency:{name}", "")
    marks = list(_LABEL.finditer(text))
    said = {} if marks or not text.strip() else {"reason": text.strip()}
    for at, mark in enumerate(marks):
        label = mark["label"].lower()
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        said[_SAME.get(label, label)] = text[mark.end() : end].strip()
    for part in _ALL:
        alone = answers.get(f"dependency:{name}:{part}", "").strip()
        if alone:
            said[part] = alone
    return said


def _open(one: NewDependency, answers: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[str]:
    said = parts(one.name, answers)
    lacking = [part for part in _WANTED[one.change] if not _is_said(part, said.get(part, ""), one, facts)]
    if lacking:
        yield f"{_deed(one)}: say its {', '.join(lacking)} as `{one.key}`{_known(facts)}"
    licence = facts.get("licence", "")
    if licence and said.get("licence") and _spdx(said["licence"]) != _spdx(licence):
        yield f"`{one.name}` is under {licence}, and the answer says {said['licence']}"


def _is_said(part: str, text: str, one: NewDependency, facts: Mapping[str, str]) -> bool:
    if part == "reason":
        return says_something(text)
    if part == "alternative":
        return len({word.lower() for word in _WORD.findall(text)}) >= _FEWEST
    if part == "licence":
        return bool(facts.get("licence")) or _SPDX.fullmatch(text) is not None
    is_chosen = one.change is Change.NEW and not one.default_features
    has_none = one.change is Change.NEW and facts.get("default-features") == "" and not one.features
    return is_chosen or has_none or bool(_WORD.search(text))


def _deed(one: NewDependency) -> str:
    where = f"{one.manifest}:{one.line}"
    what = {
        Change.NEW: f"{where} adds `{one.name}`",
        Change.KIND: f"{where} makes `{one.name}` part of what is shipped",
        Change.SOURCE: f"{where} takes `{one.name}` from {one.source or 'crates.io'}, before {one.was}",
        Change.MAJOR: f"{where} takes `{one.name}` {one.version}, before {one.was}",
        Change.FEATURES: f"{where} adds to `{one.name}` {', '.join(one.features)}",
    }
    return what[one.change]


def _known(facts: Mapping[str, str]) -> str:
    told = [f"licence {facts['licence']}"] if facts.get("licence") else []
    told += [f"in the lock already: {facts['locked']}"] if facts.get("locked") else []
    return f" ({'; '.join(told)})" if told else ""


def _spdx(text: str) -> frozenset[str]:
    """Give the names of licences in an expression, in any order."""
    return frozenset(re.split(r"[^\w.+-]+", text.upper())) - {"OR", "AND", "WITH", ""}
