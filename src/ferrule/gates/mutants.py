"""Gate `mutants`: tests notice when changed lines are broken (cargo-mutants, `--in-diff`)."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from ferrule.diagnostics.mutants import read_mutants
from ferrule.errors import WrongUse
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason
from ferrule.gates import cargo_line
from ferrule.gates.gate import EVERYTHING, Call, Closed, Job, Tool, not_due
from ferrule.gates.written import OUTPUT, written
from ferrule.process.command import Outcome
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.changed import Touched, touched
from ferrule.workspace.git import git

ID = "mutants"
TITLE = "tests notice changes"
WRITES = Writes.TARGET
"""It builds in a copy; but it keeps every core busy, and tests beside it would run into their time limits."""
READS = EVERYTHING
TOOL = Tool("cargo-mutants", "ferrule tools install cargo-mutants")
UNIT = "mutants"
NOTHING = Reason.NOTHING_SEEN

_LONGEST = 1 << 26
_PLAIN_DIFF: Final = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative", "--unified=3")
_PREFIXES: Final = ("--src-prefix=a/", "--dst-prefix=b/")


def closed(job: Job) -> Closed | None:
    """Give why no change has to be tried: no git, no changed Rust source; None when there is one."""
    if not git(job.workspace.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", cancel=job.cancel).ok:
        return not_due("without a git repository that has a commit, nothing tells what has changed")
    try:
        changed = _touched(job)
    except WrongUse as fault:
        why = str(fault).replace("--changed", "`mutants.since`")
        return Closed(Reason.NO_BASELINE, why, "set `mutants.since` to a revision")
    return not_due("" if _sources(job, changed) else f"no Rust source has changed since {changed.since}")


def state(job: Job) -> str:
    """Give the commit that is compared with: it moves while no file does."""
    return _touched(job).since


def call(job: Job) -> Call:
    """Give `cargo mutants --in-diff`, with the lines changed since the merge base, committed or not.

    The tree is copied, and neither it nor its target folder is touched. Each mutant costs a build and a test run.
    """
    diff = job.scratch / "mutants.diff"
    diff.write_text(_diff(job), "utf-8", "surrogateescape")
    output = job.scratch / OUTPUT
    output.mkdir(exist_ok=True)
    shutil.rmtree(output / "mutants.out", ignore_errors=True)  # the report of an earlier climb
    ours = ("--in-diff", str(diff), "--output", str(output), "--colors=never")
    features = cargo_line.features_or_all(job.selection)
    argv = ("cargo", "mutants", *cargo_line.packages(job), *ours, *features, *cargo_line.jobs(job, "--jobserver-tasks"))
    # A target folder that is shared with the tree would mix mutants with what the user builds.
    env: dict[str, str | None] = {
        **dict.fromkeys(("CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_BUILD_BUILD_DIR"))
    }
    if job.sandbox is None:
        copies = _copies(job)
        copies.mkdir(mode=0o700)  # one that is there already is not ours
        env["TMPDIR"] = str(copies)
    return Call(argv, PLAIN | env)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give each change that no test noticed, at its place, and the number of those that tests decided on."""
    shutil.rmtree(_copies(job), ignore_errors=True)  # one that was ended at its limit leaves its copy of the tree
    report = written(job.scratch / OUTPUT / "mutants.out" / "outcomes.json", _LONGEST)
    talk = f"{outcome.stdout.text}\n{outcome.stderr.text}"
    return read_mutants(report, talk, job.settings.mutants.missed)


def _touched(job: Job) -> Touched:
    return touched(job.workspace, job.settings.mutants.since)


def _sources(job: Job, changed: Touched) -> list[str]:
    """Give the changed Rust files of the chosen members."""
    folders = [package.folder for package in job.packages]
    root = job.workspace.root
    sources = (name for name in changed.files if name.endswith(".rs"))
    return [name for name in sources if any((root / name).is_relative_to(folder) for folder in folders)]


def _diff(job: Job) -> str:
    """Give what changed in Rust sources; files that git does not have yet are new in all their lines."""
    changed = _touched(job)
    root = job.workspace.root
    known = git(root, "diff", *_PLAIN_DIFF, *_PREFIXES, changed.since, "--", "*.rs", cancel=job.cancel).stdout.text
    others = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "*.rs", cancel=job.cancel)
    listed = others.stdout.text
    new = (name for name in listed.split("\0") if name)
    return known + "".join(_added(name, job.workspace.root / name) for name in new)


def _added(name: str, path: Path) -> str:
    try:
        lines = path.read_text("utf-8", "replace").removesuffix("\n").split("\n")
    except OSError:
        return ""
    head = f"diff --git a/{name} b/{name}\nnew file mode 100644\n--- /dev/null\n+++ b/{name}\n"
    return f"{head}@@ -0,0 +1,{len(lines)} @@\n" + "".join(f"+{line}\n" for line in lines)


def _copies(job: Job) -> Path:
    """Give a folder of this run for copies of the tree: outside of it, or it would be copied into itself."""
    return Path(tempfile.gettempdir()) / f"ferrule-mutants-{os.getpid()}-{job.run_id}"
