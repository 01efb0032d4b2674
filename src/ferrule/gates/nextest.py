"""Gate `nextest`: unit and integration tests pass under cargo-nextest, a process a test (M26)."""

import functools
import json
import os
from dataclasses import replace
from pathlib import Path

from ferrule.diagnostics.cargo_json import read_cargo_json
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line, test
from ferrule.gates.gate import EVERYTHING, Call, Job, Tool, nothing_else
from ferrule.gates.written import OUTPUT, written
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.workspace.cargo_env import PLAIN

ID = "nextest"
TITLE = "tests pass, each in its own process"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo-nextest", "ferrule tools install cargo-nextest")
UNIT = "tests"
NOTHING = Reason.NOTHING_SEEN
state = nothing_else
closed = test.closed

_PROFILE = "ferrule"
_REPORT = "nextest.xml"
_STORE = "nextest"
_LONGEST_REPORT = 1 << 28
# https://docs.rs/nextest-metadata: NextestExitCode
_NO_TESTS = 4
_BUILD_FAILED = 101


def call(job: Job) -> Call:
    """Give `cargo nextest run`, with a profile of ours that inherits the default one and writes JUnit.

    The profile comes in a tool's settings file: the repository's own settings stay in force. It lies where
    sandboxed programs cannot write; the report lies in the one folder where they can.
    """
    settings = _settings(job)
    chosen = (*cargo_line.packages(job), "--all-targets", *cargo_line.features_or_all(job.selection))
    ours = ("--tool-config-file", f"ferrule:{settings}", "--profile", _PROFILE, "--no-fail-fast", "--color=never")
    messages = ("--cargo-message-format=json",) if _speaks_json(find_program(TOOL.program)) else ()
    argv = ("cargo", "nextest", "run", *chosen, *ours, *messages, *cargo_line.jobs(job, "--build-jobs"))
    return Call(argv, PLAIN)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each test's result from the JUnit report of this very run; compile errors when there are any."""
    members = frozenset(package.id for package in job.packages)
    built = read_cargo_json(outcome.stdout.text, job.workspace.root, members)
    talk = outcome.stderr.text
    if outcome.code == _NO_TESTS or (outcome.code == 0 and " 0 tests run" in talk):
        return Reading(seen=Seen(UNIT, 0), finished=True)
    report = written(job.scratch / OUTPUT / _REPORT, _LONGEST_REPORT)
    if report is None:
        findings = built.findings or _build_failure(outcome.code, talk)
        return replace(built, findings=findings, seen=None, finished=None, complaint=cargo_complaint(talk))
    from ferrule.diagnostics.junit import read_junit  # its parser takes a while to import

    ran = read_junit(report)
    return replace(ran, findings=(*built.findings, *ran.findings))


def _settings(job: Job) -> Path:
    """Write the profile into a file of our own making: never through a link, never into a file that was there."""
    (job.scratch / OUTPUT).mkdir(exist_ok=True)
    path = job.scratch / "nextest.toml"
    path.unlink(missing_ok=True)
    (job.scratch / OUTPUT / _REPORT).unlink(missing_ok=True)  # one of an earlier climb of this run proves nothing
    report = _toml_string(str(job.scratch / OUTPUT / _REPORT))
    text = f"[profile.{_PROFILE}.junit]\npath = {report}\n"
    if job.sandbox:  # its usual place lies in the workspace's target folder, where sandboxed programs cannot write
        text = f"[store]\ndir = {_toml_string(str(job.scratch / OUTPUT / _STORE))}\n{text}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "replace"))
    return path


def _toml_string(text: str) -> str:
    """Give a TOML basic string: JSON's escapes are TOML's too, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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
