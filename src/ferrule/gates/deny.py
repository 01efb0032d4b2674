"""Gate `deny`: the dependencies hold to the policy in deny.toml: bans, licenses, sources, advisories (M27)."""

import hashlib
import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ferrule.diagnostics.advisory_db import OUTSIDE_OF_HOOKS, age, commit_day, head
from ferrule.diagnostics.advisory_db import state as known_by
from ferrule.diagnostics.cargo_audit_lock import locked_crates
from ferrule.diagnostics.cargo_deny import Ground, read_cargo_deny
from ferrule.diagnostics.cargo_deny_talk import Talk, read_talk
from ferrule.diagnostics.left_out import left_out_by_deny
from ferrule.facts.gate import Writes
from ferrule.facts.reading import Reading, Undecided
from ferrule.facts.status import Reason, Status
from ferrule.gates import cargo_line
from ferrule.gates.gate import Call, Closed, Job, Tool, not_due
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.workspace.cargo_env import PLAIN

ID = "deny"
TITLE = "dependencies allowed"
WRITES = Writes.NOTHING
READS = ("**/Cargo.toml", "Cargo.lock", "deny.toml", ".deny.toml", ".cargo/deny.toml", "**/deny.exceptions.toml")
TOOL = Tool("cargo-deny", "ferrule tools install cargo-deny")
UNIT = "crates"
NOTHING = Reason.NOT_RELEVANT

FETCH_S: Final = 60.0
"""How long the fetch of a missing database may take."""
_ASK_S = 60.0
_ENV: Final = PLAIN | OUTSIDE_OF_HOOKS
_OFFLINE_CHECKS: Final = ("bans", "licenses", "sources")
_ADVISORIES = "advisories"
_REMEDY = "run `cargo deny fetch db` where there is a network"
_OLD_LOCK = "Cargo.lock does not fit the manifests, and this gate leaves it as it is"
_SETTINGS = ("deny.toml", ".deny.toml", ".cargo/deny.toml")
_NO_CRATES = (
    '{"packages":[{"name":"none","version":"0.0.0","id":"path+file:///none#0.0.0","dependencies":[],"targets":[],'
    '"features":{},"manifest_path":"/none/Cargo.toml"}],"workspace_members":["path+file:///none#0.0.0"],'
    '"resolve":{"nodes":[{"id":"path+file:///none#0.0.0","dependencies":[],"deps":[],"features":[]}],'
    '"root":"path+file:///none#0.0.0"},"target_directory":"/none","version":1,"workspace_root":"/none"}'
)
"""The least that cargo-deny takes for the output of `cargo metadata`: asked about it, it only opens its databases."""


def closed(job: Job) -> Closed | None:
    """Give why there is no policy to hold to; None when the workspace, or a folder above, has one."""
    return not_due("" if _policy(job.workspace.root) else "no deny.toml, so no policy (`cargo deny init` writes one)")


def state(job: Job) -> str:
    """Give the commits of the databases, the day and the policy, which may lie above the workspace."""
    policy = _policy(job.workspace.root)
    rules = hashlib.sha256(text_of(policy).encode()).hexdigest() if policy else ""
    commits = (head(Path(folder), job.sandbox) for folder in _prepared(job).databases)
    return f"{policy} {rules} {known_by(commits, today())}"


def call(job: Job) -> Call:
    """Give `cargo deny check`, offline: all four checks, or three where there is no advisory database.

    Crates and a database that are missing are fetched first where a network may be used (`may_fetch`). A
    database that is there is left as it is: what passed will pass again, and the row tells how old it is.
    """
    checks = _OFFLINE_CHECKS if _prepared(job).lacks_a_database else (*_OFFLINE_CHECKS, _ADVISORIES)
    chosen = ("--workspace", *cargo_line.features(job.selection))
    return Call(_argv(job, "--offline", *locked(job), *chosen, "check", *checks), _ENV)


def read(job: Job, outcome: Outcome) -> Reading:
    """Give a finding for each crate or setting that is refused, a part for each check, and what nobody looked at."""
    talk = read_talk(outcome.stderr.text)
    reading = read_cargo_deny(talk, _ground(job))
    if talk.wants_another_lock:
        return replace(reading, undecided=Undecided(Reason.TOOL_ERROR, _OLD_LOCK, "cargo update --workspace"))
    if talk.summary is None:
        return reading
    not_looked_up = reading.remark
    days = [day for folder in talk.databases if (day := commit_day(head(Path(folder), job.sandbox)))]
    known = age(min(days, default=None), today()) if _ADVISORIES in talk.summary else ""
    said = (known, not_looked_up, _left_out(job))
    reading = replace(reading, remark="; ".join(part for part in said if part))
    if any(part.status is Status.FAILED for part in reading.parts):
        return reading
    if _ADVISORIES not in talk.summary:
        why = _no_database(job, _prepared(job))
        parts = (replace(part, reason=why.reason) if part.id == _ADVISORIES else part for part in reading.parts)
        return replace(reading, undecided=why, parts=tuple(parts))
    if any(part.id == _ADVISORIES and part.status is Status.INCONCLUSIVE for part in reading.parts):
        detail = f"yanked crates are denied: {not_looked_up}"
        remedy = "run `cargo update --workspace` where there is a network"
        return replace(reading, undecided=Undecided(Reason.NO_NETWORK, detail, remedy))
    return reading


