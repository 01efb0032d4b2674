"""A question without secrets: what is stored is made of this one."""

from dataclasses import replace

from ferrule.facts.packet import Option, Question
from ferrule.process.redact import mask


def covered(question: Question) -> Question:
    """Give the question with the secrets in all its texts replaced; one without any is equal to it.

    A diff is kept to be looked at: one in which something was replaced must not be written into a source file.
    """
    return replace(
        question,
        problem=mask(question.problem),
        attempts_by_level=tuple((level, tuple(map(mask, words))) for level, words in question.attempts_by_level),
        options=tuple(map(_option, question.options)),
        abort=mask(question.abort),
    )


def _option(option: Option) -> Option:
    return replace(
        option,
        summary=mask(option.summary),
        cost=tuple(map(mask, option.cost)),
        risk=mask(option.risk),
        reversible=mask(option.reversible),
        diff=mask(option.diff),
        evidence=mask(option.evidence),
    )
