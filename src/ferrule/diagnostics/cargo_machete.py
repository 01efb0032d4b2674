"""The text of `cargo machete`: dependencies whose name appears nowhere in the sources of their package."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Undecided, distinct
from ferrule.facts.status import Reason

_MANIFEST = re.compile(r"(?P<package>[\w-]+) -- (?P<path>.+):$")
_DEPENDENCY = re.compile(r"\t(?P<name>[\w-]+)$")
_NONE_UNUSED = "cargo-machete didn't find any unused dependencies"
_SOME_UNUSED = "cargo-machete found the following unused dependencies"
_FAULT = re.compile(r"error when handling (?P<path>.+?): ")
_SHOWN = 200
_MOST_NAMED = 3
_TABLE = re.compile(r"\s*\[\[?(?P<name>[^\]]+)\]")
_KEY = re.compile(r"\s*[\"']?(?P<name>[\w-]+)[\"']?\s*[.=]")
_DEPENDENCIES = re.compile(r"(?:^|\.)\s*(?:dev-|build-)?dependencies$")


def read_cargo_machete(text: str, talk: str, manifests: Mapping[str, str]) -> Reading:
    """Turn the report into findings; how many dependencies were looked at, it does not tell.

    Args:
        text: standard output.
        talk: standard error, where it says which manifest it could not read.
        manifests: those that count, each text by its path relative to the workspace: machete reads every
            manifest below a folder, of vendored crates too.
    """
    lines = text.split("\n")
    told = tuple(_told(lines))
    findings = distinct(
        _unused(name, package, path, manifests[path]) for path, package, name in told if path in manifests
    )
    faults = tuple(found for line in talk.split("\n") if (found := _FAULT.match(line)))
    ours = "\n".join(fault.string for fault in faults if posixpath.normpath(fault["path"]) in manifests)
    said = any(line.startswith((_NONE_UNUSED, _SOME_UNUSED)) for line in lines)
    elsewhere = tuple(dict.fromkeys((*(path for path, _, _ in told), *(fault["path"] for fault in faults))))
    return Reading(
        findings,
        finished=not findings if said and not ours else None,
        complaint=ours,
        undecided=_undecided(elsewhere) if elsewhere and not (findings or ours) else None,
        unread=() if said or not text.strip() else (text[:_SHOWN],),
    )


def _told(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield manifest, package and dependency of each complaint."""
    path, package = "", ""
    for line in lines:
        if heading := _MANIFEST.match(line):
            path, package = posixpath.normpath(heading["path"]), heading["package"]
        elif (dependency := _DEPENDENCY.match(line)) and path:
            yield path, package, dependency["name"]
        elif not line.strip():
            path = ""


def _undecided(elsewhere: tuple[str, ...]) -> Undecided:
    """Give why nothing is decided: its exit code speaks of all manifests, so it cannot confirm that ours are fine."""
    detail = f"cargo-machete complains of manifests that are not the workspace's: {', '.join(elsewhere[:_MOST_NAMED])}"
    return Undecided(Reason.TOOL_ERROR, detail, "install cargo-shear, or name their folder in `.ignore`")


def _unused(name: str, package: str, path: str, manifest: str) -> Finding:
    message = f"unused dependency `{name}`"
    line = _declared_at(name, manifest)
    return Finding("cargo-machete", "unused_dependency", Level.ERROR, message, path, line, package=package)


def _declared_at(name: str, manifest: str) -> int | None:
    """Give the first line that declares a dependency of this name; None when none does in a usual form."""
    return next((line for line, declared in declarations(manifest) if declared == name), None)


def declarations(manifest: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each dependency that is declared as `name = ...` or `[dependencies.name]`."""
    table = ""
    for number, line in enumerate(manifest.split("\n"), 1):
        if heading := _TABLE.match(line):
            table = heading["name"].strip()
            parent, _, last = table.rpartition(".")
            if _DEPENDENCIES.search(parent):
                yield number, last.strip("\"' ")
        elif _DEPENDENCIES.search(table) and (key := _KEY.match(line)):
            yield number, key["name"]
