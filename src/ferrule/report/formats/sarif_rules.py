"""The rules of a SARIF run: what each finding's rule is called, and where it is explained."""

import re
from collections.abc import Iterable
from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Problem
from ferrule.report.escape import bounded_line
from ferrule.report.rule_pages import page_of

_LONGEST: Final = 200
_CODE: Final = re.compile(r"E[0-9]{4}")
_LEVEL: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note", Level.HELP: "note"}


def rule_id(finding: Finding) -> str:
    """Give the rule of a finding: its own, or the tool's name where it has none, as syntax errors have."""
    if not finding.rule:
        return f"{finding.tool}::syntax" if finding.tool in {"rustc", "clippy"} else finding.tool or "unknown"
    return bounded_line(finding.rule, _LONGEST) or "unknown"


def rules(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Give each rule once, in the order of first sight, with words, help and an address where one is known."""
    known: dict[str, dict[str, object]] = {}
    for problem in problems:
        name = rule_id(problem.finding)
        if name not in known:
            known[name] = _rule(name, problem.finding)
    return list(known.values())


def _rule(name: str, finding: Finding) -> dict[str, object]:
    what, help_text = _words(name, finding)
    page = page_of(finding.rule, finding.tool)
    rule: dict[str, object] = {
        "id": name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": what},
        "help": {"text": f"{help_text} {page}".strip()},
        "defaultConfiguration": {"level": _LEVEL[finding.level]},
        "properties": {"tags": [finding.tool]},
    }
    return {**rule, "helpUri": page} if page else rule


def _words(name: str, finding: Finding) -> tuple[str, str]:
    if finding.rule and _CODE.fullmatch(finding.rule):
        return f"rustc error {name}", f"`rustc --explain {name}` tells what this error means and how to mend it."
    if name.startswith("clippy::"):
        return f"Clippy's lint {name}", "The page of the lint tells why it is there, with an example of better code."
    if page_of(finding.rule, finding.tool):
        return f"{finding.tool}: {name}", "Its page tells what is meant."
    return f"{finding.tool}: {name}", f"{finding.tool} found it; the finding's own words tell more."
