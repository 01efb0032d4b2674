"""Gate `nextest`: unit and integration tests pass under cargo-nextest, a process a test (M26)."""

import functools
from dataclasses import replace
from pathlib import Path

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Reason, Writes
from ferrule.facts.reading import Reading, Seen
from ferrule.gates import cargo_line, test
from ferrule.gates.gate import Call, Job, Tool
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.programs import find_program

ID = "nextest"
TITLE = "tests pass, each in its own process"
WRITES = Writes.TARGET
TOOL = Tool("cargo-nextest", "pip install 'ferrule[tools]'")
UNIT = "tests"
NOTHING = Reason.NOTHING_SEEN
irrelevant = test.irrelevant

_PROFILE = "ferrule"
# https://docs.rs/nextest-metadata: NextestExitCode
_NO_TESTS = 4
_BUILD_FAILED = 101


def call(job: Job) -> Call:
    """Give `cargo nextest run`, with a profile of ours that inherits the default one and writes JUnit.

    The profile comes in a tool's settings file: the repository's own settings stay in force.
    """
    settings = job.scratch / "nextest.toml"
    settings.write_text(f"[profile.{_PROFILE}.junit]\npath = '{_report(job)}'\n")
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features_or_all(job.selection))
    ours = ("--tool-config-file", f"ferrule:{settings}", "--profile", _PROFILE, "--no-fail-fast", "--color=never")
    json = ("--cargo-message-format=json",) if _speaks_json(find_program(TOOL.program)) else ()
    argv = ("cargo", "nextest", "run", *chosen, *ours, *json, *cargo_line.jobs(job, "--build-jobs"))
    return Call(argv, cargo_line.PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each test's result from the JUnit report of this very run; compile errors when there are any."""
    members = frozenset(package.id for package in job.packages)
    built = read_cargo_json(outcome.stdout.text, job.workspace.root, members)
    talk = outcome.stderr.text
    if outcome.code == _NO_TESTS or (outcome.code == 0 and " 0 tests run" in talk):
        return Reading(seen=Seen(UNIT, 0), finished=True)
    report = _report(job)
    if not report.is_file():
        findings = built.findings or _build_failure(outcome.code, talk)
        return replace(built, findings=findings, seen=None, finished=None, complaint=cargo_complaint(talk))
    from ferrule.diagnostics.junit import read_junit  # its parser takes a while to import

    ran = read_junit(report.read_text("utf-8", "replace"))
    return replace(ran, findings=(*built.findings, *ran.findings))


def _report(job: Job) -> Path:
    return job.scratch / "nextest.xml"


def _build_failure(code: int | None, talk: str) -> tuple[Finding, ...]:
    """Give the fact that the tests do not compile, for a nextest that cannot say it in JSON."""
    if code != _BUILD_FAILED or "error: could not compile" not in talk:
        return ()
    return (Finding("nextest", "build", Level.ERROR, "the tests do not compile", rendered=talk),)


@functools.cache
def _speaks_json(program: Path | None) -> bool:
    """Give whether this nextest can hand on Cargo's JSON; older ones cannot."""
    if program is None:
        return False
    asked = run(Command((str(program), "nextest", "run", "--help"), Path("/"), timeout_s=10))
    return "--cargo-message-format" in asked.stdout.text
