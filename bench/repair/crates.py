"""The crates that faults are made in: published sources at pinned versions, copied away from everything else."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.real_crates import fetched
from bench.results import WORK

PLACE: Final = WORK / "repair"
_BENCHES = re.compile(r"\[\[bench\]\]\n(?:[^\[\n].*\n)*|\[dev-dependencies\.criterion\]\n(?:[^\[\n].*\n)*")
_NOT_SOURCES: Final = frozenset({"target", ".ferrule", "benches", ".git"})


@dataclass(frozen=True, slots=True)
class Crate:
    """One crate of crates.io."""

    name: str
    version: str

    @property
    def id(self) -> str:
        """Name and version."""
        return f"{self.name}-{self.version}"


CRATES: Final = (
    Crate("heck", "0.5.0"),
    Crate("either", "1.15.0"),
    Crate("humantime", "2.2.0"),
    Crate("shlex", "1.3.0"),
    Crate("semver", "1.0.26"),
    Crate("strsim", "0.11.1"),
    Crate("smallvec", "1.15.1"),
    Crate("fixedbitset", "0.5.7"),
    Crate("arrayvec", "0.7.6"),
    Crate("httparse", "1.10.1"),
    Crate("slab", "0.4.9"),
    Crate("textwrap", "0.16.2"),
    Crate("indexmap", "2.9.0"),
    Crate("pico-args", "0.5.0"),
    Crate("vec_map", "0.8.2"),
    Crate("configparser", "3.1.0"),
)
LARGE: Final = Crate("petgraph", "0.8.1")
"""More than 20,000 lines, with a few small dependencies; for times only."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A crate's sources in a folder of their own, and how they were at first."""

    crate: Crate
    root: Path
    original: dict[Path, bytes]
    """By absolute path: all Rust files of the package."""

    def put(self, path: Path, text: bytes) -> None:
        """Write one source file."""
        path.write_bytes(text)

    def restore(self) -> None:
        """Give each file its first text again; those that have it are not touched, so that Cargo finds them fresh."""
        for path, text in self.original.items():
            if not path.exists() or path.read_bytes() != text:
                path.write_bytes(text)

    def changed(self) -> dict[Path, bytes]:
        """Give the files that are not as at first."""
        now = {path: path.read_bytes() for path in self.original}
        return {path: text for path, text in now.items() if text != self.original[path]}

    @property
    def lines(self) -> int:
        """How many lines of source there are below src/."""
        return sum(text.count(b"\n") for path, text in self.original.items() if self.root / "src" in path.parents)


def unpack(crate: Crate, root: Path) -> None:
    """Make a folder with the sources of a crate, without benches; what it depends on is there from then on."""
    shutil.copytree(fetched(crate.name, crate.version), root, ignore=shutil.ignore_patterns(*_NOT_SOURCES))
    manifest = root / "Cargo.toml"
    manifest.write_text(_BENCHES.sub("", manifest.read_text()))
    subprocess.run(("cargo", "fetch", "--quiet"), cwd=root, check=True)


def copied(crate: Crate) -> Copy:
    """Give a copy without benches, which need a nightly compiler or a large harness; what was built in it stays."""
    published = fetched(crate.name, crate.version)
    root = PLACE / crate.id
    if not root.exists():
        unpack(crate, root)
    sources = {path for path in published.rglob("*.rs") if not _NOT_SOURCES & set(path.relative_to(published).parts)}
    original = {root / path.relative_to(published): path.read_bytes() for path in sorted(sources)}
    copy = Copy(crate, root, original)
    copy.restore()
    return copy
