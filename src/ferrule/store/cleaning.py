"""Makes room: old runs, logs that no run names, and what may go at any time."""

import os
import time
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Select, delete, func, select

from ferrule.errors import StoreBroken, StoreTooNew, WrongUse
from ferrule.facts.cleaning import Cleaned
from ferrule.store.apart import apart
from ferrule.store.database import FILE, Database, open_database
from ferrule.store.leftovers import abandoned, put_aside, remakable
from ferrule.store.logs import FOLDER as LOGS
from ferrule.store.owners import claimed_ns, live_folders, owner
from ferrule.store.place import SCRATCH
from ferrule.store.refusals import reachable
from ferrule.store.removal import changed_ns, entries, files, remove, size
from ferrule.store.repair_schema import EDITED_FILES
from ferrule.store.schema import GATE_RESULTS, RUNS
from ferrule.store.tasks import FOLDER as TASKS
from ferrule.store.tasks import open_tasks

_TICK_NS: Final = 20_000_000
"""By how much the clock of a file system may lag behind."""


def plan_clean(folder: Path, keep: int) -> Cleaned:
    """Give what `clean` would take, and take nothing.

    Raises:
        WrongUse: when `keep` is negative.
        StoreTooNew, StoreBroken: when the history cannot be read.
    """
    _refuse_negative(keep)
    with reachable(folder):
        begun = _begun_ns(folder)
        runs, named = _history(folder, keep)
        named |= _logs_of_tasks(folder)
        return _sum(runs, _unneeded_logs(folder, named, begun), (*abandoned(folder), *remakable(folder)))


def clean(folder: Path, keep: int) -> Cleaned:
    """Take the runs beyond the newest `keep`, logs that no other run names, what dead runs left, and kept folders.

    Logs written since the oldest run that is still going on claimed its scratch folder may be its: they stay. So do
    the kept folders while any run is going on.

    Raises:
        WrongUse: when `keep` is negative.
        StoreTooNew, StoreBroken: when the history or a file cannot be read or taken away.
    """
    _refuse_negative(keep)
    with reachable(folder):
        begun = _begun_ns(folder)
        runs, named = _shortened_history(folder, keep)
        named |= _logs_of_tasks(folder)
        logs = _unneeded_logs(folder, named, begun)
        others = (*abandoned(folder), *(aside for kept in remakable(folder) for aside in put_aside(folder, kept)))
        cleaned = _sum(runs, logs, others)
        remove((*logs, *others))
    return cleaned


def plan_wipe(folder: Path) -> Cleaned:
    """Give what `wipe` would take, and take nothing.

    Raises:
        WrongUse: when `folder` is a symbolic link.
        StoreBroken: when a file cannot be read.
    """
    _refuse_link(folder)
    with reachable(folder):
        return _sum(_countable_runs(folder), tuple(files(folder / LOGS)), (*_entries_but_logs(folder), apart(folder)))


def wipe(folder: Path) -> Cleaned:
    """Take everything in the folder, without opening what links in it point to.

    Raises:
        WrongUse: when another ferrule is at work there, a task is open, or `folder` is a symbolic link.
        StoreBroken: when a file cannot be taken away.
    """
    _refuse_others(folder)
    wiped = plan_wipe(folder)
    with reachable(folder):
        remove((*entries(folder), *filter(Path.is_dir, (apart(folder),))))
    return wiped


def _refuse_negative(keep: int) -> None:
    if keep < 0:
        raise WrongUse(f"cannot keep {keep} runs")


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise WrongUse(f"{folder}: a symbolic link, which is not followed")


def _refuse_others(folder: Path) -> None:
    live = [(run, owner(run)) for run in live_folders(folder / SCRATCH)]
    others = [f"{run.name} (process {pid or 'unknown'})" for run, pid in live if pid != os.getpid()]
    if others:
        raise WrongUse(f"{folder}: another ferrule is at work: {', '.join(others)}")
    if not (folder / TASKS).is_dir():
        return
    tasks = open_tasks(folder)
    if names := [*(task.id for task in tasks.all() if not task.is_over), *tasks.altered()]:
        raise WrongUse(f"{folder}: tasks are open: {', '.join(names)}; finish or abandon them first")


def _begun_ns(folder: Path) -> int:
    """Give since when a log may belong to a run that goes on; asked before the history, which it may enter soon."""
    claims = [claimed_ns(live) for live in live_folders(folder / SCRATCH)]
    return min([claim for claim in claims if claim is not None], default=time.time_ns() - _TICK_NS)


def _history(folder: Path, keep: int) -> tuple[int, frozenset[str]]:
    """Give how many runs are beyond the newest, and the names of the logs of the others."""
    if not (folder / FILE).exists():
        return 0, frozenset()
    with open_database(folder) as database, database.reading() as connection:
        _refuse_left(database)
        stored = connection.scalar(select(func.count()).select_from(RUNS)) or 0
        return max(stored - keep, 0), _named_logs(connection, keep)


def _shortened_history(folder: Path, keep: int) -> tuple[int, frozenset[str]]:
    """Take the runs beyond the newest, and give what `_history` gives."""
    if not (folder / FILE).exists():
        return 0, frozenset()
    with open_database(folder) as database, database.writing() as connection:
        _refuse_left(database)
        gone = connection.execute(delete(RUNS).where(RUNS.c.id.not_in(_newest(keep)))).rowcount
        return gone, _named_logs(connection, keep)


def _refuse_left(database: Database) -> None:
    """Keep the logs of runs that still wait outside of the history."""
    if database.left:
        raise StoreBroken(f"runs that were put off cannot enter the history: {database.left}")


def _newest(keep: int) -> Select[str]:
    return select(RUNS.c.id).order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(keep)


def _named_logs(connection: Connection, keep: int) -> frozenset[str]:
    """Give the names of the logs that the newest runs need: the outputs of gates, and diffs."""
    return frozenset(
        Path(log).name
        for table in (GATE_RESULTS, EDITED_FILES)
        for log in connection.scalars(
            select(table.c.log).where(table.c.log.is_not(None), table.c.run_id.in_(_newest(keep)))
        )
    )


def _logs_of_tasks(folder: Path) -> frozenset[str]:
    """Give the names of the logs that tasks stand on: what decided their boxes, and what agents said."""
    tasks = open_tasks(folder).all() if (folder / TASKS).is_dir() else ()
    boxes = (box.evidence_sha256 for task in tasks for box in task.boxes)
    rounds = (one.transcript_sha256 for task in tasks for one in task.rounds)
    return frozenset(f"{sha256}.log" for sha256 in (*boxes, *rounds) if sha256)


def _countable_runs(folder: Path) -> int:
    try:
        return _history(folder, keep=0)[0]
    except (StoreBroken, StoreTooNew):  # To be rid of such a database is what wiping is for.
        return 0


def _unneeded_logs(folder: Path, named: frozenset[str], begun_ns: int) -> tuple[Path, ...]:
    unnamed = (log for log in files(folder / LOGS) if log.name not in named)
    return tuple(log for log in unnamed if changed_ns(log) < begun_ns)


def _entries_but_logs(folder: Path) -> tuple[Path, ...]:
    return tuple(entry for entry in entries(folder) if entry.name != LOGS)


def _sum(runs: int, logs: tuple[Path, ...], others: tuple[Path, ...]) -> Cleaned:
    found = tuple(file for other in others for file in files(other))
    return Cleaned(runs, len(logs), len(found), sum(size(file) for file in (*logs, *found)))
