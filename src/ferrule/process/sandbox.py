"""The sandbox around a program: what it may see, write and know (bubblewrap)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ferrule.errors import Untrusted
from ferrule.process.mounts import masked_credentials, names_of_hosts, system, toolchain

_ALLOWED = re.compile(
    r"""^(PATH|LANG|LC_\w+|TERM|TZ|TMPDIR|HOME|NO_COLOR|CI|SOURCE_DATE_EPOCH
    |RUSTUP_HOME|RUSTUP_TOOLCHAIN|CARGO_HOME|CARGO_TARGET_DIR|CARGO_INCREMENTAL|CARGO_ENCODED_RUSTFLAGS
    |CARGO_(BUILD|PROFILE|TERM|NET|TARGET)_\w+|RUSTFLAGS|RUSTDOCFLAGS|RUST_\w+|RUSTC|RUSTDOC|RUSTC_WRAPPER
    |NEXTEST_\w+|CC|CXX|AR|LD|CFLAGS|CXXFLAGS|LDFLAGS|PKG_CONFIG\w*|LLVM_\w+|FERRULE_CHILD)$""",
    re.VERBOSE,
)
_SECRET = re.compile(r"(TOKEN|SECRET|PASSWORD|_KEY)$")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What a sandboxed program may reach beside the system and the toolchain; nothing else exists inside.

    Every path is absolute and free of symbolic links: a mount through one would show what lies behind it.
    """

    readable: tuple[Path, ...]
    """Shown read-only: the workspace, ferrule's scratch folder."""
    writable: tuple[Path, ...]
    """Shown with the right to write: folders of ferrule's own. They must exist."""
    target: Path | None = None
    """One of the writable folders: where Cargo builds, whatever the workspace's settings say."""
    over: tuple[tuple[Path, Path], ...] = ()
    """What is shown read-only, and over which file or folder of the readable ones, in this order."""
    locked: tuple[Path, ...] = ()
    """Parts of the writable folders that are shown read-only all the same."""
    hidden: tuple[Path, ...] = ()
    """Folders that are empty inside, whatever shows them."""
    network: bool = False
    """Whether the machine's network is there, with all that listens on this machine."""
    variables: tuple[str, ...] = ()
    """Names of variables that come in beside those of a build, even those that look like secrets."""


def environment(sandbox: Sandbox, env: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that a program finds inside."""
    kept = allowed_env(env)
    if sandbox.network:
        del kept["CARGO_NET_OFFLINE"]
    return kept | {name: env[name] for name in sandbox.variables if name in env}


def allowed_env(env: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that a build needs, and none that could be a secret."""
    kept = {k: v for k, v in env.items() if _ALLOWED.match(k) and not _SECRET.search(k)}
    return kept | {"CARGO_NET_OFFLINE": "true"}


def wrapped(sandbox: Sandbox, bwrap: Path, argv: tuple[str, ...], cwd: Path) -> tuple[str, ...]:
    """Give the argument tuple that runs `argv` inside the sandbox.

    Raises:
        Untrusted: when a path leads elsewhere, or showing it would show the home folder.
    """
    for path in (*sandbox.readable, *sandbox.writable):
        _check(path)
    # Started by root, bubblewrap keeps every capability unless told otherwise: enough to mount all of it writable.
    limits = ("--die-with-parent", "--unshare-pid", "--unshare-ipc", "--cap-drop", "ALL")
    line = names_of_hosts() if sandbox.network else ("--unshare-net",)
    return (
        *(str(bwrap), *limits, *system(), "--dev", "/dev", "--proc", "/proc"),
        *("--tmpfs", "/tmp", "--dir", "/var/tmp", "--setenv", "TMPDIR", "/tmp"),  # noqa: S108 - private ones
        *_empty_home(),
        *toolchain(sandbox.readable),
        *(word for path in sandbox.readable for word in _shown(path)),
        *(word for what, where in sandbox.over for word in ("--ro-bind", str(what), str(where))),
        *masked_credentials(sandbox.readable),
        *(word for path in sandbox.writable for word in ("--bind", str(path), str(path))),
        *(word for path in sandbox.locked for word in ("--ro-bind", str(path), str(path))),
        *(word for path in sandbox.hidden for word in ("--tmpfs", str(path))),
        *line,
        *_building_in(sandbox.target),
        *("--chdir", str(cwd), "--", *argv),
    )


def _check(path: Path) -> None:
    leads_to = path.resolve()
    if leads_to != path:
        raise Untrusted(f"{path}: leads to {leads_to}, which the sandbox does not show")
    if Path.home().resolve().is_relative_to(path):
        raise Untrusted(f"{path}: holds the home folder, which the sandbox does not show")


def _empty_home() -> tuple[str, ...]:
    home = Path.home()
    return ("--tmpfs", str(home)) if home != Path("/") else ()


def _building_in(target: Path | None) -> tuple[str, ...]:
    """Give the variables that win over `target-dir` and `build-dir` of any settings file."""
    if target is None:
        return ()
    return tuple(
        word for name in ("CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR") for word in ("--setenv", name, str(target))
    )


def _shown(folder: Path) -> tuple[str, ...]:
    """Give the mounts that show a folder read-only.

    Cargo writes a missing Cargo.lock. Where there is none, the folder itself is an empty one of the sandbox's own
    and only its entries are mounts, so that the lock can be written there and is gone with the sandbox.
    """
    if not (folder / "Cargo.toml").exists() or (folder / "Cargo.lock").exists():
        return ("--ro-bind", str(folder), str(folder))
    entries = (word for entry in sorted(folder.iterdir()) for word in _entry(entry))
    return ("--tmpfs", str(folder), *entries)


def _entry(path: Path) -> tuple[str, ...]:
    """Give the mount of one entry: a link stays a link, or bubblewrap would show what it leads to outside."""
    if path.is_symlink():
        return ("--symlink", str(path.readlink()), str(path))
    return ("--ro-bind", str(path), str(path)) if path.is_dir() or path.is_file() else ()
