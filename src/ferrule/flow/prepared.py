"""What stands before each repair: settings, trust, what Cargo says of the workspace, and a place to work in."""

from collections.abc import Callable
from datetime import UTC, datetime

from ferrule.edits.journal import recover
from ferrule.errors import NotWritable, Untrusted
from ferrule.facts.fix import FixRequest
from ferrule.facts.settings import Flags
from ferrule.flow.cleaning import prune_quietly
from ferrule.flow.selection import check_selection
from ferrule.flow.settings import settings_of
from ferrule.flow.verified import Here
from ferrule.store.identity import new_run_id
from ferrule.store.place import scratch, state_folder
from ferrule.workspace.find import check_lock, find_root, nearest_manifest
from ferrule.workspace.membership import check_member, other_root
from ferrule.workspace.reading import read_both
from ferrule.workspace.trust import standing


def prepared(request: FixRequest, tell: Callable[[str], None]) -> Here:
    """Give where a run works: a trusted workspace, its settings, and a scratch folder that the caller removes.

    Edits that an interrupted run left half made are settled first, but not where the run writes no source file.

    Raises:
        FerruleError: for wrong use, an untrusted or unreadable workspace, no toolchain, files that cannot be written.
    """
    root = find_root(request.start)
    flags = Flags(
        jobs=request.jobs,
        attempts=request.attempts,
        fix_budget_s=request.budget_s,
        test_timeout_s=request.test_timeout_s,
        max_level=request.max_level,
    )
    settings = settings_of(root, flags)
    trust = standing(root)
    if not (trust.allowed or request.trusted):
        raise Untrusted(f"{root}: {trust.why}: {', '.join(map(str, trust.files))}")
    check_lock(root)
    workspace, toolchain = read_both(root)
    other = "" if request.trusted else other_root(root, workspace)
    if other:
        raise Untrusted(other)
    check_member(workspace, nearest_manifest(request.start))
    check_selection(workspace, request.selection)
    place = state_folder(workspace.root)
    if place.why and not (request.dry_run or request.failing):
        raise NotWritable(f"the workspace cannot be written: {place.why}")
    found = () if request.failing else recover(workspace.root, place.folder, tell)
    notes = (*(one.words for one in found), *prune_quietly(place))
    run_id = new_run_id(datetime.now(UTC))
    return Here(workspace, place, scratch(place, run_id), run_id, notes, tell, settings.fix, settings.jobs, toolchain)
