"""What decides a verdict besides the sources, written down when a task begins: settings, variables, programs (M22)."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from ferrule.facts.settings import Flags, Settings
from ferrule.facts.task import Ladder
from ferrule.flow.settings import ladder as gates_of
from ferrule.flow.settings import settings_of
from ferrule.process.programs import find_program
from ferrule.store.sealed import Seal
from ferrule.workspace.git import git

_DECIDING: Final = re.compile(r"RUST(?:C|FLAGS|DOC|FMT).*|CARGO_.*|CLIPPY.*|NEXTEST.*|FERRULE_.*|LLVM_.*")
_HARMLESS: Final = frozenset({"CARGO_HOME", "CARGO_TERM_COLOR", "FERRULE_TRUST"})
_PROGRAMS: Final = ("cargo", "rustc", "rustfmt", "cargo-clippy", "git")
HOOKS: Final = "hooks"
GIT: Final = "git"
_GITS: Final = ("hooks", "config", "config.worktree", "info", "shallow")
"""What in git's folder decides which files are seen, and what runs at a commit."""
_SERVED: Final = "refs"
"""What git writes below `info` when it tidies up: no setting."""
_DEMANDS_COVERAGE: Final = re.compile(r"\bcoverage\b", re.IGNORECASE)
_COVERAGE: Final = "coverage"


def surveyed(root: Path, seal: Seal, profile: str | None, demands: str = "") -> Ladder:
    """Give the ladder that will judge a task begun now; starts no program.

    `demands` is the text of the agent whose rules count: where it speaks of coverage, the gate is climbed too.

    Raises:
        WrongUse: when the settings have a mistake.
    """
    settings = settings_of(root, Flags(profile))
    extra = (_COVERAGE,) if _DEMANDS_COVERAGE.search(demands) else ()
    gates = tuple(gate.ID for gate in gates_of(settings, root, extra, (), None))
    accepted = tuple(sorted(reason.value for reason in settings.allow_skip))
    return Ladder(settings.profile, gates, accepted, _as_text(settings), _around(root, seal))


def differences(ladder: Ladder, root: Path, seal: Seal) -> Iterator[str]:
    """Yield what is no longer as it was when the task began.

    Raises:
        WrongUse: when the settings have a mistake now.
    """
    settings = _as_text(settings_of(root, Flags(ladder.profile)))
    old, new = _flat(msgspec.json.decode(ladder.settings)), _flat(msgspec.json.decode(settings))
    yield from (f"setting {name}: was {old.get(name)!r}, is {new.get(name)!r}" for name in _differing(old, new))
    around = _around(root, seal)
    for name in _differing(ladder.around, around):
        before, now = ladder.around.get(name), around.get(name)
        if name in _PROGRAMS:
            yield f"program {name}: was {before or 'not there'}, is {now or 'not there'}"
        elif name == HOOKS:
            yield f"{GIT} {name}: hooks or settings of the repository are not what they were"
        else:
            yield f"variable {name}: {'was not set' if before is None else 'is not set' if now is None else 'differs'}"


def _around(root: Path, seal: Seal) -> dict[str, str]:
    deciding = (name for name in os.environ if _DECIDING.fullmatch(name) and name not in _HARMLESS)
    variables = {name: seal.salted(os.environ[name]) for name in deciding}
    programs = {name: str(found) for name in _PROGRAMS if (found := find_program(name)) is not None}
    return {**variables, **programs, HOOKS: hooks(root)}


def hooks(root: Path) -> str:
    """Give a digest of what git does here beside its work: hooks with their folder, settings, exclusions."""
    said = git(root, "rev-parse", "--path-format=absolute", *(word for name in _GITS for word in ("--git-path", name)))
    places = said.stdout.text.split("\n")[: len(_GITS)] if said.ok else []
    digest = hashlib.sha256("\n".join(places or [said.stderr.text]).encode("utf-8", "replace"))
    for place in map(Path, places):
        for path in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if path.suffix != ".sample" and path.name != _SERVED and path.is_file():
                name = os.path.relpath(path, place)
                digest.update(f"\0{name} {os.access(path, os.X_OK)}\0".encode("utf-8", "replace"))
                digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as refusal:
        return f"unreadable: {refusal.strerror}".encode()


def _as_text(settings: Settings) -> str:
    return msgspec.json.encode(settings, order="sorted").decode()


def _flat(value: object, name: str = "") -> dict[str, object]:
    """Give every setting under its dotted name."""
    if isinstance(value, Mapping) and value:
        return {key: leaf for part in value for key, leaf in _flat(value[part], f"{name}.{part}".strip(".")).items()}
    return {name: value}


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
