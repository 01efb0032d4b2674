"""The one `cargo check` that recording and rechecking share: same shape, so that features resolve the same."""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Level
from ferrule.facts.reading import Reading
from ferrule.facts.workspace import Selection, Workspace
from ferrule.process.command import Ended, Outcome

KEEP_BYTES: Final = 1 << 26


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How Cargo is called; the same for each check of a run."""

    selection: Selection = field(default_factory=Selection)
    """Its features; its packages are passed over, since another choice of packages resolves other features."""
    jobs: int | None = None
    """Limit of compiler processes; None leaves it to Cargo."""
    timeout_s: float = 900.0
    kept: Path | None = None
    """A folder that outlives the run, for what makes the next one quick; None: there is none."""
    lints: bool = False
    """Let clippy look on; its check finds all that a plain one finds."""
    capped: bool = False
    """With `lints`: what is denied is only warned of, so that it hides no lint of what depends on it."""
    anew: bool = False
    """In a recheck: call rustc for each unit of the workspace, fresh or not, so that each is recorded."""
    cancel: threading.Event | None = None


def check_argv(options: CheckOptions) -> tuple[str, ...]:
    """Give the command line of a check of all targets of all members."""
    chosen = options.selection
    words = ["cargo", "clippy" if options.lints else "check", "--workspace", "--all-targets", "--keep-going"]
    words += ["--message-format=json"]
    words += ["--all-features"] if chosen.all_features else []
    words += ["--no-default-features"] if chosen.no_default_features else []
    words += ["--features", ",".join(chosen.features)] if chosen.features else []
    words += ["--jobs", str(options.jobs)] if options.jobs else []
    words += ["--", "--cap-lints", "warn"] if options.lints and options.capped else []
    return tuple(words)


def read_check(outcome: Outcome, workspace: Workspace) -> Reading:
    """Give what Cargo and the compiler said."""
    members = frozenset(package.id for package in workspace.packages)
    reading = read_cargo_json(outcome.stdout.text, workspace.root, members)
    return replace(reading, complaint=cargo_complaint(outcome.stderr.text))


def trouble(outcome: Outcome, reading: Reading) -> str:
    """Give why the check says nothing about the code; empty when Cargo came to its own end."""
    if outcome.ended is not Ended.EXITED:
        return outcome.note or f"cargo {outcome.ended}"
    if reading.finished is None:
        return reading.complaint or f"cargo ended with {outcome.code} and without its closing word"
    has_errors = any(finding.level is Level.ERROR for finding in reading.findings)
    if not (reading.finished or has_errors):  # a build script failed, or a compiler died without a word
        return reading.complaint or "cargo failed, and no compiler said why"
    return ""
