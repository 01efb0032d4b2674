"""Lies to the gates `clippy` and `doc`."""

from typing import Final

from lies.lie import IDLE, NO_RUSTDOC, Lie, sealed
from workspaces import LIB

_LINT: Final = "/// Whether nothing is there.\npub fn empty(v: &[u8]) -> bool {\n    v.len() == 0\n}\n\n"
LINTED: Final = {"src/lib.rs": LIB.replace("#[cfg", f"{_LINT}#[cfg")}
UNLINKED: Final = {"src/lib.rs": LIB.replace("Adds two", "Adds like [`nowhere`] two")}
_MAIN: Final = 'fn main() {\n    println!("all good");\n}\n'
_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_NOTHING: Final = "inconclusive: nothing-seen"
_GONE: Final = "skipped: not-installed"
_NO_FILE: Final = "there is no file of it"
_OFF: Final = "no lint could fire"


def _alias(name: str) -> dict[str, str]:
    """Give a workspace whose settings let a program of its own stand in for a command."""
    return {".cargo/config.toml": f'[alias]\n{name} = ["run", "-q", "--"]\n', "src/main.rs": _MAIN}


CLIPPY: Final = (
    Lie(
        "clippy-capped",
        "clippy",
        "RUSTFLAGS cap every lint",
        _NOTHING,
        _OFF,
        files=LINTED,
        env={"RUSTFLAGS": "--cap-lints allow"},
        beside=("check",),
    ),
    Lie(
        "clippy-capped-in-file",
        "clippy",
        "settings in the tree cap every lint",
        _NOTHING,
        _OFF,
        files=LINTED | {".cargo/config.toml": '[build]\nrustflags = ["--cap-lints=allow"]\n'},
    ),
    Lie(
        "clippy-capped-for-target",
        "clippy",
        "settings of a target cap every lint",
        _NOTHING,
        _OFF,
        files=LINTED | {".cargo/config.toml": "[target.'cfg(unix)']\nrustflags = \"--cap-lints allow\"\n"},
    ),
    Lie(
        "clippy-warns",
        "clippy",
        "lints are capped to warnings, which were denied",
        "failed",
        "length comparison",
        files=LINTED,
        env={"RUSTFLAGS": "--cap-lints warn"},
    ),
    Lie(
        "clippy-deaf",
        "clippy",
        "another clippy knows no `-D warnings`",
        "failed",
        "length comparison",
        files=LINTED,
        tools={"cargo clippy": "exec CARGO clippy --message-format=json"},
    ),
    Lie(
        "clippy-idle-wrapper",
        "clippy",
        "RUSTC_WRAPPER exits with 0 and lints nothing",
        _BROKE,
        _NO_FILE,
        files=LINTED,
        env={"RUSTC_WRAPPER": "TMP/bin/wrapper"},
        tools={"wrapper": IDLE},
    ),
    Lie(
        "clippy-old-times",
        "clippy",
        "a lint came after the build, with an older time",
        "failed",
        "length comparison",
        files=LINTED,
        made=sealed("clippy", "--all-targets"),
        script="cargo clippy --all-targets",
    ),
    Lie(
        "clippy-alias",
        "clippy",
        "an alias stands in for `cargo clippy`",
        _UNREADABLE,
        "all good",
        files=LINTED | _alias("clippy"),
    ),
    Lie("clippy-gone", "clippy", "clippy is not installed", _GONE, exits=None, hidden=("cargo-clippy",)),
)
DOC: Final = (
    Lie(
        "doc-capped",
        "doc",
        "RUSTDOCFLAGS cap every lint",
        _NOTHING,
        _OFF,
        files=UNLINKED,
        env={"RUSTDOCFLAGS": "--cap-lints allow"},
    ),
    Lie(
        "doc-idle",
        "doc",
        "RUSTDOC exits with 0 and writes nothing",
        _BROKE,
        _NO_FILE,
        files=UNLINKED,
        env={"RUSTDOC": "TMP/bin/rustdoc-idle"},
        tools={"rustdoc-idle": NO_RUSTDOC},
    ),
    Lie(
        "doc-warns",
        "doc",
        "a link leads nowhere, which is a warning to rustdoc",
        "failed",
        "nowhere",
        files=UNLINKED,
        beside=("check",),
    ),
    Lie(
        "doc-off",
        "doc",
        "documentation is switched off",
        "skipped: not-relevant",
        "switched off",
        files=UNLINKED,
        manifest="[lib]\ndoc = false\n",
    ),
)
