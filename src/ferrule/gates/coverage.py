"""Gate `coverage`: the tests run enough of the lines (E18)."""

from dataclasses import replace
from typing import Final

from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.cargo_tarpaulin import REPORT as TARPAULIN_REPORT
from ferrule.diagnostics.cargo_tarpaulin import not_compiled, read_cargo_tarpaulin
from ferrule.diagnostics.cargo_words import cargo_complaint
from ferrule.diagnostics.libtest import read_libtest
from ferrule.diagnostics.llvm_cov import FileLines, read_llvm_cov
from ferrule.diagnostics.llvm_cov_talk import CoverageTalk, read_coverage_talk
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Part, Reading, Seen, Undecided
from ferrule.facts.status import Reason, Status
from ferrule.gates import cargo_line, test
from ferrule.gates.coverage_changed import base, changed
from ferrule.gates.coverage_figures import LINES, changed_findings, figure, file_findings, part, total_finding
from ferrule.gates.coverage_scope import counted
from ferrule.gates.coverage_tools import LlvmTools, llvm_tools, variables
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool
from ferrule.gates.written import OUTPUT, fresh, written
from ferrule.process.command import Outcome
from ferrule.process.door import sandbox_refusal
from ferrule.process.programs import find_program
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.harness import own_harnesses

ID = "coverage"
TITLE = "lines covered by tests"
WRITES = Writes.TARGET
READS = EVERYTHING
TOOL = Tool("cargo", "ferrule tools install cargo-llvm-cov")
"""Either of two programs will do, so `closed` looks for them."""
UNIT = LINES
NOTHING = Reason.NOTHING_SEEN

_LLVM_COV, _TARPAULIN = "cargo-llvm-cov", "cargo-tarpaulin"
_REPORT = "coverage.json"
_LONGEST = 1 << 29
_OTHER_TOOLS: Final = "install the LLVM tools of this toolchain: `rustup component add llvm-tools`"


def closed(job: Job) -> Closed | None:
    """Give why nothing can be measured: no target, or no tools that fit the compiler; None when something can."""
    if nothing := test.closed(job):
        return nothing
    if job.sandbox is not None and sandbox_refusal():
        return None  # nothing can be asked either; starting it says why
    if find_program(_LLVM_COV) is None:
        missing = f"neither {_LLVM_COV} nor {_TARPAULIN} is on PATH"
        return None if find_program(_TARPAULIN) else Closed(Reason.NOT_INSTALLED, missing, TOOL.remedy)
    tools = llvm_tools(job)
    if isinstance(tools, LlvmTools) or find_program(_TARPAULIN):
        return None
    return Closed(Reason.NOT_INSTALLED, tools.detail, tools.remedy)


def state(job: Job) -> str:
    """Give the commit that changes are counted from, and what tells one version of the tools from another."""
    known, tools = base(job), _llvm_tools(job)
    program = find_program(_LLVM_COV if tools else _TARPAULIN)
    made = program.stat().st_mtime_ns if program else 0
    return f"{known.since or known.unknown} {program} {made} {tools.version if tools else ''}"


def call(job: Job) -> Call:
    """Give `cargo llvm-cov test --tests` with its report in a file; `cargo tarpaulin` where its tools do not fit.

    The tool's own list of files to leave out is switched off: it goes by names, such as any folder `tests`.
    """
    chosen = (*cargo_line.packages(job), *cargo_line.features_or_all(job.selection))
    tools = _llvm_tools(job)
    if tools is None:
        return _tarpaulin(job, chosen)
    path = fresh(job.scratch / OUTPUT / _REPORT)
    report = ("--json", "--skip-functions", "--no-default-ignore-filename-regex", "--output-path", str(path))
    limits = ("--no-fail-fast", cargo_line.JSON, *cargo_line.jobs(job))
    argv = ("cargo", "llvm-cov", "test", *chosen, "--tests", *limits, *report)
    # It would ask rustup for what is missing, and take no answer for a yes.
    return Call(argv, PLAIN | variables(tools, job) | {"CARGO_LLVM_COV_SETUP": "no"}, merged=True)


def _llvm_tools(job: Job) -> LlvmTools | None:
    """Give the tools with which cargo-llvm-cov works; None where it cannot."""
    tools = llvm_tools(job) if find_program(_LLVM_COV) else None
    return tools if isinstance(tools, LlvmTools) else None


