"""Lies to the gates of a release, and to gates of one's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coverage_crates import committed, git
from lies.lie import Lie
from workspaces import LIB, package, write

_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_NOTHING: Final = "inconclusive: nothing-seen"
_GONE: Final = "skipped: not-installed"
_NOT_DUE: Final = "skipped: not-relevant"
_FEATURES: Final = "[features]\na = []\n"
_RUN: Final = "echo 'info: running `cargo check --no-default-features` on demo (1/3)' >&2"
_ENDED: Final = 'echo \'{"reason":"build-finished","success":true}\''
_COMPARED: Final = "echo '    Checking demo v0.1.0 -> v0.1.0 (no change; assume patch)'"
_WITHOUT_A_CHECK: Final = f"""{_COMPARED}
echo '     Checked [   0.000s] 0 checks: 0 pass, 245 skip'
echo '     Summary no semver update required'
echo '    Finished [   0.1s] demo'"""


def _committed(root: Path, files: Mapping[str, str], more: str) -> Path:
    return committed(package(root, files, more))


def _tagged(root: Path, files: Mapping[str, str], more: str) -> Path:
    """Make a package with a release, and something taken out of its interface since."""
    _committed(root, files, more)
    git(root, "tag", "v0.1.0")
    return write(root, {"src/lib.rs": "//! A library.\n"})


MSRV: Final = (
    Lie(
        "msrv-gone",
        "msrv",
        "the Rust that is declared is not installed, and a newer one compiles it",
        _GONE,
        "Rust 1.56",
        manifest='rust-version = "1.56"\n',
    ),
    Lie(
        "msrv-idle-wrapper",
        "msrv",
        "RUSTC_WRAPPER exits with 0 and compiles nothing",
        _BROKE,
        "there is no file",
        files={"src/lib.rs": LIB.replace("a + b", '"text"')},
        manifest='rust-version = "1.95"\n',
        env={"RUSTC_WRAPPER": "TMP/bin/wrapper"},
        tools={"wrapper": 'case "$*" in *crate-name?demo*) exit 0;; esac\nexec "$@"'},
    ),
    Lie("msrv-silent", "msrv", "no member declares a Rust", _NOT_DUE, "no member declares"),
)
FEATURES: Final = (
    Lie(
        "features-silent",
        "features",
        "cargo-hack exits with 0 and says nothing",
        _UNREADABLE,
        manifest=_FEATURES,
        tools={"cargo-hack": "exit 0"},
    ),
    Lie(
        "features-few",
        "features",
        "cargo-hack ends with 0 after one of three sets",
        _UNREADABLE,
        manifest=_FEATURES,
        tools={"cargo-hack": f"{_RUN}\n{_ENDED}"},
    ),
    Lie("features-none", "features", "there is no feature to combine", _NOT_DUE, "no member has a feature"),
)
PACKAGE: Final = (
    Lie(
        "package-silent",
        "package",
        "cargo exits with 0 and says nothing",
        _UNREADABLE,
        tools={"cargo package": "exit 0"},
        beside=("check",),
    ),
    Lie(
        "package-unbuilt",
        "package",
        "what was packed was never built",
        _UNREADABLE,
        tools={"cargo package": "echo '   Packaging demo v0.1.0' >&2; echo '    Packaged 4 files' >&2"},
    ),
    Lie(
        "package-private",
        "package",
        "no member may be published",
        _NOT_DUE,
        "publish = false",
        manifest="publish = false\n",
    ),
)
SEMVER: Final = (
    Lie(
        "semver-silent",
        "semver-checks",
        "cargo-semver-checks exits with 0 and says nothing",
        _UNREADABLE,
        made=_tagged,
        tools={"cargo-semver-checks": "exit 0"},
    ),
    Lie(
        "semver-unfinished",
        "semver-checks",
        "it begins to compare, and ends with 0",
        _UNREADABLE,
        made=_tagged,
        tools={"cargo-semver-checks": _COMPARED},
    ),
    Lie(
        "semver-unchecked",
        "semver-checks",
        "it makes no check at all",
        "inconclusive: nothing-seen",
        made=_tagged,
        tools={"cargo-semver-checks": _WITHOUT_A_CHECK},
    ),
    Lie(
        "semver-alone",
        "semver-checks",
        "there is nothing to compare with",
        "skipped: no-network",
        "no release is tagged",
        made=_committed,
        tools={"cargo-semver-checks": "exit 0"},
    ),
)


def _own(id_: str, planted: str, must: str, said: str, *lines: str, script: str, exits: int = 0) -> Lie:
    """Give a lie to a gate of one's own, with these lines in its settings."""
    text = "\n".join(("[[gate]]", 'id = "mine"', *lines, ""))
    return Lie(id_, "mine", planted, must, said, exits, script, {"ferrule.toml": text}, beside=("check",))


OWN: Final = (
    _own(
        "own-none",
        "a test target of one's own runs no test",
        _NOTHING,
        "saw no tests",
        """argv = ["echo", "ok: 0 tests"]""",
        "unit = 'tests'",
        "seen = 'ok: (\\d+) tests'",
        script="echo ok: 0 tests",
    ),
    _own(
        "own-other-words",
        "its tool says something else than it did",
        _NOTHING,
        "",
        """argv = ["echo", "all good"]""",
        "seen = 'ok: (\\d+) tests'",
        script="echo all good",
    ),
    _own(
        "own-no-number",
        "its tool counts in words",
        _UNREADABLE,
        "'many'",
        """argv = ["echo", "ok: many tests"]""",
        "seen = 'ok: (\\w+) tests'",
        script="echo ok: many tests",
    ),
    _own(
        "own-mild",
        "its tool prints an error and exits with 0",
        "failed",
        "error: leak",
        """argv = ["echo", "error: leak"]""",
        "failed = '^error: .*'",
        script="echo error: leak",
    ),
    _own(
        "own-away",
        "its program is not in the workspace",
        _GONE,
        "not in the workspace",
        """argv = ["scripts/lint.sh"]""",
        script="test ! -e scripts/lint.sh",
    ),
)
