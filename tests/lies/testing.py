"""Lies to the gates `test` and `doctest`."""

import platform
from typing import Final

from lies.lie import IDLE, NO_RUSTDOC, Lie, sealed
from workspaces import LIB

_FAILING: Final = LIB.replace("super::add(2, 2), 4", "super::add(2, 2), 5")
_BAD_EXAMPLE: Final = LIB.replace("demo::add(1, 2), 3", "demo::add(1, 2), 4")
_NO_EXAMPLE: Final = {"src/lib.rs": LIB.replace("/// ```\n/// assert", "/// ```ignore\n/// assert")}
_RUNNER: Final = {f"CARGO_TARGET_{platform.machine().upper()}_UNKNOWN_LINUX_GNU_RUNNER": "true"}
_THREE: Final = """//! A library.
#[cfg(test)]
mod tests {
    #[test]
    fn a() {}
    #[test]
    fn b() { %s; }
    #[test]
    fn c() { panic!("no") }
}
"""
_SAYS: Final = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"
ECHOES: Final = f'std::process::Command::new("printf").arg("\\n{_SAYS}\\n").status().unwrap()'
_EXITS: Final = "std::process::exit(0)"
_KILLS: Final = 'std::process::Command::new("sh").args(["-c", "kill -9 $(ps -o ppid= -p $PPID)"]).status().unwrap()'
_OWN: Final = '[[test]]\nname = "it"\nharness = false\n'
_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_NOTHING: Final = "inconclusive: nothing-seen"
_SHORT: Final = "ended before its result line"


def three(does: str) -> dict[str, str]:
    """Give a library with three tests: a good one, one that does this, and a failing one."""
    return {"src/lib.rs": _THREE % does}


TEST: Final = (
    Lie("test-none", "test", "there is no test", _NOTHING, files={"src/lib.rs": "//! Nothing to test.\n"}),
    Lie(
        "test-ignored",
        "test",
        "every test is ignored",
        _NOTHING,
        "1 test ignored, none ran",
        files={"src/lib.rs": _FAILING.replace("#[test]", "#[test]\n    #[ignore]")},
    ),
    Lie(
        "test-cut-out",
        "test",
        "the whole crate is behind a condition that never holds",
        _NOTHING,
        files={"src/lib.rs": "#![cfg(any())]\n" + _FAILING},
    ),
    Lie(
        "test-exits",
        "test",
        "a test ends the process with 0, and a failing one never runs",
        "failed",
        _SHORT,
        files=three(_EXITS),
        beside=("check",),
        script="cargo test -- --test-threads=1",
    ),
    Lie(
        "test-forges",
        "test",
        "a test prints the result line of libtest, and ends the process with 0",
        "failed",
        _SHORT,
        files=three(f"{ECHOES}; {_EXITS}"),
        script="cargo test -- --test-threads=1",
    ),
    Lie(
        "test-runner",
        "test",
        "Cargo's `runner` runs nothing",
        _UNREADABLE,
        files={"src/lib.rs": _FAILING},
        env=_RUNNER,
        beside=("check",),
    ),
    Lie(
        "test-own-harness",
        "test",
        "a harness of one's own says that it failed, and exits with 0",
        "failed",
        "exited with 0",
        manifest=_OWN,
        files={
            "src/lib.rs": "",
            "tests/it.rs": 'fn main() { println!("test result: FAILED. 4 passed; 1 failed; 0 ignored"); }\n',
        },
    ),
    Lie(
        "test-kills",
        "test",
        "a test kills Cargo: nothing is known of the others",
        _BROKE,
        "signal 9",
        exits=137,
        files=three(_KILLS),
        beside=("check",),
    ),
    Lie(
        "test-idle-wrapper",
        "test",
        "RUSTC_WRAPPER builds no test: that is no failure of the code",
        _BROKE,
        "there is no file of it",
        exits=101,
        env={"RUSTC_WRAPPER": "TMP/bin/wrapper"},
        tools={"wrapper": IDLE},
    ),
    Lie(
        "test-old-times",
        "test",
        "a failing test came after the build, with an older time",
        "failed",
        "adds",
        files={"src/lib.rs": _FAILING},
        made=sealed("test", "--all-targets"),
        beside=("check",),
    ),
)
DOCTEST: Final = (
    Lie("doctest-ignored", "doctest", "every example is ignored", _NOTHING, "none ran", files=_NO_EXAMPLE),
    Lie(
        "doctest-runner",
        "doctest",
        "Cargo's `runner` runs no example",
        _NOTHING,
        "starts no program",
        files={"src/lib.rs": _BAD_EXAMPLE},
        env=_RUNNER,
        beside=("check",),
    ),
    Lie(
        "doctest-runner-in-file",
        "doctest",
        "settings in the tree name that runner",
        _NOTHING,
        "starts no program",
        files={"src/lib.rs": _BAD_EXAMPLE, ".cargo/config.toml": "[target.'cfg(all())']\nrunner = [\"/bin/true\"]\n"},
    ),
    Lie(
        "doctest-idle",
        "doctest",
        "RUSTDOC exits with 0 and runs nothing",
        _UNREADABLE,
        files={"src/lib.rs": _BAD_EXAMPLE},
        env={"RUSTDOC": "TMP/bin/idle"},
        tools={"idle": NO_RUSTDOC},
    ),
    Lie(
        "doctest-off",
        "doctest",
        "doc tests are switched off",
        "skipped: not-relevant",
        "switched off",
        files={"src/lib.rs": _BAD_EXAMPLE},
        manifest="[lib]\ndoctest = false\n",
        script="cargo test",
    ),
)
