"""What the sandbox shows of the machine: system folders and the toolchain, no sockets, no credentials."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ferrule.process.own_tools import tools_folder
from ferrule.process.programs import cargo_home, find_program, rustup_home

# No /run and no /var (sockets of daemons), no /home, /root, /srv, /mnt: what is not named here does not exist inside.
_SYSTEM = ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "etc", "opt", "sys")
# Of Nix and Guix the stores only: beside them lie the sockets of their daemons.
_STORES = ("/nix/store", "/gnu/store", "/run/current-system")
_PROGRAMS = (
    "cargo", "rustc", "rustdoc", "cargo-fmt", "cargo-clippy", "cargo-nextest", "cargo-deny", "cargo-audit",
    "cargo-shear", "cargo-hack", "cargo-llvm-cov", "cargo-tarpaulin", "cargo-semver-checks", "cargo-mutants", "cc",
)  # fmt: skip

_SECRET_KEY = re.compile(r"(token|secret|password|passwd|secret-key|_key)$", re.IGNORECASE)
_PROXY_KEY = re.compile(r"proxy$", re.IGNORECASE)
_CREDENTIALS_IN_ADDRESS = re.compile(r"https?://[^/\s@]+@|://[^/\s@:]+:[^/\s@]+@", re.IGNORECASE)


def system() -> Iterator[str]:
    """Yield the mounts that show the system's folders, read-only; links at the root stay links."""
    for name in _SYSTEM:
        path = Path("/", name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():
            yield from ("--ro-bind", str(path), str(path))
    for store in _STORES:
        yield from ("--ro-bind-try", store, store)


def names_of_hosts() -> tuple[str, ...]:
    """Give the mount that shows who knows the names of hosts, where `/etc` leads there out of what is shown."""
    settings = Path("/etc/resolv.conf").resolve()
    return ("--ro-bind-try", str(settings), str(settings)) if settings.is_relative_to("/run") else ()


def toolchain(workspace: tuple[Path, ...]) -> Iterator[str]:
    """Yield the mounts of what compiling needs beside the system: programs and sources, no credentials.

    What lies in the workspace is left to the workspace's own mount: a link in there may lead anywhere.
    """
    cargo = cargo_home()
    parts = [rustup_home(), cargo / "bin", cargo / "registry", cargo / "git", cargo / "env", cargo / "advisory-db"]
    if not withheld_settings():
        parts.append(cargo / "config.toml")

    def is_ours(path: Path) -> bool:
        return _harmless(path) and not any(path.is_relative_to(folder) for folder in workspace)

    # The interpreter's own folders: ferrule's extras (cargo-nextest) may lie in a home folder too.
    parts += [Path(sys.prefix), Path(sys.base_prefix), tools_folder()]
    if is_ours(rustup_home()):
        parts += _linked_toolchains()
    programs = [path for name in _PROGRAMS if (path := find_program(name)) and is_ours(path)]
    parts += [folder for path in programs for folder in _program_folders(path)]
    for path in dict.fromkeys(parts):
        if is_ours(path):
            yield from ("--ro-bind-try", str(path), str(path))


def masked_credentials(workspace: tuple[Path, ...]) -> Iterator[str]:
    """Yield the mounts that empty Cargo's credentials where Cargo's home lies in the workspace itself."""
    for name in ("credentials", "credentials.toml"):
        path = cargo_home() / name
        if path.is_file() and path.resolve() == path and any(path.is_relative_to(f) for f in workspace):
            yield from ("--ro-bind", "/dev/null", str(path))


def withheld_settings() -> bool:
    """Give whether Cargo's own `config.toml` is kept out: it holds a credential, includes others or is no TOML."""
    path = cargo_home() / "config.toml"
    if not path.is_file():
        return False
    try:
        settings = tomllib.loads(path.read_bytes().decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return True
    return "include" in settings or _holds_secret("", settings)


def _holds_secret(key: str, value: Any) -> bool:
    if isinstance(value, dict):
        return any(_SECRET_KEY.search(name) or _holds_secret(name, inner) for name, inner in value.items())
    if isinstance(value, list):
        return any(_holds_secret(key, inner) for inner in value)
    text = str(value)
    return bool(_CREDENTIALS_IN_ADDRESS.search(text)) or bool(_PROXY_KEY.search(key) and "@" in text)


def _linked_toolchains() -> Iterator[Path]:
    """Yield what `rustup toolchain link` points to: it lies wherever it was built."""
    folder = rustup_home() / "toolchains"
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.is_symlink() and entry.is_dir():
            yield entry.resolve()


def _program_folders(found: Path) -> Iterator[Path]:
    """Yield where a program is, when in an odd place: all of `PREFIX`, in a home folder only the file."""
    for path in (found, found.resolve()):
        prefix = path.parent.parent
        # /bin and /sbin too: where they are links into /usr, nothing can be mounted below them.
        if any(path.is_relative_to(shown) for shown in ("/usr", "/bin", "/sbin", cargo_home())):
            continue
        in_home = path.is_relative_to(Path.home())
        yield prefix if path.parent.name == "bin" and _harmless(prefix) and not in_home else path


def _harmless(path: Path) -> bool:
    """Give whether showing a path keeps the home folder hidden."""
    return path.is_absolute() and not Path.home().resolve().is_relative_to(path.resolve())
