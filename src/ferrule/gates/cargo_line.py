"""The parts of a cargo command line that several gates share, and how their output is read."""

from dataclasses import replace

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.reading import Reading
from ferrule.facts.workspace import Selection
from ferrule.gates.gate import Job
from ferrule.process.command import Outcome

JSON = "--message-format=json"


def packages(job: Job) -> tuple[str, ...]:
    """Give `--workspace`, or a `-p` for each chosen package."""
    names = job.selection.packages
    return tuple(word for name in names for word in ("-p", name)) if names else ("--workspace",)


def features(selection: Selection) -> tuple[str, ...]:
    """Give the feature options that the user chose, or none."""
    listed = ("--features", ",".join(selection.features)) if selection.features else ()
    every = ("--all-features",) if selection.all_features else ()
    bare = ("--no-default-features",) if selection.no_default_features else ()
    return (*every, *bare, *listed)


def features_or_all(selection: Selection) -> tuple[str, ...]:
    """Give the feature options that the user chose, or `--all-features` as the mission's ladder has it (M24)."""
    return features(selection) if selection.chooses_features else ("--all-features",)


def jobs(job: Job, option: str = "--jobs") -> tuple[str, ...]:
    """Give the limit of compiler processes, where there is one."""
    return (option, str(job.jobs)) if job.jobs else ()


def read_compiler(job: Job, outcome: Outcome) -> Reading:
    """Read a gate whose standard output is Cargo's JSON and whose standard error is Cargo's talk."""
    members = frozenset(package.id for package in job.packages)
    reading = read_cargo_json(outcome.stdout.text, job.workspace.root, members)
    return replace(reading, complaint=cargo_complaint(outcome.stderr.text))
