"""The story of `ferrule doctor`: what is here, where it came from, what is missing."""

import os
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ferrule.errors import FerruleError, NoWorkspace
from ferrule.facts.doctor import Diagnosis, Item, State
from ferrule.facts.workspace import Standing
from ferrule.gates.catalog import GATES
from ferrule.process.command import Command
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.programs import find_program
from ferrule.process.redact import mask
from ferrule.store.place import existing_folder, state_folder
from ferrule.tools.look import origin
from ferrule.workspace.find import find_root
from ferrule.workspace.metadata import read_workspace
from ferrule.workspace.target_folder import target_faults
from ferrule.workspace.trust import standing

_TIMEOUT_S = 20.0
_VERSION = re.compile(r"\d+\.\d+\.\d+\S*")
_TOOLCHAIN_REMEDY = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"


@dataclass(frozen=True, slots=True)
class _Program:
    """A program to ask for its version."""

    name: str
    argv: tuple[str, ...]
    remedy: str
    required: bool


_PROGRAMS = (
    _Program("cargo", ("cargo", "--version"), _TOOLCHAIN_REMEDY, required=True),
    _Program("rustc", ("rustc", "--version"), _TOOLCHAIN_REMEDY, required=True),
    _Program("rustdoc", ("rustdoc", "--version"), _TOOLCHAIN_REMEDY, required=True),
    _Program("cargo-fmt", ("cargo", "fmt", "--version"), "ferrule tools install rustfmt", required=True),
    _Program("cargo-clippy", ("cargo", "clippy", "--version"), "ferrule tools install clippy", required=True),
    _Program(
        "cargo-nextest",
        ("cargo", "nextest", "--version"),
        "ferrule tools install cargo-nextest",
        required=False,
    ),
    _Program("git", ("git", "--version"), "install git with your system's package manager", required=False),
)


def doctor(start: Path) -> Diagnosis:
    """Give every item; works outside of a workspace and in a broken one, and starts nothing of an untrusted one."""
    root, broken = _root(start)
    trust = standing(root) if root else None
    # Cargo obeys rust-toolchain.toml of the folder it stands in; an untrusted one must not be obeyed.
    at = root if root and trust and trust.allowed else Path("/")
    items = [*_programs(at), _sandbox(), *broken]
    if root and trust:
        items += [_trust(trust), *_target_folder(root, trust), _state(root)]
    return Diagnosis(str(root) if root else None, tuple(items))


def _root(start: Path) -> tuple[Path | None, list[Item]]:
    """Give the workspace's root, and an item where a manifest on the way to it cannot be read."""
    try:
        return find_root(start), []
    except NoWorkspace:
        return None, []
    except FerruleError as fault:
        return None, [_refused("workspace", "", fault)]


def _programs(at: Path) -> list[Item]:
    cancel = threading.Event()
    with ThreadPoolExecutor(4, "doctor") as pool:
        try:
            return list(pool.map(lambda program: _program(program, at, cancel), _PROGRAMS))
        except BaseException:  # Ctrl-C too: leaving the pool waits for the programs
            cancel.set()
            raise


def _program(program: _Program, at: Path, cancel: threading.Event) -> Item:
    needed_by = tuple(gate.ID for gate in GATES if gate.TOOL.program == program.name)
    path = find_program(program.name)
    outcome = run(Command(program.argv, at, _TIMEOUT_S), cancel=cancel)
    if path is None or not outcome.ok:
        why = "not on PATH" if path is None else _said(outcome.stderr.text or outcome.note)
        return Item(program.name, State.MISSING, None, "", why, program.remedy, needed_by, program.required)
    found = _VERSION.search(outcome.stdout.text)
    version = found.group() if found else _said(outcome.stdout.text)
    return Item(program.name, State.OK, version, _origin(path), "", "", needed_by, program.required)


def _origin(path: Path) -> str:
    """Give the path of a program and what put it there."""
    return f"{path} ({origin(path).words})"


def _sandbox() -> Item:
    refusal = sandbox_refusal()
    path = find_program("bwrap")
    if refusal or path is None:
        remedy = "ferrule tools install bubblewrap" if path is None else "apt-get install bubblewrap"
        return Item("sandbox", State.MISSING, None, "", refusal, remedy)
    outcome = run(Command((str(path), "--version"), Path("/"), _TIMEOUT_S))
    version = _VERSION.search(outcome.stdout.text)
    return Item("sandbox", State.OK, version.group() if version else None, _origin(path), "bubblewrap works here", "")


def _trust(trust: Standing) -> Item:
    files = ", ".join(str(path) for path in trust.files)
    detail = f"{trust.why}: {files}" if files else trust.why
    if trust.allowed:
        return Item("trust", State.OK, None, "", detail, "")
    return Item("trust", State.WARNING, None, "", detail, "ferrule trust")


def _target_folder(root: Path, trust: Standing) -> Iterator[Item]:
    if not trust.allowed:
        return  # only Cargo knows where it is
    try:
        workspace = read_workspace(root)
    except FerruleError as fault:
        yield _refused("workspace", str(root), fault)
        return
    packages = f"{len(workspace.packages)} package{'' if len(workspace.packages) == 1 else 's'}"
    yield Item("workspace", State.OK, None, str(root), packages, "")
    faults = target_faults(workspace)
    state = State.WARNING if faults else State.OK
    remedy = "unset CARGO_TARGET_DIR, or run `cargo clean`" if faults else ""
    yield Item("target folder", state, None, str(workspace.target_folder), "; ".join(faults), remedy)


def _state(root: Path) -> Item:
    """Give where runs are kept; where none was, nothing is made."""
    wanted = root / ".ferrule"
    if existing_folder(root) is None and not wanted.is_symlink():
        if os.access(root, os.W_OK):
            return Item("state", State.OK, None, str(wanted), "the first run makes it", "")
        why = f"{root} cannot be written: runs will be kept in the user's cache"
        return Item("state", State.WARNING, None, "", why, "")
    try:
        place = state_folder(root)
    except FerruleError as fault:
        return _refused("state", "", fault)
    return Item("state", State.WARNING if place.why else State.OK, None, str(place.folder), place.why, "")


def _refused(item: str, origin: str, fault: FerruleError) -> Item:
    return Item(item, State.WARNING, None, origin, mask(str(fault)), fault.hint)


def _said(text: str) -> str:
    line = next((line for line in text.split("\n") if line.strip()), "")
    return mask(line.strip())[:200]
