"""The sandbox around a program: what it may see, write and know (bubblewrap)."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ferrule.process.programs import cargo_home, rustup_home

_ALLOWED = re.compile(
    r"""^(PATH|LANG|LC_\w+|TERM|TZ|TMPDIR|HOME|NO_COLOR|CI|SOURCE_DATE_EPOCH
    |RUSTUP_HOME|RUSTUP_TOOLCHAIN|CARGO_HOME|CARGO_TARGET_DIR|CARGO_INCREMENTAL|CARGO_ENCODED_RUSTFLAGS
    |CARGO_(BUILD|PROFILE|TERM|NET|TARGET)_\w+|RUSTFLAGS|RUSTDOCFLAGS|RUST_\w+|RUSTC|RUSTDOC|RUSTC_WRAPPER
    |NEXTEST_\w+|CC|CXX|AR|LD|CFLAGS|CXXFLAGS|LDFLAGS|PKG_CONFIG\w*|LLVM_\w+|FERRULE_CHILD)$""",
    re.VERBOSE,
)
_SECRET = re.compile(r"(TOKEN|SECRET|PASSWORD|_KEY)$")
_TOKEN_IN_SETTINGS = re.compile(r"^\s*(token|secret-key)\s*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What a sandboxed program may reach; all else of the home folder and the network is hidden."""

    readable: tuple[Path, ...]
    """Shown read-only even where they lie in the home folder: the workspace."""
    writable: tuple[Path, ...]
    """Shown with the right to write: the target folder, ferrule's scratch folder. They must exist."""


def allowed_env(env: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that a build needs, and none that could be a secret."""
    kept = {k: v for k, v in env.items() if _ALLOWED.match(k) and not _SECRET.search(k)}
    return kept | {"CARGO_NET_OFFLINE": "true"}


def wrapped(sandbox: Sandbox, bwrap: Path, argv: tuple[str, ...], cwd: Path) -> tuple[str, ...]:
    """Give the argument tuple that runs `argv` inside the sandbox."""
    home = Path.home()
    return (
        *(str(bwrap), "--die-with-parent", "--unshare-net", "--unshare-pid", "--unshare-ipc"),
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"),  # noqa: S108 - a private one
        *("--tmpfs", str(home)),
        *(word for path in _toolchain() for word in ("--ro-bind-try", str(path), str(path))),
        *(word for path in sandbox.readable for word in _shown(path)),
        *(word for path in sandbox.writable for word in ("--bind", str(path), str(path))),
        *("--chdir", str(cwd), "--", *argv),
    )


def _shown(folder: Path) -> tuple[str, ...]:
    """Give the mounts that show a folder read-only.

    Cargo writes a missing Cargo.lock. Where there is none, the folder itself is an empty one of the sandbox's own
    and only its entries are mounts, so that the lock can be written there and is gone with the sandbox.
    """
    if not (folder / "Cargo.toml").exists() or (folder / "Cargo.lock").exists():
        return ("--ro-bind", str(folder), str(folder))
    entries = (word for entry in sorted(folder.iterdir()) for word in ("--ro-bind", str(entry), str(entry)))
    return ("--tmpfs", str(folder), *entries)


def _toolchain() -> tuple[Path, ...]:
    """Give what compiling needs of the home folder: programs and sources, no credentials."""
    cargo = cargo_home()
    parts = [rustup_home(), cargo / "bin", cargo / "registry", cargo / "git", cargo / "env"]
    settings = cargo / "config.toml"
    if settings.is_file() and not _TOKEN_IN_SETTINGS.search(settings.read_text("utf-8", "replace")):
        parts.append(settings)
    # The interpreter's own folders: ferrule's extras (cargo-nextest) may lie in a home folder too.
    return (*parts, Path(sys.prefix), Path(sys.base_prefix))
