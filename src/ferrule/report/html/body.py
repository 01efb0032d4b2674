"""The text below a finding's head: the tool's own, else lines of the file; cleaned, and no longer than allowed."""

from ferrule.facts.finding import Finding
from ferrule.facts.sheet import Excerpt
from ferrule.report.escape import for_terminal, shows_code

HEAD = 300
"""Characters of a message that stand in the head; a longer one stands in the text, too."""


def body_of(finding: Finding, excerpt: Excerpt | None, longest: int) -> tuple[str, int]:
    """Give the text of a finding and how many characters were left out.

    The tool's first line is dropped where it only repeats the message. Lines of the file are given where the tool
    showed none, in the form that rustc gives them.
    """
    said, left_out = _cut(_said(finding), longest)
    said = for_terminal(said).strip("\n").rstrip()
    if excerpt is None or shows_code(said):
        return said, left_out
    lines = for_terminal(_quoted(finding, excerpt)[:longest])
    return "\n".join(part for part in (lines, said) if part), left_out


def _said(finding: Finding) -> str:
    text = finding.rendered.lstrip("\n")
    first, _, rest = text.partition("\n")
    if finding.message and len(first) <= len(finding.message) + 80 and first.endswith(finding.message):
        text = rest
    if len(finding.message) > HEAD or "\n" in finding.message:
        text = text if finding.message in text else f"{finding.message}\n{text}"
    return text


def _cut(text: str, longest: int) -> tuple[str, int]:
    """Give the beginning of a text in whole lines, or within its first line where that alone is too long."""
    text = text.strip("\n")
    if len(text) <= longest:
        return text, 0
    end = text.rfind("\n", 0, longest)
    kept = text[: end if end > 0 else longest]
    return kept, len(text) - len(kept)


def _quoted(finding: Finding, excerpt: Excerpt) -> str:
    """Give lines of a file with their numbers, and a mark below the place that is meant."""
    last = excerpt.first + len(excerpt.lines) - 1
    margin = len(str(last))
    lines = []
    for number, line in enumerate(excerpt.lines, excerpt.first):
        lines.append(f"{number:>{margin}} | {line}")
        if number == finding.line:
            lines += [f"{' ' * margin} | {mark}" for mark in _mark(finding, line)]
    return "\n".join(lines)


def _mark(finding: Finding, line: str) -> tuple[str, ...]:
    """Give carets below what is meant, with the line's own tabs before them; none where no column is known."""
    if finding.column is None or finding.column > len(line) + 1:
        return ()
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_column and finding.end_line == finding.line else start + 1
    before = "".join("\t" if sign == "\t" else " " for sign in line[:start])
    return (before + "^" * max(1, min(end, len(line)) - start),)
