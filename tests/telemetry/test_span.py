"""Spans and those who listen to them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ferrule.telemetry.span import RUN, Level, Span, carried, listen, past, run_of, span, unlisten, within


class Listening:
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Span]] = []

    def began(self, span: Span) -> None:
        """Keep a begin."""
        self.heard.append((f"+{span.name}", span))

    def ended(self, span: Span) -> None:
        """Keep an end."""
        self.heard.append((f"-{span.name}", span))


@pytest.fixture
def listening() -> Iterator[Listening]:
    """Somebody who listens while the test runs."""
    listener = Listening()
    listen(listener)
    yield listener
    unlisten(listener)


def test_nobody_listens() -> None:
    """Where nobody listens all spans are one and the same, which keeps nothing."""
    with span("gate", gate="fmt") as first, span("process") as second:
        first.set(status="passed")
        past("escalation", 1.0, incident="x")

    assert first is second
    assert {} == first.values == carried()


def test_spans_lie_in_each_other(listening: Listening) -> None:
    """A span belongs to the one around it, also in another thread; times and values are there at the end."""
    with span(RUN, command="check") as run, ThreadPoolExecutor(2) as pool:

        def gate(name: str) -> Span:
            with span("gate", gate=name) as it:
                it.set(status="passed")
            return it

        inside = list(pool.map(within(gate), ("fmt", "test")))
        outside = pool.submit(gate, "doc").result()

    assert [run, run, None] == [one.parent for one in (*inside, outside)]
    assert {run.trace_id} == {one.trace_id for one in inside} != {outside.trace_id}
    assert {"gate": "test", "status": "passed"} == inside[1].values
    assert "+run" == listening.heard[0][0]
    assert ("-run", run) == listening.heard[-1]
    assert run.seconds is not None
    assert run.seconds >= 0


def test_what_is_told_afterwards_began_before(listening: Listening) -> None:
    """Of work that is over only the end is heard, and its begin lies as far back as it took."""
    with span(RUN) as run:
        past("escalation", 3600.0, incident="x")

    [(word, done)] = [one for one in listening.heard if one[1].name == "escalation"]
    assert ("-escalation", run, 3600.0) == (word, done.parent, done.seconds)
    assert done.began_ns < run.began_ns


def test_an_error_passes_through(listening: Listening) -> None:
    """An exception ends the span, is kept with it, and goes on."""
    with pytest.raises(KeyError, match="gone"), span("gate"):
        raise KeyError("gone")

    assert isinstance(listening.heard[-1][1].error, KeyError)


@pytest.mark.parametrize("fault", [RuntimeError("broken"), SystemExit(1)], ids=["error", "exit"])
def test_a_listener_that_breaks_hears_no_more(listening: Listening, fault: BaseException) -> None:
    """Whatever a listener does, the work goes on and the others hear of it; rich leaves a broken pipe by SystemExit."""

    class Broken(Listening):
        def began(self, span: Span) -> None:
            self.heard.append(("+", span))
            raise fault

    broken = Broken()
    listen(broken)
    with span("gate"), span("process", Level.DEBUG):
        pass

    assert 1 == len(broken.heard)
    assert ["+gate", "+process", "-process", "-gate"] == [word for word, _ in listening.heard]


def test_a_run_within_its_own_command_is_no_second_one(listening: Listening) -> None:
    """What the command line opened is the run of its story; another story within it is a run of its own."""
    with span(RUN, command="fix") as outer, run_of("fix") as same, run_of("check") as other:
        pass

    assert outer is same
    assert (outer, "check") == (other.parent, other.values["command"])