def may_fetch(job: Job) -> bool:
    """Give whether a gate may ask the network: not in a sandbox, and not where Cargo is told to stay offline."""
    return job.sandbox is None and os.environ.get("CARGO_NET_OFFLINE", "").lower() not in {"1", "true"}


def locked(job: Job) -> tuple[str, ...]:
    """Give the option that keeps a Cargo.lock as it is, where there is one: these gates write nothing."""
    return ("--locked",) if (job.workspace.root / "Cargo.lock").exists() else ()


def limit_s(job: Job, most_s: float) -> float:
    """Give the seconds that something before the gate's own command may take."""
    left = job.until - time.monotonic() if job.until is not None else most_s
    return max(0.001, min(most_s, job.timeout_s, left))


def today() -> date:
    """Give the day (UTC) from which the age of a database counts."""
    return datetime.now(UTC).date()


def text_of(path: Path) -> str:
    """Give what stands in a file; empty when it cannot be read."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _policy(root: Path) -> Path | None:
    """Give the settings that cargo-deny would find; None when there are none."""
    places = (folder / name for folder in (root, *root.parents) for name in _SETTINGS)
    return next((path for path in places if path.is_file()), None)


def _argv(job: Job, *words: str) -> tuple[str, ...]:
    """Give a command line; the log has to be that talkative to name crates and databases."""
    settings = ("--config", str(_policy(job.workspace.root) or _SETTINGS[0]))
    return ("cargo", "deny", "--format", "json", "--log-level", "debug", *settings, *words)


def _prepared(job: Job) -> Talk:
    """Give what cargo-deny says of its databases, after what is missing was fetched; once a run, then from memory."""
    memory = job.scratch / "deny-databases.jsonl"
    if not memory.exists():
        if may_fetch(job):
            _run(job, ("cargo", "fetch", *locked(job)), job.timeout_s)
        said = _asked(job)
        if read_talk(said).lacks_a_database and may_fetch(job):
            _run(job, _argv(job, "fetch", "db"), FETCH_S)
            said = _asked(job)
        memory.write_text(said, "utf-8", "replace")
    return read_talk(text_of(memory))


def _asked(job: Job) -> str:
    """Ask cargo-deny which databases it wants, and whether it can use them."""
    nothing = job.scratch / "deny-no-crates.json"
    nothing.write_text(_NO_CRATES, "utf-8")
    argv = _argv(job, "--offline", *locked(job), "--metadata-path", str(nothing), "check", _ADVISORIES)
    return _run(job, argv, _ASK_S).stderr.text


def _run(job: Job, argv: tuple[str, ...], most_s: float) -> Outcome:
    return run(Command(argv, job.workspace.root, limit_s(job, most_s), _ENV, sandbox=job.sandbox), cancel=job.cancel)


def _no_database(job: Job, talk: Talk) -> Undecided:
    """Give why there is no database: none on disk, or one that is too old or, in the tool's words, of no use."""
    folders = ", ".join(talk.lacking)
    if talk.has_a_stale_database:
        why, reason = f"is too old for the settings: {folders}", Reason.NO_NETWORK
    elif talk.lacking and (job.sandbox is not None or any(not Path(folder).exists() for folder in talk.lacking)):
        why, reason = f"is missing: {folders}", Reason.NO_NETWORK
    else:
        why, reason = f"cannot be used: {' '.join(talk.complaints[-1:])}", Reason.TOOL_ERROR
    return Undecided(reason, f"bans, licenses and sources hold; the advisory database {why}", _REMEDY)


def _left_out(job: Job) -> str:
    policy = _policy(job.workspace.root)
    return left_out_by_deny(text_of(policy), _shown(policy, job.workspace.root)) if policy else ""


def _ground(job: Job) -> Ground:
    root = job.workspace.root
    manifests = {package.name: _shown(package.manifest, root) for package in job.workspace.packages}
    policy = _policy(root)
    settings = _shown(policy, root) if policy else _SETTINGS[0]
    texts = {path: text_of(root / path) for path in (*manifests.values(), settings)}
    return Ground(settings, texts, manifests, locked_crates(text_of(root / "Cargo.lock")))


def _shown(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
