"""What stands before each climb: settings, trust, and what Cargo says of the workspace."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from ferrule.facts.request import CheckRequest
from ferrule.facts.settings import Flags, Settings
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Standing, Toolchain, Workspace
from ferrule.flow.selection import check_selection
from ferrule.gates.gate import Gate
from ferrule.process.door import sandbox_refusal
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.find import check_lock, find_root, nearest_manifest
from ferrule.workspace.membership import check_member, other_root
from ferrule.workspace.reading import reading
from ferrule.workspace.trust import standing

_WITHOUT_SANDBOX = "install bubblewrap, or read the settings and run `ferrule trust`"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be climbed, before anything of the workspace was started."""

    root: Path
    settings: Settings
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A workspace in which nothing may be started."""

    plan: Planned
    closed: tuple[Reason, str, str]
    """The reason, the words and the remedy, for every row."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A workspace in which the ladder can be climbed."""

    plan: Planned
    workspace: Workspace
    toolchain: Toolchain
    trusted: bool


def admitted(request: CheckRequest) -> Admitted | Refused:
    """Give the workspace with its settings and gates, or why nothing of it may be started.

    Raises:
        FerruleError: for wrong use, settings with a mistake, a workspace that cannot be read, or no toolchain.
    """
    root = find_root(request.start)
    trust = standing(root)
    trusted = trust.allowed or request.trusted
    if not trusted:
        plan = _planned(request, root, trust)
        if closed := _closed(root, trust, request):
            return Refused(plan, closed)
    check_lock(root)
    sandbox = None if trusted else Sandbox((root,), ())
    with reading(root, sandbox) as both:
        plan = _planned(request, root, trust)
        workspace, toolchain = both()
    other = "" if request.trusted and not sandbox else other_root(root, workspace, sandbox)
    if other:
        remedy = shlex.join(("ferrule", "trust", "--workspace", str(workspace.root)))
        return Refused(plan, (Reason.UNTRUSTED, other, remedy))
    check_member(workspace, nearest_manifest(request.start), sandbox)
    check_selection(workspace, request.selection)
    return Admitted(plan, workspace, toolchain, trusted)


def _planned(request: CheckRequest, root: Path, trust: Standing) -> Planned:
    """Give what is to be climbed; the gates are imported here, while Cargo is waited for: both take about 50 ms."""
    from ferrule.flow.settings import barred, ladder, settings_of

    flags = Flags(request.profile, request.accepted, request.jobs, request.timeout_s, request.budget_s)
    settings = settings_of(root, flags)
    own = barred(settings, root, trust, vouched=request.trusted)
    return Planned(root, settings, ladder(settings, root, request.only, request.skip, own))


def _closed(root: Path, trust: Standing, request: CheckRequest) -> tuple[Reason, str, str] | None:
    """Give why nothing of an untrusted workspace may be started, and what to do; None: the sandbox makes it safe."""
    if not request.sandboxed:
        files = ", ".join(_short(path, root) for path in trust.files)
        return Reason.UNTRUSTED, f"{trust.why}: {files}", "ferrule trust"
    refusal = sandbox_refusal()
    return (Reason.SANDBOX, refusal, _WITHOUT_SANDBOX) if refusal else None


def _short(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
