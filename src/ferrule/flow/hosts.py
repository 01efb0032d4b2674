"""Definitions handed to other hosts: written out for one skill, put into folders, taken out again."""

import os
import shutil
from pathlib import Path

from ferrule.definitions.hosts import install as installing
from ferrule.definitions.hosts.strict_export import exported
from ferrule.definitions.load import load
from ferrule.definitions.tiers import UnknownModel, resolved
from ferrule.edits.travel import refusals_explained
from ferrule.errors import WrongUse
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.install import Done, InstallTarget, Plan
from ferrule.flow.definitions import chosen


def model_of(one: Definition) -> str:
    """Give the model that a definition asks for, its alias resolved by the user's settings; empty for the asker's own.

    An alias that stands for nothing gives the reason in brackets: to look at a definition needs no model.
    """
    from ferrule.config.user import read_user_settings

    try:
        return resolved(one.model, read_user_settings().tiers).model
    except UnknownModel as unknown:
        return f"[{unknown}]"


def export(start: Path, name: str, folder: Path) -> tuple[tuple[Path, ...], tuple[Remark, ...]]:
    """Write a skill in the strict form into a folder of its name; gives the files, and what did not fit.

    Raises:
        DefinitionUnknown: when there is none.
        WrongUse: for what is no skill, and when the folder has something in it.
        NotWritable: when it cannot be written; nothing of it stays then.
    """
    one = chosen(start, name)
    if one.kind is not Kind.SKILL:
        raise WrongUse(
            f"{name}: {one.kind.value}s have no strict form; `ferrule definitions install` puts them into hosts"
        )
    form = exported(one)
    place, under_way = folder / one.name, folder / f".{one.name}.{os.getpid()}.ferrule-new"
    with refusals_explained(place):
        if os.path.lexists(place) and (place.is_symlink() or not place.is_dir() or any(place.iterdir())):
            raise WrongUse(f"{place}: there is something already; name another folder with --output")
        try:
            for path, content in form.files.items():
                target = under_way / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                target.chmod(0o755 if path in form.executable else 0o644)
            under_way.rename(place)
        finally:
            shutil.rmtree(under_way, ignore_errors=True)
    return tuple(place / path for path in form.files), form.remarks


def plan_install(start: Path, target: InstallTarget, root: Path, names: tuple[str, ...] = ()) -> Plan:
    """Give what an installation would write: all definitions that ferrule brings, and hooks; or those that are named.

    Raises:
        DefinitionUnknown: when one of the names is none.
    """
    wanted = [chosen(start, name) for name in names] if names else load(None, None).active
    planned = installing.plan(wanted, target, root)
    return planned if names else installing.with_hooks(planned)


def write(planned: Plan, *, force: bool) -> Done:
    """Carry a plan out; see `ferrule.definitions.hosts.install`."""
    return installing.write(planned, force=force)


def uninstall(target: InstallTarget, root: Path) -> Done:
    """Remove what was installed and nobody changed; see `ferrule.definitions.hosts.install`."""
    return installing.uninstall(target, root)
