"""Mistakes that only show when settings are held against each other and against the gates that ferrule brings."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from msgspec import UNSET

from ferrule.config.fault import Fault, nearest
from ferrule.config.form import NEVER_ACCEPTED, Form, Gate
from ferrule.config.lines import Path


@dataclass(frozen=True, slots=True)
class Known:
    """What ferrule brings along; handed in, because this room does not know the gates."""

    gates: tuple[str, ...]
    profiles: Mapping[str, tuple[str, ...]]


def broken_rules(form: Form, known: Known) -> Iterator[Fault]:
    """Yield what cannot be meant: names that nothing has, names that two things have, texts that do not work."""
    gates = (*known.gates, *(gate.id for gate in form.gate))
    profiles = (*known.profiles, *form.profiles)
    yield from _unknown("profile", [(("profile",), form.profile)], profiles)
    for name, listed in form.profiles.items():
        yield from _unknown("gate", ((("profiles", name, place), gate) for place, gate in enumerate(listed)), gates)
    yield from _unknown("gate", ((("timeouts", gate), gate) for gate in form.timeouts), gates)
    for place, reason in enumerate(form.allow_skip):
        if reason in NEVER_ACCEPTED:
            yield Fault(("allow-skip", place), f"{reason.value!r} cannot be accepted: such a gate proved nothing")
    for path, revision in _revisions(form):
        if revision.startswith("-") or not revision.isprintable():
            yield Fault(path, f"{revision!r} is no revision")
    for place, gate in enumerate(form.gate):
        yield from _gate(gate, ("gate", place), form, known)
        yield from _unknown("profile", _placed(gate.profiles, ("gate", place, "profiles")), profiles)
        if gate.id in {earlier.id for earlier in form.gate[:place]}:
            yield Fault(("gate", place, "id"), f"two gates are called {gate.id!r}")


def _gate(gate: Gate, path: Path, form: Form, known: Known) -> Iterator[Fault]:
    if gate.id in known.gates:
        yield Fault((*path, "id"), f"{gate.id!r} is a gate that ferrule brings along; choose another name")
    if gate.timeout is not UNSET and gate.id in form.timeouts:
        yield Fault((*path, "timeout"), f"stands in [timeouts] under {gate.id!r} too; keep one of them")
    yield from _program(gate.argv, (*path, "argv"))
    for name, pattern in (("seen", gate.seen), ("failed", gate.failed)):
        if words := _bad_pattern(pattern):
            yield Fault((*path, name), words)
    for place, reads in enumerate(gate.reads):
        if not reads or _leads_out(reads):
            yield Fault((*path, "reads", place), f"{reads!r} is no pattern relative to the root")


def _program(argv: tuple[str, ...], path: Path) -> Iterator[Fault]:
    program = argv[0]
    if not program.strip() or not program.isprintable():
        yield Fault((*path, 0), f"{program!r} is no program")
    elif len(argv) == 1 and " " in program.strip():
        split = ", ".join(f'"{word}"' for word in program.split())
        yield Fault((*path, 0), f"one word with spaces, and no shell reads it; did you mean [{split}]?")
    elif _leads_out(program):
        yield Fault((*path, 0), f"{program!r}: takes a name on PATH, or a file in the workspace relative to its root")


def _leads_out(path: str) -> bool:
    return path.startswith(("/", "~")) or ".." in PurePosixPath(path).parts


def _bad_pattern(pattern: str) -> str:
    """Give what is wrong with a regular expression; empty when nothing is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern, re.MULTILINE)
    except (re.error, RecursionError, OverflowError) as fault:
        return f"no regular expression: {fault}"
    return ""


def _revisions(form: Form) -> tuple[tuple[Path, str], ...]:
    return (
        (("coverage", "since"), form.coverage.since),
        (("semver", "baseline"), form.semver.baseline),
        (("mutants", "since"), form.mutants.since),
    )


def _placed(names: Iterable[str], path: Path) -> Iterator[tuple[Path, str]]:
    for place, name in enumerate(names):
        yield (*path, place), name


def _unknown(what: str, named: Iterable[tuple[Path, str]], known: tuple[str, ...]) -> Iterator[Fault]:
    for path, name in named:
        if name not in known:
            yield Fault(path, f"no {what} {name!r}{nearest(name, known)}")
