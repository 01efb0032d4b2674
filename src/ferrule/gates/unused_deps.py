"""Gate `unused-deps`: every declared dependency is used (cargo-shear, else cargo-machete)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ferrule.diagnostics.cargo_machete import declarations, read_cargo_machete
from ferrule.diagnostics.cargo_shear import read_cargo_shear
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.left_out import left_out_by_manifests
from ferrule.diagnostics.place import relative
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason
from ferrule.gates.deny import locked, text_of
from ferrule.gates.gate import Call, Closed, Job, Tool, not_due
from ferrule.process.command import Outcome
from ferrule.process.programs import find_program
from ferrule.workspace.cargo_env import PLAIN

ID = "unused-deps"
TITLE = "dependencies used"
WRITES = Writes.NOTHING
READS = ("**/*.rs", "**/Cargo.toml", "Cargo.lock", "**/.ignore", "**/.gitignore")
TOOL = Tool("cargo", "ferrule tools install cargo-shear")
"""Either of two programs will do, so `closed` looks for them."""
UNIT = "dependencies"
NOTHING = Reason.NOT_RELEVANT

_SHEAR, _MACHETE = "cargo-shear", "cargo-machete"
_TABLES = ("dependencies", "dev-dependencies", "build-dependencies")


def closed(job: Job) -> Closed | None:
    """Give why nothing can be looked for: nothing declared, or neither tool here; None when something can."""
    if nothing := not_due("" if _declared(job) else "no dependency is declared"):
        return nothing
    if find_program(_SHEAR) or find_program(_MACHETE):
        return None
    return Closed(Reason.NOT_INSTALLED, f"neither {_SHEAR} nor {_MACHETE} is on PATH", TOOL.remedy)


def state(_: Job) -> str:
    """Give which of the two programs is here, and which build of it."""
    program = find_program(_SHEAR) or find_program(_MACHETE)
    return f"{program} {program.stat().st_size} {program.stat().st_mtime_ns}" if program else ""


def call(job: Job) -> Call:
    """Give `cargo shear`, which parses the code; where it is missing `cargo machete`, which looks for names."""
    if find_program(_SHEAR):
        chosen = tuple(word for name in job.selection.packages for word in ("--package", name))
        return Call(("cargo", "shear", "--format=json", *locked(job), *chosen), PLAIN)
    return Call(("cargo", "machete", "--skip-target-dir"), PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each dependency that is not used, the number of those that are declared, and which ones are ignored."""
    text, talk = outcome.stdout.text, outcome.stderr.text
    if outcome.argv[1:2] == ("machete",):
        return replace(read_cargo_machete(text, talk, _manifests(job)), seen=_seen(job), remark=_ignored(job, _MACHETE))
    reading = replace(read_cargo_shear(text, _manifests(job)), seen=_seen(job), complaint=cargo_complaint(talk))
    return replace(reading, remark=_ignored(job, _SHEAR))


def _ignored(job: Job, tool: str) -> str:
    """Give what manifests tell the tool to ignore; that of the workspace counts for every member."""
    return left_out_by_manifests((*_manifests(job).values(), text_of(job.workspace.root / "Cargo.toml")), tool)


def _manifests(job: Job) -> Mapping[str, str]:
    """Give the text of each manifest that counts, by its path relative to the workspace."""
    root = job.workspace.root
    chosen = [package.manifest for package in job.packages]
    paths = chosen if job.selection.packages else [*chosen, root / "Cargo.toml"]
    return {relative(str(path), root): text_of(path) for path in paths}


def _seen(job: Job) -> Seen:
    return Seen(UNIT, _declared(job))


def _declared(job: Job) -> int:
    """Count the dependencies that the manifests declare, those of the workspace among them."""
    return sum(1 for text in _manifests(job).values() for _ in _names(text))


def _names(manifest: str) -> Iterator[str]:
    try:
        tables = tomllib.loads(manifest)
    except tomllib.TOMLDecodeError:
        # Cargo took it, so it is of a newer TOML than Python knows.
        yield from (name for _, name in declarations(manifest))
        return
    places = [tables, *_tables(tables.get("target")), tables.get("workspace")]
    for place in places:
        for name in _TABLES:
            if isinstance(place, dict) and isinstance(place.get(name), dict):
                yield from place[name]


def _tables(table: Any) -> Iterator[Any]:
    yield from table.values() if isinstance(table, dict) else ()
