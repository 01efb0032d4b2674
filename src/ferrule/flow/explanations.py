"""What the compiler's own manual says of error codes."""

import re
from pathlib import Path
from typing import Final

from ferrule.facts.fix import FixReport
from ferrule.process.command import Command
from ferrule.process.door import run

_CODE: Final = re.compile(r"E\d{4}")
_TIMEOUT_S: Final = 20.0
_MOST: Final = 12


def explanations(root: Path, report: FixReport) -> tuple[tuple[str, str], ...]:
    """Give code and text of `rustc --explain` for each code of the report, a dozen at most; lints have none."""
    codes = dict.fromkeys(incident.finding.rule or "" for incident in report.incidents)
    asked = [code for code in codes if _CODE.fullmatch(code)][:_MOST]
    said = {code: run(Command(("rustc", "--explain", code), root, _TIMEOUT_S)) for code in asked}
    return tuple((code, outcome.stdout.text.strip()) for code, outcome in said.items() if outcome.ok)
