"""The list of planted lies: what is planted, what a script would make of it, what ferrule must say.

A sceptic begins here. Each entry is put into a real crate, with the real tool or a script in its place, and climbed.
Where `exits` is 0, a script that goes by exit codes would have been green. `ADMITTED` are entries that pass, rightly
or for want of anything better, and of which the row has to tell what a reader should know.
"""

from typing import Final

from lies.compiling import CHECK, FMT
from lies.depending import AUDIT, DENY
from lies.lie import Lie
from lies.linting import CLIPPY, DOC
from lies.locking import LOCKFILE, UNUSED
from lies.measuring import COVERAGE, MUTANTS, NEXTEST
from lies.releasing import FEATURES, MSRV, OWN, PACKAGE, SEMVER
from lies.testing import DOCTEST, ECHOES, TEST, three
from workspaces import LIB

LIES: Final[tuple[Lie, ...]] = (
    *FMT,
    *CHECK,
    *CLIPPY,
    *TEST,
    *NEXTEST,
    *DOCTEST,
    *DOC,
    *DENY,
    *AUDIT,
    *UNUSED,
    *COVERAGE,
    *LOCKFILE,
    *MSRV,
    *FEATURES,
    *PACKAGE,
    *SEMVER,
    *MUTANTS,
    *OWN,
)
_UGLY_MEMBER: Final = {
    "b/Cargo.toml": '[package]\nname = "b"\nversion = "0.1.0"\nedition = "2021"\n',
    "b/src/lib.rs": "#![rustfmt::skip]\npub fn x( ) { }\n",
}
_FLAKY: Final = """#[test]
fn flaky() {
    let mark = concat!(env!("CARGO_MANIFEST_DIR"), "/tried");
    let is_second = std::fs::remove_file(mark).is_ok();
    if !is_second {
        std::fs::write(mark, "").unwrap();
    }
    assert!(is_second);
}
"""
ADMITTED: Final[tuple[Lie, ...]] = (
    Lie(
        "fmt-member-skipped",
        "fmt",
        "rustfmt looks at no file of one member",
        "passed",
        "no file of b was looked at",
        files=_UGLY_MEMBER,
        manifest='\n[workspace]\nmembers = ["b"]\n',
    ),
    Lie(
        "nextest-flaky",
        "nextest",
        "a test fails first and passes on its second try",
        "passed",
        "1 test passed on a later try only (flaky)",
        files={"tests/it.rs": _FLAKY, ".config/nextest.toml": "[profile.default]\nretries = 1\n"},
    ),
    Lie(
        "test-claims",
        "test",
        "a harness of one's own claims five tests and names none: it counts as one",
        "passed",
        "1 tests",
        manifest='[[test]]\nname = "it"\nharness = false\n',
        files={
            "src/lib.rs": "",
            "tests/it.rs": 'fn main() { println!("running 5 tests\\ntest result: ok. 5 passed;'
            ' 0 failed; 0 ignored; 0 measured; 0 filtered out"); }\n',
        },
    ),
    Lie(
        "test-echoes",
        "test",
        "a test starts a program that prints a result line of 99 tests: libtest's own line counts",
        "passed",
        "3 tests",
        files={"src/lib.rs": three(ECHOES.replace("3 passed", "99 passed"))["src/lib.rs"].replace('panic!("no")', "")},
    ),
    Lie(
        "own-exit-code",
        "mine",
        "a gate of one's own has no pattern that counts its work",
        "passed",
        "the exit code alone decided",
        script="true",
        files={"ferrule.toml": '[[gate]]\nid = "mine"\nargv = ["true"]\n'},
    ),
    # What the code itself allows is the author's word, for reviewers to see; ferrule's guard keeps repairs from it.
    Lie(
        "clippy-allowed",
        "clippy",
        "the crate allows every lint of clippy",
        "passed",
        files={"src/lib.rs": "#![allow(clippy::all)]\n" + LIB},
    ),
)
