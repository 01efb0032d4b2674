"""No fault of a thread is lost."""

from ferrule.process import thread


def test_a_fault_reaches_whoever_began_it() -> None:
    """The exception comes with its trace, and the end is told last."""
    told: list[str] = []

    thread.begin(
        "divides", lambda: 1 // 0, lambda fault: told.append(thread.trace_of(fault)), lambda: told.append("ended")
    ).join(30)

    assert "ZeroDivisionError" in told[0]
    assert "test_thread.py" in told[0]
    assert ["ended"] == told[1:]


def test_work_that_is_done_breaks_nothing() -> None:
    """Only its end is told."""
    told: list[str] = []

    begun = thread.begin("works", lambda: told.append("worked"), lambda fault: told.append(str(fault)))
    begun.join(30)

    assert ["worked"] == told
    assert begun.daemon
