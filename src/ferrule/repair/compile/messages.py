"""What rustc itself prints, without Cargo around it: diagnostics and notices of artifacts, a line each."""

import msgspec

from ferrule.diagnostics.cargo_line import Line, Message, Target
from ferrule.diagnostics.foreign import UNREADABLE
from ferrule.diagnostics.rustc_finding import finding_in
from ferrule.facts.finding import Finding
from ferrule.facts.reading import Reading, distinct
from ferrule.repair.compile.unit import Unit


class _Kind(msgspec.Struct, frozen=True, gc=False):
    message_type: str = msgspec.field(default="", name="$message_type")
    artifact: str | None = None


_KIND = msgspec.json.Decoder(_Kind)
_MESSAGE = msgspec.json.Decoder(Message)


def read_rustc_json(text: str, unit: Unit) -> Reading:
    """Turn the JSON lines of rustc into findings. Never raises: what it cannot read, it hands back."""
    findings: list[Finding] = []
    unread: list[str] = []
    for raw in filter(None, text.split("\n")):  # not splitlines: it also cuts at U+2028
        try:
            findings.extend(_findings(raw, unit))
        except UNREADABLE:
            unread.append(raw)
    return Reading(distinct(findings), unread=tuple(unread))


def _findings(raw: str, unit: Unit) -> list[Finding]:
    kind = _KIND.decode(raw)
    if kind.message_type not in {"", "diagnostic"} or kind.artifact is not None:
        return []
    # Dressed as Cargo does it, so that one reader serves both.
    message = _MESSAGE.decode(raw)
    line = Line("compiler-message", unit.package_id, Target(unit.target, unit.kinds), message=message)
    if not line.is_whole:
        raise ValueError(raw)
    finding = finding_in(line, unit.root)
    return [finding] if finding is not None else []
