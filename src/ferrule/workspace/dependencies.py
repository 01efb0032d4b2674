"""Dependencies brought to disk before a sandbox without a network needs them."""

from pathlib import Path

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.redact import mask

_TIMEOUT_S = 600.0


def fetch(root: Path) -> tuple[str, ...]:
    """Run `cargo fetch`; gives what to tell the user when it did not work, else nothing."""
    outcome = run(Command(("cargo", "fetch", "--color=never"), root, _TIMEOUT_S))
    if outcome.ok:
        return ()
    words = mask(outcome.stderr.text.strip() or outcome.note)
    return (f"`cargo fetch` before the sandbox failed, so builds may miss dependencies: {words}",)
