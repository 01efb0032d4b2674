"""One real `cargo check` of the workspace with some files changed, away from the user's tree and target folder."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ferrule.edits.travel import refusals_explained
from ferrule.facts.finding import Level
from ferrule.facts.reading import Reading
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Captured, Command, Outcome
from ferrule.process.door import run
from ferrule.repair.compile.cargo_check import KEEP_BYTES, CheckOptions, check_argv, read_check, trouble
from ferrule.repair.compile.mirror import mirror, outside_of, put
from ferrule.repair.compile.namespace import Namespace, namespace_refusal
from ferrule.repair.compile.noting import noting
from ferrule.repair.compile.reports import reports_of, silence
from ferrule.repair.compile.target_copy import copy_target, forget_members
from ferrule.repair.compile.unit import How, Rechecked
from ferrule.repair.compile.units import units_of
from ferrule.repair.compile.wrapper import Note, read_notes
from ferrule.telemetry.span import span
from ferrule.workspace.cargo_env import PLAIN


def recheck(
    workspace: Workspace, changes: Changes, scratch: Path, options: CheckOptions | None = None, how: How | None = None
) -> Rechecked:
    """Give what Cargo says of the whole workspace with these files changed, dependents of mended packages too.

    Args:
        workspace: its target folder gives the start, so that dependencies stay fresh.
        changes: files that exist and files that do not. Cargo goes by times; theirs are now.
        scratch: an own folder, used by one check at a time, outside of the sources or in `.ferrule`.
        options: as for the recording, so that the same features are resolved.
        how: None takes a namespace where the machine has them.

    Raises:
        NotWritable: when the scratch folder cannot be written, as on a full disk.
    """
    options, scratch = options or CheckOptions(), scratch.absolute()
    how = how or (How.SLOT if namespace_refusal() else How.NAMESPACE)
    if how is How.SLOT and (outside := outside_of(workspace.root, changes)):
        return Rechecked(Reading(), ok=False, seconds=0.0, how=how, note=outside)
    with refusals_explained(scratch), span("compile", what="recheck") as it:
        outcome, noted = _checked(workspace, changes, scratch, options, how)
        it.set(ok=outcome.ok)
    reading = read_check(outcome, workspace)
    units = units_of(noted, workspace, outcome.stdout.text)
    reports = reports_of(outcome.stdout.text, units, workspace.root)
    fault = trouble(outcome, reading) or silence(reports)
    has_errors = any(finding.level is Level.ERROR for finding in reading.findings)
    ok = not fault and reading.finished is True and not has_errors
    target = scratch / "target" if how is How.NAMESPACE else None
    return Rechecked(reading, ok, outcome.seconds, how, fault, reports, target)


def _checked(
    workspace: Workspace, changes: Changes, scratch: Path, options: CheckOptions, how: How
) -> tuple[Outcome, tuple[Note, ...]]:
    copy_target(workspace, scratch / "target")
    if options.lints or options.anew:
        forget_members(workspace, scratch / "target")
    notes = Path(tempfile.mkdtemp(prefix="notes-", dir=scratch))
    try:
        check = _at_home if how is How.NAMESPACE else _in_copy
        with noting(workspace, notes, scratch / "target", options.kept) as env:
            outcome = check(workspace, changes, scratch, options, env)
        return outcome, read_notes(notes) if how is How.NAMESPACE else ()
    finally:
        shutil.rmtree(notes, ignore_errors=True)


def _at_home(
    workspace: Workspace, changes: Changes, scratch: Path, options: CheckOptions, env: dict[str, str]
) -> Outcome:
    target = scratch / "target"
    # Shown over the user's own, so that each path that is noted in it stays right.
    place = workspace.target_folder
    shown = [*_own_lock(workspace.root, scratch), *([(target, place)] if place.is_dir() else [])]
    env = env if place.is_dir() else env | {"CARGO_TARGET_DIR": str(target)}
    view = Namespace(workspace.root, changes, scratch / "staging", (scratch,), shown)
    return _run(view.argv(check_argv(options)), workspace.root, env, options)


def _own_lock(root: Path, scratch: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the mount that lets Cargo write a Cargo.lock which is not the user's: it may have to, or wish to."""
    original, own = root / "Cargo.lock", scratch / "Cargo.lock"
    if original.exists():
        shutil.copy2(original, own)
        yield own, original


def _in_copy(
    workspace: Workspace, changes: Changes, scratch: Path, options: CheckOptions, _: dict[str, str]
) -> Outcome:
    tree = scratch / "tree" / workspace.root.name  # Cargo's ids of packages tell the folder's name
    mirror(workspace.root, workspace.target_folder, tree)
    put(changes, workspace.root, tree)
    env = PLAIN | {"CARGO_TARGET_DIR": str(scratch / "target")}
    outcome = _run(check_argv(options), tree, env, options)
    said = outcome.stdout.text.replace(str(tree), str(workspace.root))
    return replace(outcome, stdout=Captured(said, outcome.stdout.cut_bytes))


def _run(argv: tuple[str, ...], cwd: Path, env: dict[str, str], options: CheckOptions) -> Outcome:
    command = Command(argv, cwd, options.timeout_s, env, keep_bytes=KEEP_BYTES)
    return run(command, cancel=options.cancel)
