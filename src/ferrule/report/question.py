"""A question for the user, for people and for machines (`question.v1`)."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.syntax import Syntax
from rich.text import Text

from ferrule.facts.packet import Option, Proof, Question
from ferrule.report.escape import for_terminal, on_one_line

SCHEMA = "question.v1"
_PROOF = {
    Proof.TESTED: ("compiles, tests pass", "green"),
    Proof.COMPILED: ("compiles, not tested", "yellow"),
    Proof.FAILS: ("compiles, tests fail", "red"),
    Proof.NOT_TRIED: ("not tried", "red"),
}


def question_object(question: Question) -> dict[str, object]:
    """Give a question as the object of the contract."""
    return {
        "schema": SCHEMA,
        "incident": question.incident,
        "problem": question.problem,
        "attempts_by_level": [{"level": level, "attempts": list(told)} for level, told in question.attempts_by_level],
        "options": [_option(option) for option in question.options],
        "abort": question.abort,
        "default": None,
        "base_sha256": question.base_sha256,
    }


def _option(option: Option) -> dict[str, object]:
    return {
        "key": option.key,
        "summary": option.summary,
        "cost": list(option.cost),
        "risk": option.risk,
        "reversible": option.reversible,
        "diff_sketch": option.diff,
        "proof": option.proof.value,
        "evidence": option.evidence,
        "resolves": option.resolves,
    }


def question_block(question: Question) -> RenderableType:
    """Give a question for a terminal: the problem, what each level tried, and every option with its diff."""
    head = Text.assemble(
        ("? ", "bold yellow"), (question.incident, "bold"), f"  {on_one_line(question.problem, 300)}\n"
    )
    for level, told in question.attempts_by_level:
        for words, times in Counter(told).items():
            often = f" ({times} attempts)" if times > 1 else ""
            head.append(f"    level {level}   ", "dim").append(f"{on_one_line(words, 300)}{often}\n")
    parts: list[RenderableType] = [head]
    for option in question.options:
        parts += [
            _told(option),
            Syntax(for_terminal(option.diff), "diff", theme="ansi_dark", background_color="default"),
        ]
    if not question.options:
        parts.append(Text("  no way out that compiles was found; say in words what should be done\n"))
    parts.append(Text.assemble(("  abort  ", "bold"), f"{question.abort}\n"))
    answer = f'ferrule incidents answer {question.incident} {"A|B|…|" if question.options else ""}abort|"what to do"'
    parts.append(Text.assemble("  nothing is chosen for you: ", (answer, "cyan"), "\n"))
    return Group(*parts)


def _told(option: Option) -> Text:
    words, style = _PROOF[option.proof]
    text = Text.assemble(
        ("  ", ""), (f"{option.key}  ", "bold"), on_one_line(option.summary, 200), ("  [", ""), (words, style), "]"
    )
    if not option.resolves:
        text.append(" puts the decision off", "yellow")
    for name, said in (
        ("cost", "; ".join(option.cost) or "none"),
        ("risk", option.risk),
        ("evidence", option.evidence),
        ("back", option.reversible),
    ):
        text.append(f"\n     {name:<10}", "dim").append(on_one_line(said, 300))
    return text.append("\n")
