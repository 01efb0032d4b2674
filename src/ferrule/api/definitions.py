"""Skills, agents and commands as a library: loaded, shown, validated, routed and handed to other hosts."""

from collections.abc import Sequence
from pathlib import Path

from ferrule.facts.definition import Definition, Definitions, Remark
from ferrule.facts.evaluation import Evaluation
from ferrule.facts.install import Done, InstallTarget, Plan
from ferrule.facts.routing import Route, Turn


def load(start: Path) -> Definitions:
    """Give all definitions that count at a folder; nothing is started. See `ferrule.flow.definitions`."""
    from ferrule.flow.definitions import load as story

    return story(start)


def chosen(start: Path, name: str) -> Definition:
    """Give the definition of a name, such as `engineer`, `/memo`, `@rust-pro` or `$rust-expert`.

    Raises:
        DefinitionUnknown: when there is none, with the nearest name.
    """
    from ferrule.flow.definitions import chosen as story

    return story(start, name)


def validate(start: Path, path: Path | None, *, strict: bool = False) -> Definitions:
    """Give what is wrong with one file or folder, or with all that belongs to the project when `path` is None.

    Raises:
        WrongUse: for a path where nothing is.
    """
    from ferrule.flow.definitions import validate as story

    return story(start, path, strict=strict)


def route(start: Path, turns: Sequence[Turn]) -> Route:
    """Give the one skill that owns a task, and why; see `ferrule.definitions.routing`."""
    from ferrule.flow.definitions import route as story

    return story(start, turns)


def read_turns(text: str, name: str) -> tuple[Turn, ...]:
    """Give the turns of a talk that was written as JSON; see `ferrule.flow.turns`.

    Raises:
        WrongUse: for a text that is none, naming the place.
    """
    from ferrule.flow.turns import read_turns as story

    return story(text, name)


def model_of(one: Definition) -> str:
    """Give the model that a definition asks for, by the user's settings; empty for the asker's own."""
    from ferrule.flow.hosts import model_of as story

    return story(one)


def evals(start: Path) -> Evaluation:
    """Give how the trigger cases of all skills that count here are routed; see `ferrule.definitions.routing.evals`."""
    from ferrule.flow.definitions import evals as story

    return story(start)


def export(start: Path, name: str, folder: Path) -> tuple[tuple[Path, ...], tuple[Remark, ...]]:
    """Write a skill in the strict form into a folder; gives the files and what did not fit."""
    from ferrule.flow.hosts import export as story

    return story(start, name, folder)


def plan_install(start: Path, target: InstallTarget, root: Path, names: tuple[str, ...] = ()) -> Plan:
    """Give what an installation would write, and what lies there already; see `ferrule.flow.hosts`."""
    from ferrule.flow.hosts import plan_install as story

    return story(start, target, root, names)


def install(planned: Plan, *, force: bool = False) -> Done:
    """Carry a plan out: what others wrote or changed stays, unless `force` is set; see `ferrule.flow.hosts`."""
    from ferrule.flow.hosts import write

    return write(planned, force=force)


def uninstall(target: InstallTarget, root: Path) -> Done:
    """Remove what was installed and nobody changed; see `ferrule.flow.hosts`."""
    from ferrule.flow.hosts import uninstall as story

    return story(target, root)
