"""What a gate's verdict hangs on, so that an unchanged one need not be found again."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ferrule import __version__
from ferrule.facts.cached import CacheKey
from ferrule.facts.content import EVERYTHING, Content
from ferrule.facts.workspace import Toolchain
from ferrule.gates.gate import Gate, Job
from ferrule.gates.own import OwnCheck
from ferrule.process.programs import cargo_home, find_program
from ferrule.workspace.toml import read_toml

_VOLATILE: Final = re.compile(
    r"_|COLUMNS|LINES|TERM|COLORTERM|SHLVL|PWD|OLDPWD|PPID|WINDOWID|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|MAIL|LESSOPEN"
    r"|LESSCLOSE|LS_COLORS|PROMPT\w*|PS[0-4]|HIST\w*|GPG_TTY|GPG_AGENT_INFO|STY|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_\w*"
    r"|DBUS_SESSION_BUS_ADDRESS|SSH_\w*|TERM_\w*|TMUX\w*|ZELLIJ\w*|VTE_VERSION|VSCODE_\w*|KITTY_\w*|KONSOLE_\w*|WEZTERM_\w*"
    r"|ALACRITTY_\w*|ITERM_\w*|WT_SESSION|GNOME_TERMINAL_\w*|XDG_SESSION_\w*|XDG_VTNR|XDG_SEAT|PYTEST_\w*|FERRULE_\w*"
    r"|TRACEPARENT|TRACESTATE"
)
"""Variables that tell of the terminal, the session and the trace, and ferrule's own, which the settings stand for.
Every other one counts: a test may read it."""
_TOOLING: Final = ("CARGO", "RUST", "CC", "CXX", "AR", "LD", "CFLAGS", "PKG_CONFIG", "LLVM", "PATH")
"""Beginnings of the variables that count for a gate that runs none of the workspace's code."""
_CARGOS: Final = (".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain")
"""What governs every call of Cargo in a folder."""
_RUSTFMTS: Final = ("rustfmt.toml", ".rustfmt.toml")
_CLIPPYS: Final = ("clippy.toml", ".clippy.toml")
_TOOLS: Final = (*_RUSTFMTS, *_CLIPPYS, "deny.toml", ".deny.toml", ".config/nextest.toml")
"""Files that tools look for in the folders above the workspace too."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the verdicts of all gates of a climb hang on."""

    content: Content
    """Of the workspace."""
    toolchain: Toolchain
    settings: Mapping[str, str]
    """Digests of the files with settings around the workspace, by path."""
    variables: Mapping[str, str]
    """Salted digests of the environment, by name, without what tells of the terminal."""


def surroundings(root: Path, content: Content, toolchain: Toolchain, salted: Callable[[str], str]) -> Surroundings:
    """Give what all gates hang on now; `salted` gives a digest of a variable's value that nobody can guess back."""
    variables = {name: salted(value) for name, value in os.environ.items() if not _VOLATILE.fullmatch(name)}
    return Surroundings(content, toolchain, dict(_settings(root, content)), variables)


def cache_key(gate: Gate, job: Job, around: Surroundings) -> CacheKey:
    """Give everything that the verdict of a gate hangs on (its files, tools, settings and environment), by name.

    The command of a gate of ours is not asked for, since asking may fetch a database or write a file: it follows from
    the gate's own text, the selection, the settings and the state, which all count.

    Of the climb its selection and settings count, its limits of time and of processes do not.
    """
    content, toolchain = around.content, around.toolchain
    inputs = {f"file {path}": digest for path, digest in content.matching(gate.READS).items()}
    inputs |= {f"settings {path}": digest for path, digest in around.settings.items()}
    inputs |= {f"env {name}": digest for name, digest in around.variables.items() if _counts(name, gate)}
    inputs |= _definition(gate, content)
    inputs["toolchain"] = f"{toolchain.rustc} {toolchain.host}"
    inputs["ferrule"] = __version__
    inputs["sandbox"] = "yes" if job.sandbox is not None else "no"
    inputs["target"] = str((job.sandbox.target if job.sandbox else job.own_target) or "")
    inputs["selection"] = repr(job.selection)
    inputs["settings"] = repr((job.settings.coverage, job.settings.semver, job.settings.mutants))
    inputs["state"] = gate.state(job)
    for program in dict.fromkeys(("cargo", "rustc", gate.TOOL.program)):
        inputs[f"program {program}"] = _identity(find_program(program))
    return CacheKey(gate.ID, inputs)


def _counts(name: str, gate: Gate) -> bool:
    return isinstance(gate, OwnCheck) or EVERYTHING in gate.READS or name.startswith(_TOOLING)


def _definition(gate: Gate, content: Content) -> dict[str, str]:
    """Give the gate as it is written: a team's own with its command and the files named there, ours by its text."""
    if isinstance(gate, OwnCheck):
        named = {f"file {word}": content.files[word] for word in gate.gate.argv if word in content.files}
        return named | {"gate": repr(replace(gate.gate, timeout_s=None, profiles=()))}
    return {"gate": _text(Path(str(getattr(gate, "__file__", "")))) or gate.ID}


def _settings(root: Path, content: Content) -> Iterator[tuple[str, str]]:
    """Yield the settings of tools in and above the workspace and the folders outside that it reads, and the user's."""
    outside = {Path(path).parent for path in content.files if path.startswith("/") and path.endswith("/Cargo.toml")}
    above = dict.fromkeys(place for folder in (root, *sorted(outside)) for place in folder.parents)
    places = [root / name for name in _CARGOS]
    places += [place / name for place in above for name in (*_CARGOS, *_TOOLS)]
    places += [cargo_home() / name for name in ("config.toml", "config")]
    places += [folder / name for folder in (Path.home(), _user_settings()) for name in _RUSTFMTS]
    if chosen := os.environ.get("CLIPPY_CONF_DIR"):
        places += [root / chosen / name for name in _CLIPPYS]
    waiting, seen = places, set[Path]()
    while waiting:
        path = waiting.pop()
        if path not in seen and (digest := _text(path)):
            yield str(path), digest
            waiting += _included(path) if ".cargo" in path.parts or path.parent == cargo_home() else []
        seen.add(path)


def _user_settings() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "rustfmt"


def _included(settings: Path) -> list[Path]:
    """Give the files that settings of Cargo take in."""
    listed = read_toml(settings).get("include", ())
    words: list[Any] = [listed] if isinstance(listed, str) else list(listed) if isinstance(listed, list) else []
    words = [word.get("path") if isinstance(word, dict) else word for word in words]
    return [settings.parent / word for word in words if isinstance(word, str)]


def _text(path: Path) -> str:
    """Give the digest of a file; empty when it is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _identity(program: Path | None) -> str:
    """Give what tells two versions of a program apart without starting it."""
    try:
        real = program.stat() if program else None
    except OSError:
        real = None
    return f"{program} {real.st_size} {real.st_mtime_ns} {real.st_ctime_ns} {real.st_ino}" if real else "missing"
