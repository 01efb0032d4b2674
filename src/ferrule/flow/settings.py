"""Which settings are in force in a workspace, and the ladder that they make; starts no program."""

import os
from pathlib import Path

from ferrule.config.fault import nearest
from ferrule.config.file import FILE, read_file
from ferrule.config.resolve import resolve
from ferrule.config.rules import Known
from ferrule.errors import WrongUse
from ferrule.facts.settings import Flags, Resolved, Settings
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Standing
from ferrule.gates.catalog import GATES, PROFILES
from ferrule.gates.gate import Closed, Gate
from ferrule.gates.own import own_checks
from ferrule.workspace.trust import VARIABLE

KNOWN = Known(tuple(gate.ID for gate in GATES), PROFILES)


def settings_of(root: Path, flags: Flags) -> Settings:
    """Give the settings in force at `root`: flags over environment over file over default.

    Raises:
        WrongUse: naming file and line, variable or flag of every mistake, and the nearest known name.
    """
    return resolved(root, flags).settings


def resolved(root: Path, flags: Flags) -> Resolved:
    """Give the settings in force at `root`, and where each came from; raises as `settings_of` does."""
    return resolve(read_file(root), os.environ, flags, KNOWN)


def ladder(
    settings: Settings, root: Path, only: tuple[str, ...], skip: tuple[str, ...], bar: Closed | None
) -> tuple[Gate, ...]:
    """Give the gates that get a row: those of the profile, own ones behind the others, and those that were named.

    `bar` says why own gates may not run, as `barred` does.

    Raises:
        WrongUse: naming an unknown gate and the nearest known one.
    """
    every: tuple[Gate, ...] = (*GATES, *own_checks(settings.gates, root, bar))
    known = tuple(gate.ID for gate in every)
    for name in (*only, *skip):
        if name not in known:
            raise WrongUse(f"no gate {name!r}{nearest(name, known)}")
    listed = {**PROFILES, **settings.profiles}[settings.profile]
    own = (gate.id for gate in settings.gates if settings.profile in gate.profiles)
    rows = {*listed, *own, *only}
    return tuple(gate for gate in every if gate.ID in rows)


def barred(settings: Settings, root: Path, trust: Standing, *, vouched: bool) -> Closed | None:
    """Give why own gates may not run: only what somebody has trusted may name programs; None: they may.

    `vouched`: the user said `--trust`.
    """
    if vouched or (trust.allowed and os.environ.get(VARIABLE) == "1"):
        return None
    if not trust.allowed:
        return Closed(Reason.UNTRUSTED, f"the workspace names this command: {trust.why}", "ferrule trust")
    if settings.file and root / settings.file not in trust.files:
        detail = f"{settings.file} names this command, and `ferrule trust` does not cover that file"
        return Closed(Reason.UNTRUSTED, detail, f"move [[gate]] into {FILE}, or use `--trust`")
    return None
