"""The story of `ferrule clean`: makes nothing, and takes only what is ferrule's own."""

from pathlib import Path

from ferrule.facts.cleaning import Cleaned
from ferrule.store.cleaning import clean, plan_clean, plan_wipe, wipe
from ferrule.store.place import existing_folder

_NOTHING = Cleaned(0, 0, 0, 0)


def planned(root: Path, keep: int | None) -> Cleaned:
    """Give what would go; None for `keep` means everything."""
    folder = existing_folder(root)
    if folder is None:
        return _NOTHING
    return plan_wipe(folder) if keep is None else plan_clean(folder, keep)


def cleaned(root: Path, keep: int | None) -> Cleaned:
    """Remove it, and give what went."""
    folder = existing_folder(root)
    if folder is None:
        return _NOTHING
    return wipe(folder) if keep is None else clean(folder, keep)
