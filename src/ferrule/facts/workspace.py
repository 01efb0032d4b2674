"""What a Cargo workspace is made of, as far as gates need to know."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that Cargo can build in a package."""

    name: str
    kinds: tuple[str, ...]
    """As Cargo says: lib, bin, test, bench, example, proc-macro, custom-build ..."""
    src_path: Path
    tested: bool
    """`cargo test` runs it by default."""
    doctested: bool
    documented: bool = True

    @property
    def is_library(self) -> bool:
        """Whether other crates can link it."""
        return bool({"lib", "rlib", "dylib", "cdylib", "staticlib", "proc-macro"} & set(self.kinds))


@dataclass(frozen=True, slots=True)
class Package:
    """One member of the workspace."""

    id: str
    name: str
    version: str
    edition: str
    manifest: Path
    targets: tuple[Target, ...]
    features: tuple[str, ...]
    depends_on: tuple[str, ...]
    """Names of other members that this one needs, for any kind of dependency."""
    rust_version: str | None = None
    """None when the manifest declares none."""
    publish: tuple[str, ...] | None = None
    """The registries that it may be published to; None: any, empty: none (`publish = false`)."""

    @property
    def folder(self) -> Path:
        """Where its Cargo.toml lies."""
        return self.manifest.parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """The members of one workspace and where it builds."""

    root: Path
    target_folder: Path
    packages: tuple[Package, ...]
    is_virtual: bool
    """The root manifest has no package of its own."""


@dataclass(frozen=True, slots=True)
class Toolchain:
    """The compiler that Cargo uses in this workspace."""

    rustc: str
    """First line of `rustc -vV`."""
    host: str
    release: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which packages and features a run is about; empty tuples mean all of the workspace, all features."""

    packages: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    all_features: bool = False
    no_default_features: bool = False

    @property
    def chooses_features(self) -> bool:
        """Whether the user overrode what each gate does by default."""
        return bool(self.features) or self.all_features or self.no_default_features


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether Cargo may be started in a workspace, and why."""

    allowed: bool
    why: str
    files: tuple[Path, ...] = field(default=())
    """The settings files that can name programs to run."""
