"""Associated types that are left open (P16)."""

from repair.moves.mending import mend

ONLY = """\
trait Task {
    type Out;
    fn run(&self) -> Self::Out;
}

struct Count;

impl Task for Count {
    type Out = u32;
    fn run(&self) -> u32 {
        1
    }
}

fn all(task: &dyn Task) -> u32 {
    task.run()
}
"""
PARAMETER = """\
trait Task {
    type Out;
    fn run(&self) -> Self::Out;
}

fn all<T: Task>(task: T) -> Task::Out {
    task.run()
}
"""
UNKNOWN = """\
trait Task {
    type Out;
}

struct All {
    first: Task::Out,
}
"""


def test_only() -> None:
    """The only impl says what it is."""
    mended = mend(ONLY)
    assert mended.compiles
    assert mended.text == ONLY.replace("dyn Task", "dyn Task<Out = u32>")
    assert "associated-type" in mended.moves
    assert mended.faults == ()


def test_parameter() -> None:
    """The parameter at hand has it."""
    mended = mend(PARAMETER)
    assert mended.compiles
    assert mended.text == PARAMETER.replace("-> Task::Out", "-> T::Out")
    assert "associated-type" in mended.moves
    assert mended.faults == ()


def test_unknown() -> None:
    """Where no type is at hand, none is chosen."""
    mended = mend(UNKNOWN)
    assert not mended.compiles
    assert "associated-type" not in mended.moves
    assert mended.faults == ()
