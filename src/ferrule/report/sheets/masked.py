"""Foreign words of repairs and questions without secrets: what a report shows, others read."""

from dataclasses import replace

from ferrule.facts.finding import Finding, Suggestion
from ferrule.facts.packet import Option, Question
from ferrule.process.redact import mask


def masked_finding(finding: Finding) -> Finding:
    """Give a finding without secrets; a suggestion that would write one is left out."""
    return replace(
        finding,
        message=mask(finding.message),
        rendered=mask(finding.rendered),
        suggestions=tuple(
            replace(one, message=mask(one.message)) for one in finding.suggestions if not _holds_a_secret(one)
        ),
    )


def masked_question(question: Question) -> Question:
    """Give a question without secrets."""
    return replace(
        question,
        problem=mask(question.problem),
        attempts_by_level=tuple(
            (level, tuple(mask(words) for words in told)) for level, told in question.attempts_by_level
        ),
        options=tuple(_option(option) for option in question.options),
        abort=mask(question.abort),
    )


def _option(option: Option) -> Option:
    return replace(
        option,
        summary=mask(option.summary),
        cost=tuple(mask(one) for one in option.cost),
        risk=mask(option.risk),
        diff=mask(option.diff),
        evidence=mask(option.evidence),
    )


def _holds_a_secret(suggestion: Suggestion) -> bool:
    return any(mask(edit.replacement) != edit.replacement for edit in suggestion.edits)
