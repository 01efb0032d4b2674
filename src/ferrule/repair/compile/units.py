"""Noted rustc calls as units: each put with the package and target of the workspace that it compiles."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ferrule.facts.workspace import Package, Target, Workspace
from ferrule.process.reaper import COOKIE
from ferrule.repair.compile.unit import Unit
from ferrule.repair.compile.wrapper import Note
from ferrule.workspace.cargo_env import PLAIN

_NOT_REPLAYED = frozenset(
    # What ferrule set for the recording, what only lives as long as its Cargo (jobserver), and the shell's own.
    {COOKIE, "RUSTC_WRAPPER", "CARGO_CACHE_RUSTC_INFO", "CARGO_MAKEFLAGS", "MAKEFLAGS", "MFLAGS", "_", "PWD", "OLDPWD"}
    | {"SHLVL", *PLAIN}
)


class _BuildScript(msgspec.Struct):
    """Cargo's `build-script-executed`; it comes for fresh packages as well."""

    reason: str
    package_id: str
    env: list[tuple[str, str]] = []


_BUILD_SCRIPT = msgspec.json.Decoder(_BuildScript)


def units_of(
    notes: Iterable[Note], workspace: Workspace, cargo_json: str, env: Mapping[str, str] = os.environ
) -> tuple[Unit, ...]:
    """Give the unit of each note that compiles a target of the workspace; the last note where a unit has several.

    Args:
        notes: the calls, in order.
        workspace: whose members count.
        cargo_json: what the same Cargo printed: it tells the variables that build scripts set, so that those
            whose names look like secrets need not be on disk.
        env: ferrule's own environment; what is the same there is taken live at a replay.
    """
    scripts = _script_variables(cargo_json)
    units: dict[str, Unit] = {}
    for note in notes:
        place = _place(note, workspace)
        if place is not None:
            unit = _unit(note, *place, workspace, scripts, env)
            units[unit.key] = unit
    return tuple(units.values())


def option(argv: tuple[str, ...], name: str) -> str | None:
    """Give the value of `-C name=value`; None when it is not there."""
    return next((word.removeprefix(f"{name}=") for word in argv if word.startswith(f"{name}=")), None)


def _script_variables(cargo_json: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in cargo_json.split("\n"):
        if not line.startswith('{"reason":"build-script-executed"'):
            continue
        try:
            script = _BUILD_SCRIPT.decode(line)
        except msgspec.MsgspecError:
            continue
        found[script.package_id] = dict(script.env)
    return found


def _place(note: Note, workspace: Workspace) -> tuple[Package, Target] | None:
    """Tell which target a call compiles: its sources are among the words, its manifest in the environment."""
    folder = note.env.get("CARGO_MANIFEST_DIR", "")
    sources = {note.cwd / word for word in note.argv if word.endswith(".rs")}
    crate = _crate_name(note.argv)
    fitting = [
        (package, target)
        for package in workspace.packages
        if package.folder == Path(folder)
        for target in package.targets
        if target.src_path in sources
    ]
    named = [(p, t) for p, t in fitting if t.name.replace("-", "_") == crate]
    return next(iter(named or fitting), None)


def _crate_name(argv: tuple[str, ...]) -> str:
    return argv[argv.index("--crate-name") + 1]


def _unit(
    note: Note,
    package: Package,
    target: Target,
    workspace: Workspace,
    scripts: Mapping[str, Mapping[str, str]],
    env: Mapping[str, str],
) -> Unit:
    noted = {name: value for name, value in note.env.items() if name not in _NOT_REPLAYED}
    wanted = noted | dict(scripts.get(package.id, {}))
    incremental = option(note.argv, "incremental")
    emitted = next((word for word in note.argv if word.startswith("--emit=")), "")
    crate = _crate_name(note.argv)
    return Unit(
        key=crate + (option(note.argv, "extra-filename") or ""),
        package_id=package.id,
        package=package.name,
        target=target.name,
        kinds=target.kinds,
        crate_name=crate,
        is_test="--test" in note.argv,
        argv=note.argv,
        cwd=note.cwd,
        root=workspace.root,
        target_folder=workspace.target_folder,
        env=tuple(sorted((name, value) for name, value in wanted.items() if env.get(name) != value)),
        incremental=Path(incremental) if incremental else None,
        emits_metadata="metadata" in emitted,
    )
