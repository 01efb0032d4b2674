"""Whether the file system below a folder tells of changes that are made on another machine."""

import os
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_SILENT: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "afs", "ceph", "lustre"}
    | {"gfs2", "ocfs2", "glusterfs", "beegfs", "drvfs", "fakeowner", "ncpfs", "coda"}
)
"""Others write there as well, and this kernel does not hear of it. Everything on FUSE counts as such too."""
_HAS_EVENTS: Final = frozenset({"fuseblk", "fuse.fuse-overlayfs", "fuse.mergerfs"})


def silent(folder: str) -> str:
    """Give the name of the file system where it does not tell of all changes; empty where it does, or nobody knows."""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found = ("", "")
    for line in lines:
        place, kind = _read(line)
        is_above = folder == place or folder.startswith(place.rstrip(os.sep) + os.sep)
        if is_above and len(place) >= len(found[0]):  # a later mount at the same place lies over the earlier
            found = (place, kind)
    kind = found[1]
    return kind if kind in _SILENT or (kind.startswith("fuse") and kind not in _HAS_EVENTS) else ""


def _read(line: str) -> tuple[str, str]:
    """Give the place of a mount and its kind; what would end a word is written there as an octal number."""
    fields, _, rest = line.partition(" - ")
    words = fields.split(" ")
    place = words[4] if len(words) > 4 else ""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, character)
    return place, rest.split(" ")[0]
