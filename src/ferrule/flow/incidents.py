"""What is known of incidents, looked up: starts no program."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ferrule.errors import IncidentUnknown
from ferrule.escalation import funnel as funnels
from ferrule.escalation.machine import Machine
from ferrule.escalation.packets.markdown import markdown
from ferrule.escalation.packets.plain import plain
from ferrule.facts.escalation import Cause, Stage, Tracked
from ferrule.facts.funnel import Funnel
from ferrule.facts.incidents import Told
from ferrule.store.place import DATABASE, existing_folder

OPEN = tuple(stage for stage in Stage if stage not in (Stage.RESOLVED, Stage.ABANDONED))


@contextmanager
def machine_at(root: Path, run_id: str = "") -> Iterator[Machine | None]:
    """Give the incidents of the workspace at `root`; None where nothing was ever kept.

    Raises:
        StoreBroken: when they cannot be read.
    """
    folder = existing_folder(root)
    if folder is None or not (folder / DATABASE).exists():
        yield None
        return
    from ferrule.store.database import open_database

    with open_database(folder) as database:
        yield Machine(database, run_id)


def incidents(root: Path, *, everything: bool) -> tuple[Tracked, ...]:
    """Give the incidents that are not over, or all there ever were."""
    with machine_at(root) as machine:
        return machine.incidents(tuple(Stage) if everything else OPEN) if machine else ()


def incident(root: Path, wanted: str) -> Told:
    """Give one incident by its id or a beginning of it.

    Raises:
        IncidentUnknown: when none or several fit.
    """
    with machine_at(root) as machine:
        one = chosen(machine, wanted)
        if machine is None:
            raise IncidentUnknown(wanted)
        packets = machine.packets(one.id)
        return Told(
            one,
            machine.events(one.id),
            tuple(plain(packet) for packet in packets),
            machine.open_question(one.id),
            markdown(packets[-1]) if packets else "",
        )


def chosen(machine: Machine | None, wanted: str) -> Tracked:
    """Give the incident that a user means.

    Raises:
        IncidentUnknown: naming those that fit when several do.
    """
    known = machine.incidents() if machine else ()
    name = wanted if wanted.upper().startswith("I-") else f"I-{wanted}"
    fitting = [one for one in known if one.id.lower().startswith(name.lower())]
    exact = [one for one in fitting if one.id.lower() == name.lower()]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    if not fitting:
        raise IncidentUnknown(f"no incident {wanted}")
    raise IncidentUnknown(f"{wanted} may be {', '.join(one.id for one in fitting[:5])}")


def reopen(root: Path, wanted: str) -> Tracked:
    """Let an incident begin again at level 1 with nothing used.

    Raises:
        IncidentUnknown: when none or several fit.
        IllegalMove: for one that is over, or that another process works on.
    """
    with machine_at(root) as machine:
        one = chosen(machine, wanted)
        if machine is None:
            raise IncidentUnknown(wanted)
        return machine.move(one.id, Stage.OPEN, Cause.SOURCE_CHANGED, "reopened by the user")


def funnel(root: Path) -> Funnel:
    """Give what became of all incidents of the workspace, level by level (P23, P32, P41).

    Raises:
        StoreBroken: when they cannot be read.
    """
    folder = existing_folder(root)
    if folder is None or not (folder / DATABASE).exists():
        return Funnel(0, 0, 0, 0, 0, (), 0, 0, None)
    from ferrule.store.database import open_database

    with open_database(folder) as database:
        return funnels.funnel(database)
