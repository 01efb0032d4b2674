"""One `cargo check` in the user's target folder, with the rustc call of each unit noted down."""

import shutil
import tempfile
from pathlib import Path

from ferrule.edits.travel import refusals_explained
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.repair.compile.cargo_check import KEEP_BYTES, CheckOptions, check_argv, read_check, trouble
from ferrule.repair.compile.chained_wrapper import chained_wrapper
from ferrule.repair.compile.noting import noting
from ferrule.repair.compile.reports import reports_of
from ferrule.repair.compile.unit import Recording
from ferrule.repair.compile.units import units_of
from ferrule.repair.compile.wrapper import read_notes
from ferrule.telemetry.span import span


def record(workspace: Workspace, scratch: Path, options: CheckOptions | None = None) -> Recording:
    """Give the units that Cargo compiled, how it called rustc for each, and what was said.

    Cargo calls rustc only for units that are not fresh; one that failed never is, so every broken unit is there.
    The user's warm state stays: a RUSTC_WRAPPER is not part of Cargo's hashes. Of what is noted, nothing stays on
    disk after this call.

    Raises:
        NotWritable: when the scratch folder cannot be written, as on a full disk.
    """
    options = options or CheckOptions()
    with refusals_explained(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        notes = Path(tempfile.mkdtemp(prefix="notes-", dir=scratch.absolute()))
        try:
            return _recorded(workspace, notes, options)
        finally:
            shutil.rmtree(notes, ignore_errors=True)


def _recorded(workspace: Workspace, notes: Path, options: CheckOptions) -> Recording:
    chained = chained_wrapper(workspace.root)
    with noting(workspace, notes, workspace.target_folder, options.kept) as env:
        command = Command(check_argv(options), workspace.root, options.timeout_s, env, keep_bytes=KEEP_BYTES)
        with span("compile", what="workspace") as it:
            outcome = run(command, cancel=options.cancel)
            it.set(ok=outcome.ok)
    reading = read_check(outcome, workspace)
    units = units_of(read_notes(notes), workspace, outcome.stdout.text)
    fault = trouble(outcome, reading)
    return Recording(
        reports=reports_of(outcome.stdout.text, units, workspace.root),
        reading=reading,
        seconds=outcome.seconds,
        finished=not fault,
        note=fault or (f"calls the wrapper {chained}, which was set before" if chained else ""),
    )
