"""What is told of a gate while ferrule is watched: its verdict and its reason, never its words."""

from ferrule.facts.gate import GateResult
from ferrule.telemetry.span import Value


def told(row: GateResult) -> dict[str, Value]:
    """Give what a span says of a row."""
    values: dict[str, Value] = {"gate": row.id, "status": row.status.value, "cached": row.cached}
    values["reason"] = row.reason.value if row.reason else None
    if row.seen is not None:
        values |= {"seen": row.seen.count, "unit": row.seen.unit}
    return values | {"findings": len(row.findings)}
