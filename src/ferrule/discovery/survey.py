"""The story of a discovery: every source is read, every command judged, and each gets its row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ferrule.discovery.cargo_config import cargo_aliases
from ferrule.discovery.github import github_lines
from ferrule.discovery.gitlab import gitlab_lines
from ferrule.discovery.ground import Ground, ground_of
from ferrule.discovery.judging import adopting
from ferrule.discovery.judging.judged import Context, Judged
from ferrule.discovery.judging.naming import Tasks
from ferrule.discovery.judging.whole import MAKE, MISE, Judging, Whole, is_about_rust, is_cargo
from ferrule.discovery.justfile import just_recipes
from ferrule.discovery.makefile import make_targets
from ferrule.discovery.mise import mise_tasks
from ferrule.discovery.names import Names
from ferrule.discovery.step import Sight, Step, Task
from ferrule.discovery.toml_text import table_of, toml_at
from ferrule.discovery.xtask import xtask_commands
from ferrule.facts.discovery import Adoptable, Discovery, Find, Kind, Source
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import is_known


@dataclass(slots=True)
class _Survey:
    ground: Ground
    judging: Judging
    names: Names
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What would run already, and where that was found."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says of where its command stands."""

    source: Source
    path: str
    line: int
    name: str
    command: str
    runs: tuple[str, ...]


def survey(root: Path, built_in: tuple[str, ...], own: Mapping[str, tuple[str, ...]] | None = None) -> Discovery:
    """Give every command that the repository's files run of Cargo, just, make and mise; nothing is started.

    Args:
        root: of the workspace; files above it count as far as the repository goes.
        built_in: ids that no adopted gate may have.
        own: the commands of the gates that the settings have already, by id.
    """
    ground = ground_of(root)
    aliases = list(cargo_aliases(ground))
    tasks = [*aliases, *xtask_commands(ground, aliases), *just_recipes(ground), *make_targets(ground)]
    tasks = [_placed(ground, task) for task in (*tasks, *mise_tasks(ground))]
    lines = [*github_lines(ground), *gitlab_lines(ground)]
    state = _Survey(ground, Judging(Tasks(tasks), _context(ground)), Names((*built_in, *(own or {}))))
    state.seen.update({argv: f"the gate `{name}`" for name, argv in (own or {}).items()})
    finds = [*_of_tasks(state, tasks), *_of_lines(state, lines)]
    return Discovery(str(ground.root), tuple(ground.files), tuple(finds), tuple(ground.unread))


def _context(ground: Ground) -> Context:
    path = ground.root / "Cargo.toml"
    read = toml_at(ground, path) if path.is_file() else None
    manifest = read[0] if read else {}
    if path.is_file() and ground.shown(path) in ground.files:
        ground.files.remove(ground.shown(path))
    for holder in (manifest, table_of(manifest, "workspace")):
        version = table_of(holder, "package").get("rust-version")
        if isinstance(version, str):
            return Context(version)
    return Context()


def _placed(ground: Ground, task: Task) -> Task:
    return replace(task, steps=tuple(_moved(ground, step) for step in task.steps))


def _moved(ground: Ground, step: Step) -> Step:
    return replace(step, folder=ground.from_workspace(step.folder)) if is_known(step.folder) else step


def _of_tasks(state: _Survey, tasks: list[Task]) -> Iterator[Find]:
    for task in tasks:
        whole = state.judging.task(task)
        if not is_about_rust(task, whole):
            continue
        decision = adopting.of_task(task, whole, is_above=task.path.startswith(".."))
        decision = _once(state, decision, f"{task.path}:{task.line}")
        name = state.names.of_task(task) if decision.adoptable is not Adoptable.NO else ""
        runs = tuple(step.text for step in task.steps)
        told = _Told(task.source, task.path, task.line, name, " ".join(task.start), runs)
        yield _find(whole, decision, told)


def _of_lines(state: _Survey, lines: list[Sight]) -> Iterator[Find]:
    for sight in lines:
        step = _moved(state.ground, sight.step)
        whole = _judged(state, step)
        if whole is None:
            continue
        decision = adopting.of_step(step, whole)
        decision = _once(state, decision, f"{sight.path}:{step.line}")
        name = state.names.of_step(step) if decision.adoptable is not Adoptable.NO else ""
        told = _Told(sight.source, sight.path, step.line, name, step.text, ())
        yield replace(_find(whole, decision, told), within=sight.within, conditions=sight.conditions)


def _judged(state: _Survey, step: Step) -> Whole | None:
    program = name_of(step.words[0]) if step.words else ""
    if step.words[:1] == ("action",):
        kind = Kind(step.words[1])
        return Whole(Judged(kind, "prepares tools" if kind is Kind.SETUP else "releases"))
    if program in MAKE | MISE or program == "just" or is_cargo(step.words):
        return state.judging.step(step)
    return None


def _once(state: _Survey, decision: adopting.Decision, place: str) -> adopting.Decision:
    """Give a decision, turned down where the same command was found before."""
    if decision.adoptable is Adoptable.NO:
        return decision
    before = state.seen.setdefault(decision.argv, place)
    return decision if before == place else adopting.Decision(Adoptable.NO, f"the same as {before}")


def _find(whole: Whole, decision: adopting.Decision, told: _Told) -> Find:
    judged = whole.judged
    return Find(
        told.source,
        told.path,
        told.line,
        told.name,
        told.command,
        told.runs,
        judged.kind,
        judged.why,
        judged.equals,
        decision.adoptable,
        decision.why_not,
        decision.argv,
        uncovered=whole.uncovered if judged.kind is Kind.GATE else (),
    )