def _tarpaulin(job: Job, chosen: tuple[str, ...]) -> Call:
    folder = fresh(job.scratch / OUTPUT / TARPAULIN_REPORT).parent
    target = job.target / "tarpaulin"
    report = ("--out", "Json", "--output-dir", str(folder), "--target-dir", str(target), "--color", "never")
    limits = ("--no-fail-fast", "--timeout", f"{job.timeout_s:.0f}", *cargo_line.jobs(job))
    ours = ("--ignore-config", "--skip-clean", "--engine", "llvm")
    return Call(("cargo", "tarpaulin", *chosen, "--tests", *limits, *ours, *report), PLAIN, merged=True)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give too low figures as findings; what does not compile or fails instead: then no figure can be trusted."""
    tool = _TARPAULIN if outcome.argv[1:2] == ("tarpaulin",) else _LLVM_COV
    text = outcome.stdout.text
    broken = _broken(job, text) if tool == _LLVM_COV else _broken_under_tarpaulin(job, text)
    if broken.findings:
        return replace(broken, tests=(), seen=None, unread=())
    talk = read_coverage_talk(text)
    if talk.nothing_to_cover and outcome.code != 0:
        return Reading(seen=Seen(UNIT, 0), finished=True)
    if talk.unreadable:
        detail = f"the coverage cannot be read, so there is no figure: {talk.unreadable}"
        remedy = _OTHER_TOOLS if talk.needs_other_tools else ""
        return Reading(undecided=Undecided(Reason.TOOL_ERROR, detail, remedy))
    if outcome.code != 0:
        return Reading(complaint=broken.complaint or talk.complaint)
    files = _report(job, tool)
    if files is None:
        return Reading(unread=("no report that can be read was written",))
    return _doubted(_judged(job, counted(job, files), tool), talk)


def _text(job: Job, report: str) -> str:
    return written(job.scratch / OUTPUT / report, _LONGEST) or ""


def _broken(job: Job, text: str) -> Reading:
    """Give the errors of the compiler, else the tests that failed; no findings when all went well."""
    members = frozenset(package.id for package in job.packages)
    built = read_cargo_json(text, job.workspace.root, members)
    errors = tuple(finding for finding in built.findings if finding.level is Level.ERROR)
    if built.finished is not True:
        return replace(built, findings=errors, complaint=cargo_complaint(text))
    root, harnesses = job.workspace.root, own_harnesses(job.packages)
    return read_libtest("\n".join(built.unread), executables(text), root, harnesses)


def _broken_under_tarpaulin(job: Job, text: str) -> Reading:
    if errors := not_compiled(text):
        return Reading(errors)
    return read_libtest(text, {}, job.workspace.root)


def _report(job: Job, tool: str) -> tuple[FileLines, ...] | None:
    if tool == _TARPAULIN:
        return read_cargo_tarpaulin(_text(job, TARPAULIN_REPORT))
    return read_llvm_cov(_text(job, _REPORT))


def _judged(job: Job, files: tuple[FileLines, ...], tool: str) -> Reading:
    """Compare the figures with what the settings ask for."""
    asked, whole = job.settings.coverage, figure(files)
    if not whole.count:
        return Reading(seen=Seen(UNIT, 0), finished=True)
    too_low = tuple(file_findings(tool, files, asked.file))
    of_files = Part("files", Status.FAILED if too_low else Status.PASSED, seen=Seen("files", len(files)))
    changes = _of_changes(job, files, tool)
    by = "" if tool == _LLVM_COV else f"measured by {tool}"
    return Reading(
        findings=(*total_finding(tool, files, asked.total), *too_low, *changes.findings),
        seen=Seen(UNIT, whole.count),
        finished=True,
        parts=(part("total", whole, asked.total), *((of_files,) if asked.file else ()), *changes.parts),
        remark="; ".join(said for said in (str(whole), by, changes.remark) if said),
    )


def _of_changes(job: Job, files: tuple[FileLines, ...], tool: str) -> Reading:
    """Compare the changed lines with what is asked of them; nothing is asked without git, unless a revision is set."""
    asked = job.settings.coverage
    if not asked.changed:
        return Reading()
    known = changed(job)
    if known.unknown and asked.since:
        said = Finding(tool, "changed", Level.NOTE, f"coverage.since = {asked.since!r}: {known.unknown}")
        return Reading((said,), parts=(Part("changed", Status.INCONCLUSIVE, Reason.NO_BASELINE),))
    if known.unknown:
        return Reading(remark=f"nothing asked of changed lines: {known.unknown}")
    mine = known.of(files)
    what = figure(mine)
    if not what.count:
        return Reading(remark=f"no line of code changed since {known.since}")
    words = f"{what} changed since {known.since}"
    figures = f"{words}, {asked.changed:g} % are asked for"
    too_low = () if what.meets(asked.changed) else tuple(changed_findings(mine, files, tool, figures))
    return Reading(too_low, parts=(part("changed", what, asked.changed),), remark=words)


def _doubted(reading: Reading, talk: CoverageTalk) -> Reading:
    """Give a figure that is only a lower bound as such: enough is enough, and too little may be enough."""
    if not talk.mismatched:
        return reading
    words = f"{talk.mismatched} functions fit no profile and count as not covered"
    if not any(finding.level is Level.ERROR for finding in reading.findings):
        return replace(reading, remark=f"{reading.remark}; {words}")
    doubt = Undecided(Reason.TOOL_ERROR, f"{reading.remark}; {words}", "cargo llvm-cov clean --workspace")
    return replace(reading, findings=(), parts=(), undecided=doubt)
