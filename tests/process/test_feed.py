"""What a program reads from its standard input."""

from pathlib import Path

import pytest

from ferrule.process.command import Command, Ended
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.sandbox import Sandbox


def command(script: str, stdin: bytes | None, sandbox: Sandbox | None = None) -> Command:
    """Give a shell script that is fed with these bytes."""
    return Command(("sh", "-c", script), Path("/"), 60.0, sandbox=sandbox, stdin=stdin)


def test_a_program_reads_what_it_is_given() -> None:
    """Every byte, and then the end."""
    outcome = run(command("wc -c; echo done", b"a\0b\n" * 100_000))

    assert ["400000", "done"] == outcome.stdout.text.split()


def test_without_anything_the_input_is_at_its_end() -> None:
    """A program that asks somebody does not wait for ever."""
    assert "" == run(command("cat", None)).stdout.text
    assert "" == run(command("cat", b"")).stdout.text


def test_a_program_that_does_not_read_is_no_trouble() -> None:
    """More than a pipe holds, and nobody takes it: the program ends as it likes."""
    outcome = run(command("exit 3", b"x" * 10_000_000))

    assert (Ended.EXITED, 3) == (outcome.ended, outcome.code)


@pytest.mark.sandbox
def test_a_sandboxed_program_reads_it_too() -> None:
    """The sandbox hands the input through."""
    if sandbox_refusal():
        pytest.skip(sandbox_refusal())

    assert "hello" == run(command("cat", b"hello", Sandbox((), ()))).stdout.text
