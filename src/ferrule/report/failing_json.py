"""A failing test in `ferrule.fix/1`, for machines."""

from ferrule.facts.fix import Incident


def failing_object(incident: Incident) -> dict[str, object] | None:
    """Give what is known of the test of an incident; None where it is none of a test."""
    test = incident.failing
    if test is None:
        return None
    return {
        "package": test.package,
        "target": test.target,
        "name": test.name,
        "message": incident.finding.message,
        "output": test.output,
        "alone": test.alone.value if test.alone else None,
        "runs": test.runs,
        "failures": test.failures,
        "flaky": test.flaky,
        "needs_others": test.needs_others,
        "cause": test.cause.value,
        "why": test.why,
        "good": test.good,
        "bad": test.bad,
        "changed": [{"path": file.path, "role": file.role.value} for file in test.changed],
        "reproduce": test.reproduce,
        "evidence": [
            {"what": one.what, "command": one.command, "outcome": one.outcome.value, "seconds": round(one.seconds, 3)}
            for one in test.evidence
        ],
    }
