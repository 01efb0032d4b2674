"""Definitions put into a host's folders: planned, written, taken out again; nobody else's file is touched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.definitions.hosts.agents_dir import for_agents_dir
from ferrule.definitions.hosts.claude import PLUGIN_FILE, for_claude, for_claude_plugin, plugin_file
from ferrule.definitions.hosts.codex import for_codex
from ferrule.definitions.hosts.exported import Exported, NotPortable, remark
from ferrule.definitions.hosts.hooks import PLUGIN_FILE as HOOKS_FILE
from ferrule.definitions.hosts.hooks import SETTINGS_FILE, plugin_hooks
from ferrule.definitions.hosts.placing import alone, clear, place, prune, take_out
from ferrule.definitions.hosts.record import Record, known_hashes, place_of, read_record, record_text
from ferrule.definitions.hosts.settings_file import looked, put_in, take_hooks_out
from ferrule.definitions.hosts.survey import look, obsolete, surveyed
from ferrule.edits.changes import sha256
from ferrule.edits.replace import seen
from ferrule.edits.travel import refusals_explained
from ferrule.facts.definition import Definition, Remark
from ferrule.facts.finding import Level
from ferrule.facts.install import Done, InstallTarget, Kept, Obsolete, Plan, PlannedFile, Presence

_FORMS: Final[Mapping[InstallTarget, Callable[[Definition], Exported]]] = {
    InstallTarget.CLAUDE: for_claude,
    InstallTarget.CLAUDE_PLUGIN: for_claude_plugin,
    InstallTarget.CODEX: for_codex,
    InstallTarget.AGENTS_DIR: for_agents_dir,
}
_WRITABLE: Final = (Presence.NEW, Presence.OURS)
_BY_FORCE: Final = (*_WRITABLE, Presence.CHANGED, Presence.FOREIGN)
_WHY: Final = {
    Presence.CHANGED: "changed since ferrule wrote it",
    Presence.FOREIGN: "not written by ferrule",
    Presence.CLOSED: "cannot be written",
}


def plan(definitions: Sequence[Definition], target: InstallTarget, root: Path) -> Plan:
    """Give what `write` would do with the definitions that count; nothing is written, no program is started.

    What the target has no place for is left out with a remark, `not-portable`.

    Raises:
        BadRecord: when the record of an earlier installation cannot be read.
        NotWritable: when the folders cannot be looked at.
    """
    files, remarks = _files([one for one in definitions if not one.shadowed_by], target)
    with refusals_explained(root):
        return _looked(Plan(target, str(root.absolute()), files, remarks=remarks))


def with_hooks(planned: Plan) -> Plan:
    """Give a plan that also has the hooks with which its host asks about tasks; other hosts than Claude Code have none.

    Raises:
        BadRecord, NotWritable: as `plan` does.
    """
    root = Path(planned.root)
    with refusals_explained(root):
        if planned.target is InstallTarget.CLAUDE:
            return replace(planned, files=(*planned.files, looked(root)))
        if planned.target is InstallTarget.CLAUDE_PLUGIN and planned.files:
            own = PlannedFile(HOOKS_FILE, plugin_hooks(), Presence.NEW)
            return _looked(replace(planned, files=(*planned.files, own)))
    return planned


def write(planned: Plan, *, force: bool = False) -> Done:
    """Write what is new and what ferrule wrote earlier; the rest is kept and told, unless `force` is set.

    Each file is replaced in one step, and the record is written first, so that an interrupted installation is
    completed by the next one. What lies there is looked at anew: the plan may be older than the last edit.

    Raises:
        BadRecord: when the record of an earlier installation cannot be read.
        InstallBusy: when another ferrule is at work there.
        NotWritable: when a file cannot be written; those before it are.
    """
    root = Path(planned.root)
    has_settings = any(one.path == SETTINGS_FILE for one in planned.files)
    planned = replace(planned, files=tuple(one for one in planned.files if one.path != SETTINGS_FILE))
    with refusals_explained(root), alone(root):
        now = _looked(planned)
        due = [one for one in now.files if one.presence in (_BY_FORCE if force else _WRITABLE)]
        gone = [one.path for one in now.obsolete if one.presence in (_BY_FORCE if force else _WRITABLE)]
        before, after = _records(now, due, gone, force=force)
        if due or gone:
            place(root, place_of(now.target), record_text(before, now.target))
        _carry_out(root, now, due, gone)
        _write_down(root, now.target, after)
        more = put_in(root) if has_settings else Done(now.target, now.root)
    kept = [*(_kept(one) for one in now.files if one not in due and one.presence in _WHY), *_left(now.obsolete, gone)]
    same = tuple(one.path for one in now.files if one.presence is Presence.SAME)
    return _joined(Done(now.target, now.root, tuple(one.path for one in due), same, tuple(gone), tuple(kept)), more)


def uninstall(target: InstallTarget, root: Path) -> Done:
    """Remove what ferrule wrote for a target and nobody changed since, and the folders that become empty.

    Changed files stay, are told, and are the user's own from now on. Where nothing is installed, nothing happens.

    Raises:
        BadRecord: when the record of the installation cannot be read.
        InstallBusy: when another ferrule is at work there.
        NotWritable: when a file cannot be removed; those before it are.
    """
    root = root.absolute()
    if not root.is_dir():
        return Done(target, str(root))
    with refusals_explained(root), alone(root):
        record = read_record(root, target)
        more = take_hooks_out(root) if target is InstallTarget.CLAUDE else Done(target, str(root))
        if record is not None:
            return _joined(_uninstalled(target, root, record), more)
        clear(root, place_of(target))
        return more


def _joined(done: Done, more: Done) -> Done:
    """Give what was done to files of our own, and to the settings behind them."""
    return replace(
        done,
        written=(*done.written, *more.written),
        same=(*done.same, *more.same),
        removed=(*done.removed, *more.removed),
        kept=(*done.kept, *more.kept),
    )


def _files(
    definitions: Sequence[Definition], target: InstallTarget
) -> tuple[tuple[PlannedFile, ...], tuple[Remark, ...]]:
    files: dict[str, PlannedFile] = {}
    taken: list[Definition] = []
    remarks: list[Remark] = []
    for one in definitions:
        try:
            form = _FORMS[target](one)
        except NotPortable as refusal:
            words = f"left out: {str(refusal).removeprefix(f'{one.path}: ')}"
            remarks.append(remark(one, "not-portable", words, Level.WARNING))
            continue
        remarks += form.remarks
        clash = files.keys() & {path.casefold() for path in form.files}
        if clash:
            remarks.append(remark(one, "same-place", f"left out: {min(clash)} is another one's", Level.WARNING))
            continue
        taken.append(one)
        for path in form.files:
            if files.setdefault(path.casefold(), _planned(path, form)).path != path:
                words = f"{path}: left out: differs from another file in the case of letters alone"
                remarks.append(remark(one, "resource-left-out", words, Level.WARNING))
    if target is InstallTarget.CLAUDE_PLUGIN and taken:
        files[PLUGIN_FILE] = PlannedFile(PLUGIN_FILE, plugin_file(taken), Presence.NEW)
    return tuple(sorted(files.values(), key=lambda one: one.path)), tuple(remarks)


def _planned(path: str, form: Exported) -> PlannedFile:
    return PlannedFile(path, form.files[path], Presence.NEW, is_executable=path in form.executable)


def _looked(planned: Plan) -> Plan:
    """Give the plan with what lies there now."""
    root = Path(planned.root)
    old = obsolete(root, planned.files, read_record(root, planned.target) or Record())
    return replace(planned, files=surveyed(root, planned.files, known_hashes(root)), obsolete=old)


def _records(now: Plan, due: Iterable[PlannedFile], gone: Iterable[str], *, force: bool) -> tuple[Record, Record]:
    """Give what is written down before the first file changes, and after the last one."""
    root = Path(now.root)
    old, known = read_record(root, now.target) or Record(), known_hashes(root)
    adopted = [one for one in now.files if one.presence is Presence.SAME and (force or one.path in known)]
    files = {**old.files, **{one.path: sha256(one.content) for one in (*due, *adopted)}}
    others = {path: digest for path, digest in old.before.items() if path not in {one.path for one in now.files}}
    earlier = {one.path: seen(root / one.path) for one in due if one.presence is Presence.OURS}
    before = {**others, **{path: digest for path, digest in earlier.items() if digest}}
    return Record(files, before), Record({path: files[path] for path in files.keys() - set(gone)}, others)


def _carry_out(root: Path, now: Plan, due: Iterable[PlannedFile], gone: Sequence[str]) -> None:
    for one in due:
        place(root, one.path, one.content, is_executable=one.is_executable)
    for path in gone:
        take_out(root, path)
    prune(root, gone)
    for one in now.files:
        clear(root, one.path)


def _write_down(root: Path, target: InstallTarget, record: Record) -> None:
    """Write the record where it says anything new; one that would say nothing is removed."""
    path, text = place_of(target), record_text(record, target)
    if record.files or record.before:
        if seen(root / path) != sha256(text):
            place(root, path, text)
    elif read_record(root, target) is not None:
        take_out(root, path)
        prune(root, (path,))


def _kept(one: PlannedFile) -> Kept:
    return Kept(one.path, ": ".join(filter(None, (_WHY[one.presence], one.why))))


def _left(found: Iterable[Obsolete], gone: Sequence[str]) -> list[Kept]:
    words = "no longer part of the skill, but "
    return [Kept(one.path, f"{words}{_WHY[one.presence]}") for one in found if one.path not in gone]


def _uninstalled(target: InstallTarget, root: Path, record: Record) -> Done:
    known = known_hashes(root)
    others = {path for other in InstallTarget if other is not target for path in _paths(root, other)}
    removed, kept = [], []
    for path in sorted({*record.files, *record.before}):
        presence, why = look(root, path, known[path])
        if path in others:
            kept.append(Kept(path, "belongs to another target too", is_shared=True))
        elif presence is Presence.OURS:
            take_out(root, path)
            removed.append(path)
        elif presence is not Presence.NEW:
            kept.append(Kept(path, ": ".join(filter(None, (_WHY[presence], why)))))
        clear(root, path)
    prune(root, (*record.files, *record.before))
    take_out(root, place_of(target))
    prune(root, (place_of(target),))
    return Done(target, str(root), removed=tuple(removed), kept=tuple(kept))


def _paths(root: Path, target: InstallTarget) -> Iterable[str]:
    record = read_record(root, target) or Record()
    return (*record.files, *record.before)
