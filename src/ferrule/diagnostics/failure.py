"""One failed test as a finding, from what it printed; the runners differ only in how they wrap that."""

from pathlib import Path

from ferrule.diagnostics.place import panic_in
from ferrule.facts.finding import Finding, Level


def failed_test(tool: str, name: str, output: str, root: Path) -> Finding:
    """Give the test by its name, with the place and the first line of its panic."""
    message = f"{name}: {headline(output, root)}"
    panic = panic_in(output, root)
    if panic is None:
        return Finding(tool, "test-failed", Level.ERROR, message, rendered=output)
    place = (panic.path, panic.line, panic.column)
    return Finding(tool, "test-failed", Level.ERROR, message, *place, rendered=output)


def headline(output: str, root: Path) -> str:
    """Give what a panic said first, else the first line that says something."""
    panic = panic_in(output, root)
    if panic is not None and panic.words:
        return panic.words
    line = next((line.strip() for line in output.split("\n") if line.strip()), "failed")
    return line.removeprefix("note: ").removeprefix("error: ")
