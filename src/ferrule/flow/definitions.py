"""Definitions of a project, its user and ferrule: loaded, looked up, validated and routed; nothing is started."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.config.fault import nearest
from ferrule.config.user import BadUserSettings, read_user_settings
from ferrule.definitions import load as loading
from ferrule.definitions import strict as strictly
from ferrule.definitions.front import Keys
from ferrule.definitions.tiers import USUAL, is_unheard
from ferrule.errors import DefinitionUnknown, WrongUse
from ferrule.facts.definition import Definition, Definitions, Kind, Remark, Scope
from ferrule.facts.evaluation import Evaluation
from ferrule.facts.finding import Level
from ferrule.facts.routing import Route, Task, Turn
from ferrule.facts.tiers import Tiers
from ferrule.flow.project import project_of

_MARKS = {"@": Kind.AGENT, "/": Kind.COMMAND, "$": Kind.SKILL}


def load(start: Path) -> Definitions:
    """Give all definitions that count at a folder: of the project, of the user, and those that ferrule brings."""
    return _with_models(loading.load(project_of(start), Path.home()))


def chosen(start: Path, name: str) -> Definition:
    """Give the definition of a name; `@`, `/` or `$` before it say which kind is meant.

    Raises:
        DefinitionUnknown: when there is none, with the nearest name.
    """
    kind, plain = _MARKS.get(name[:1]), name.lstrip("@/$")
    known = [one for one in load(start).active if kind is None or one.kind is kind]
    for one in known:
        if plain in (one.name, one.label):
            return one
    raise DefinitionUnknown(f"no definition {name!r}{nearest(plain, [one.name for one in known])}")


def validate(start: Path, path: Path | None, *, strict: bool = False) -> Definitions:
    """Give what is wrong with one file or folder, or with the project's own definitions when `path` is None.

    With `strict` the skills are also held against the strict Agent Skills specification.

    Raises:
        WrongUse: for a path where nothing is.
    """
    if path is not None and not os.path.lexists(path):
        raise WrongUse(f"{path}: there is no such file or folder, or it lies where nobody may look")
    found = load(start) if path is None else _with_models(loading.load_path(path, Path.home()))
    known = [one for one in found.known if path is not None or one.scope is not Scope.BUNDLED]
    return replace(found, known=tuple(map(_held_strictly, known) if strict else known))


def route(start: Path, turns: Sequence[Turn]) -> Route:
    """Give the one skill that owns a task, and why.

    Raises:
        WrongUse: when nobody asks for anything.
    """
    if not any(turn.text.strip() for turn in turns):
        raise WrongUse("there is no text that says what is to be done")
    from ferrule.definitions.routing.ground import ground
    from ferrule.definitions.routing.router import route as routed

    project = project_of(start)
    return routed(Task(tuple(turns), ground(project)), loading.load(project, Path.home()))


def evals(start: Path) -> Evaluation:
    """Give how the trigger cases of all skills that count here are routed."""
    from ferrule.definitions.routing.evals import evaluate

    return evaluate(load(start))


def _held_strictly(one: Definition) -> Definition:
    """Give a skill with what the strict specification says of it, in the place of milder words on the same line."""
    said = strictly.remarks(one) if one.kind is Kind.SKILL else ()
    places = {(remark.rule, remark.line) for remark in said}
    milder = (remark for remark in one.diagnostics if (remark.rule, remark.line) not in places)
    return replace(one, diagnostics=(*milder, *said))


def _with_models(found: Definitions) -> Definitions:
    """Tell of models that nobody has heard of: neither the user's settings nor any host (E05)."""
    try:
        tiers = read_user_settings().tiers
    except BadUserSettings as fault:
        return replace(found, notes=(*found.notes, f"models were not looked at: {fault}"))
    return replace(found, known=tuple(_with_model(one, tiers) for one in found.known))


def _with_model(one: Definition, tiers: Tiers) -> Definition:
    if not one.model or not is_unheard(one.model, tiers):
        return one
    line = one.keys.line("model") if isinstance(one.keys, Keys) else None
    words = f"no model is called {one.model!r}{nearest(one.model, USUAL)}"
    remark = Remark("unknown-model", Level.WARNING, words, line, remedy="Name one, or say below [tiers] what it is.")
    return replace(one, diagnostics=(*one.diagnostics, remark))
