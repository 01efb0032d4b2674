"""A packet without secrets: what is stored or sent is made of this one."""

from dataclasses import replace

from ferrule.facts.packet import CurrentState, Escalation, Window
from ferrule.process.redact import mask


def masked(packet: Escalation) -> Escalation:
    """Give the packet with the secrets in all its texts replaced; one without any is equal to it."""
    state = packet.current_state
    return replace(
        packet,
        problem=mask(packet.problem),
        attempted=_each(packet.attempted),
        error_full=mask(packet.error_full),
        context=_window(packet.context),
        request=mask(packet.request),
        current_state=CurrentState(_each(state.files), mask(state.branch)),
        blocked_on=mask(packet.blocked_on),
        related=tuple(map(_window, packet.related)),
        trigger=mask(packet.trigger),
        why_previous_failed=mask(packet.why_previous_failed),
        suspected_cause=mask(packet.suspected_cause),
        guidance=_each(packet.guidance),
    )


def _window(window: Window) -> Window:
    return replace(window, code_window=mask(window.code_window))


def _each(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(mask, texts))
