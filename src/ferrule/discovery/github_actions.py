"""Well-known actions, as the commands that they run."""

import shlex
from collections.abc import Callable, Mapping
from typing import Final

from ferrule.syntax.shell.words import UNKNOWN

Given = Mapping[str, str]
Words = tuple[str, ...]


def command_of(uses: str, given: Given) -> Words | None:
    """Give the words of cargo that an action runs, or `("action", kind)` for one that prepares or releases.

    None for an action that ferrule does not know, or that has nothing to do with Cargo.

    Args:
        uses: as in the workflow: `owner/name@version`.
        given: what stands under `with`.
    """
    name = uses.partition("@")[0].casefold()
    for known, make in _COMMANDS.items():
        if name == known or name.startswith(f"{known}/"):
            return make(given)
    if name in _SETUP:
        return ("action", "setup")
    return ("action", "deploy") if name in _DEPLOY or name.startswith("release-plz/") else None


def toolchain_of(uses: str, given: Given) -> str:
    """Give the toolchain that an action makes the default of its job; empty when it makes none."""
    name, _, version = uses.partition("@")
    name = name.casefold()
    if name == "dtolnay/rust-toolchain":
        return given.get("toolchain", _of_branch(version))
    if name in ("actions-rs/toolchain", "actions-rust-lang/setup-rust-toolchain", "moonrepo/setup-rust"):
        return given.get("toolchain", given.get("channel", "")) if given.get("override", "true") != "false" else ""
    if name in ("hecrj/setup-rust-action", "actions-rust-lang/rustup"):
        return given.get("rust-version", "")
    return ""


def _of_branch(version: str) -> str:
    """Give the toolchain that a branch of dtolnay's action stands for."""
    if version in ("clippy", "miri"):
        return "nightly"
    return "" if version in ("master", "v1") or len(version) == 40 else version


def _words(text: str) -> Words:
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return tuple(text.split())


def _plain(given: Given) -> Words:
    toolchain = given.get("toolchain", "")
    program = "cross" if given.get("use-cross", given.get("use_cross", "")) == "true" else "cargo"
    start = (program, f"+{toolchain}") if toolchain else (program,)
    return (*start, *_words(given.get("command", UNKNOWN)), *_words(given.get("args", "")))


def _deny(given: Given) -> Words:
    options = _words(given.get("arguments", "--all-features"))
    return (
        "cargo",
        "deny",
        *options,
        *(("--manifest-path", given["manifest-path"]) if "manifest-path" in given else ()),
        *_words(given.get("command", "check")),
        *_words(given.get("command-arguments", "")),
    )


def _clippy(given: Given) -> Words:
    args = _words(given.get("args", given.get("clippy_flags", given.get("options", ""))))
    return ("cargo", "clippy", *args)


def _audit(given: Given) -> Words:
    ignored = [word for one in given.get("ignore", "").replace(",", " ").split() for word in ("--ignore", one)]
    return ("cargo", "audit", *ignored)


def _semver(given: Given) -> Words:
    packages = [word for one in given.get("package", "").replace(",", " ").split() for word in ("-p", one)]
    baseline = ("--baseline-version", given["baseline-version"]) if "baseline-version" in given else ()
    return ("cargo", "semver-checks", *packages, *baseline)


def _cross(given: Given) -> Words:
    target = ("--target", given["target"]) if "target" in given else ()
    return ("cross", *_words(given.get("command", "build")), *target, *_words(given.get("args", "")))


def _always(*words: str) -> Callable[[Given], Words]:
    def give(given: Given) -> Words:
        return (*words, *_words(given.get("args", "")))

    return give


_COMMANDS: Final[dict[str, Callable[[Given], Words]]] = {
    "actions-rs/cargo": _plain,
    "clechasseur/rs-cargo": _plain,
    "actions-rs/clippy-check": _clippy,
    "actions-rs/clippy": _clippy,
    "clechasseur/rs-clippy-check": _clippy,
    "giraffate/clippy-action": _clippy,
    "auguwu/clippy-action": _clippy,
    "actions-rust-lang/rustfmt": _always("cargo", "fmt", "--all", "--check"),
    "embarkstudios/cargo-deny-action": _deny,
    "rustsec/audit-check": _audit,
    "actions-rs/audit-check": _audit,
    "actions-rust-lang/audit": _audit,
    "obi1kenobi/cargo-semver-checks-action": _semver,
    "bnjbvr/cargo-machete": _always("cargo", "machete"),
    "actions-rs/tarpaulin": _always("cargo", "tarpaulin"),
    "houseabsolute/actions-rust-cross": _cross,
}
_SETUP: Final = frozenset({
    "taiki-e/install-action", "taiki-e/cache-cargo-install-action", "baptiste0928/cargo-install", "actions-rs/install",
    "dtolnay/install",
    "jdx/mise-action", "extractions/setup-just",
    "taiki-e/setup-cross-toolchain-action", "cargo-bins/cargo-binstall",
})  # fmt: skip
_DEPLOY: Final = frozenset({
    "taiki-e/upload-rust-binary-action", "taiki-e/create-gh-release-action", "katyo/publish-crates",
    "marcoieni/release-plz-action", "rust-lang/crates-io-auth-action", "pypa/gh-action-pypi-publish",
    "softprops/action-gh-release",
})  # fmt: skip
