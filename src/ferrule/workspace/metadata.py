"""The workspace as `cargo metadata` tells it, read once a run."""

import re
import threading
from pathlib import Path

import msgspec

from ferrule.errors import BadManifest, FerruleError, ToolMissing
from ferrule.facts.workspace import Package, Target, Toolchain, Workspace
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.process.redact import mask
from ferrule.process.sandbox import Sandbox

_TIMEOUT_S = 120.0
_TOOLCHAIN_WORDS = re.compile(
    r"rustup could not choose|toolchain '.*' (is not installed|may not be able)|is not installed for the toolchain"
    r"|could not execute process `\S*rustc|no override and no default toolchain|override toolchain .* is not",
)
_CARGO_MISSING = "cargo: not found on PATH; a Rust toolchain is needed (https://rustup.rs)"


def read_workspace(root: Path, sandbox: Sandbox | None = None, cancel: threading.Event | None = None) -> Workspace:
    """Give the members of the workspace at `root`, without their foreign dependencies; `cancel` ends the asking.

    Raises:
        ToolMissing: when there is no working Cargo, or one whose answer has another form.
        BadManifest: when Cargo refuses a manifest, in Cargo's words.
    """
    argv = ("cargo", "metadata", "--format-version=1", "--no-deps", "--color=never")
    outcome = _asked(Command(argv, root, _TIMEOUT_S, keep_bytes=1 << 26, sandbox=sandbox), cancel)
    try:
        return _workspace(msgspec.json.decode(outcome.stdout.text, type=_Metadata))
    except msgspec.MsgspecError as fault:
        raise ToolMissing(f"`{' '.join(argv)}` printed what this ferrule cannot read: {fault}") from fault


def read_toolchain(root: Path, sandbox: Sandbox | None = None, cancel: threading.Event | None = None) -> Toolchain:
    """Give the compiler that Cargo would use at `root`; `cancel` ends the asking.

    Raises:
        ToolMissing: when there is none that works.
    """
    outcome = _asked(Command(("rustc", "-vV"), root, _TIMEOUT_S, sandbox=sandbox), cancel)
    first, *rest = outcome.stdout.text.split("\n")
    facts = dict(line.split(": ", 1) for line in rest if ": " in line)
    return Toolchain(first.strip(), facts.get("host", "unknown"), facts.get("release", "unknown"))


def _asked(command: Command, cancel: threading.Event | None) -> Outcome:
    outcome = run(command, cancel=cancel)
    if outcome.ok:
        return outcome
    raise _refusal(outcome)


def _refusal(outcome: Outcome) -> FerruleError:
    program = outcome.argv[0]
    words = mask(outcome.stderr.text.strip())
    if outcome.ended is Ended.MISSING:
        return ToolMissing(_CARGO_MISSING if program == "cargo" else outcome.note)
    if outcome.ended is not Ended.EXITED:
        how = f"ended by signal {outcome.signal}" if outcome.signal else outcome.note or "cancelled"
        return ToolMissing(f"`{' '.join(outcome.argv)}` gave no answer: {how}\n{words}".rstrip())
    if program != "cargo" or _TOOLCHAIN_WORDS.search(words):
        return ToolMissing(f"`{' '.join(outcome.argv)}` failed: {words}")
    return BadManifest(words.removeprefix("error: "))


class _Target(msgspec.Struct):
    """`targets[]` of `cargo metadata`; fields that are not named here are passed over."""

    name: str
    kind: list[str]
    src_path: str
    test: bool = True
    doctest: bool = False
    doc: bool = True


class _Dependency(msgspec.Struct):
    path: str | None = None


class _Package(msgspec.Struct):
    id: str
    name: str
    version: str
    manifest_path: str
    dependencies: list[_Dependency]
    targets: list[_Target]
    features: dict[str, list[str]]
    edition: str = "2015"
    rust_version: str | None = None
    publish: list[str] | None = None


class _Metadata(msgspec.Struct):
    packages: list[_Package]
    workspace_members: list[str]
    workspace_root: str
    target_directory: str


def _workspace(metadata: _Metadata) -> Workspace:
    root = Path(metadata.workspace_root)
    members = set(metadata.workspace_members)
    inside = [package for package in metadata.packages if package.id in members]
    names = {str(Path(package.manifest_path).parent): package.name for package in inside}
    packages = tuple(_package(package, names) for package in inside)
    is_virtual = root / "Cargo.toml" not in {package.manifest for package in packages}
    return Workspace(root, Path(metadata.target_directory), packages, is_virtual)


def _package(package: _Package, names: dict[str, str]) -> Package:
    needs = {names.get(dependency.path) for dependency in package.dependencies if dependency.path is not None}
    return Package(
        id=package.id,
        name=package.name,
        version=package.version,
        edition=package.edition,
        manifest=Path(package.manifest_path),
        targets=tuple(_target(target) for target in package.targets),
        features=tuple(package.features),
        depends_on=tuple(sorted(name for name in needs if name is not None)),
        rust_version=package.rust_version,
        publish=None if package.publish is None else tuple(package.publish),
    )


def _target(target: _Target) -> Target:
    return Target(target.name, tuple(target.kind), Path(target.src_path), target.test, target.doctest, target.doc)
