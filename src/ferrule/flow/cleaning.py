"""The story of `ferrule clean`."""

from pathlib import Path

from ferrule.facts.cleaning import Cleaned
from ferrule.store.cleaning import clean, plan_clean, plan_wipe, wipe
from ferrule.store.place import state_folder


def planned(root: Path, keep: int | None) -> Cleaned:
    """Give what would go; None for `keep` means everything."""
    folder = state_folder(root).folder
    return plan_wipe(folder) if keep is None else plan_clean(folder, keep)


def cleaned(root: Path, keep: int | None) -> Cleaned:
    """Remove it, and give what went."""
    folder = state_folder(root).folder
    return wipe(folder) if keep is None else clean(folder, keep)
