"""Lies to the gates `fmt` and `check`."""

from typing import Final

from lies.lie import IDLE, Lie, sealed
from workspaces import LIB

UGLY: Final = {"src/lib.rs": "pub fn x( ) { }\n"}
BROKEN: Final = {"src/lib.rs": LIB.replace("a + b", '"text"')}
_ARTIFACT: Final = '{"reason":"compiler-artifact","package_id":"other","target":{"name":"other","kind":["lib"]}}'
_ENDED: Final = '{"reason":"build-finished","success":true}'
_FEATURED: Final = '[[bin]]\nname = "demo"\npath = "src/main.rs"\nrequired-features = ["f"]\n\n[features]\nf = []\n'
_MAIN: Final = 'fn main() {\n    println!("all good");\n}\n'
_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_NOTHING: Final = "inconclusive: nothing-seen"
_GONE: Final = "skipped: not-installed"
_NO_FILE: Final = "there is no file of it"


def _alias(name: str) -> dict[str, str]:
    """Give a workspace whose settings let a program of its own stand in for a command."""
    return {".cargo/config.toml": f'[alias]\n{name} = ["run", "-q", "--"]\n', "src/main.rs": _MAIN}


FMT: Final = (
    Lie(
        "fmt-off",
        "fmt",
        "rustfmt.toml switches rustfmt off",
        _UNREADABLE,
        files=UGLY | {"rustfmt.toml": "disable_all_formatting = true\n"},
        beside=("check",),
    ),
    Lie(
        "fmt-skipped",
        "fmt",
        "every file says `rustfmt::skip`",
        _UNREADABLE,
        files={"src/lib.rs": "#![rustfmt::skip]\npub fn x( ) { }\n"},
    ),
    Lie(
        "fmt-idle",
        "fmt",
        "RUSTFMT names a program that does nothing",
        _UNREADABLE,
        files=UGLY,
        env={"RUSTFMT": "/bin/true"},
    ),
    Lie(
        "fmt-alias",
        "fmt",
        "an alias stands in for `cargo fmt`",
        _UNREADABLE,
        "alias `fmt` is shadowing",
        files=UGLY | _alias("fmt"),
    ),
    Lie(
        "fmt-version",
        "fmt",
        "another rustfmt says in other words that all is good",
        _UNREADABLE,
        "Checked 3 files",
        files=UGLY,
        tools={"cargo-fmt": "echo 'Checked 3 files. All good.'"},
    ),
    Lie(
        "fmt-mild",
        "fmt",
        "rustfmt shows a change that is due, and exits with 0",
        "failed",
        "not formatted",
        files=UGLY,
        tools={"cargo-fmt": "echo Formatting TMP/ws/src/lib.rs\necho Diff in TMP/ws/src/lib.rs:1:"},
    ),
    Lie(
        "fmt-mute",
        "fmt",
        "rustfmt exits with 1 and says nothing: nothing is known of the code",
        _BROKE,
        exits=1,
        tools={"cargo-fmt": "exit 1"},
        beside=("check",),
    ),
    Lie("fmt-gone", "fmt", "rustfmt is not installed", _GONE, exits=None, hidden=("cargo-fmt",), beside=("check",)),
)
CHECK: Final = (
    Lie(
        "check-idle-wrapper",
        "check",
        "RUSTC_WRAPPER exits with 0 and compiles nothing",
        _BROKE,
        _NO_FILE,
        files=BROKEN,
        env={"RUSTC_WRAPPER": "TMP/bin/wrapper"},
        tools={"wrapper": IDLE},
        beside=("fmt",),
    ),
    Lie(
        "check-featured",
        "check",
        "each target needs a feature that is off",
        _NOTHING,
        files={"src/main.rs": 'fn main() { let x: u8 = ""; }\n'},
        manifest=_FEATURED,
        then=lambda tmp: (tmp / "ws/src/lib.rs").unlink(),
    ),
    Lie(
        "check-old-times",
        "check",
        "broken code came after the build, with an older time",
        "failed",
        "mismatched",
        files=BROKEN,
        made=sealed("check", "--all-targets"),
        beside=("fmt",),
    ),
    Lie(
        "check-silent",
        "check",
        "cargo exits with 0 and says nothing",
        _UNREADABLE,
        files=BROKEN,
        tools={"cargo check": "exit 0"},
        beside=("fmt",),
    ),
    Lie(
        "check-empty",
        "check",
        "cargo says that it is finished and names no unit",
        _NOTHING,
        files=BROKEN,
        tools={"cargo check": f"echo '{_ENDED}'"},
    ),
    Lie(
        "check-elsewhere",
        "check",
        "cargo has looked at crates of others alone",
        _NOTHING,
        files=BROKEN,
        tools={"cargo check": f"echo '{_ARTIFACT}'; echo '{_ENDED}'"},
    ),
    Lie(
        "check-version",
        "check",
        "the closing word has another form than it had",
        _UNREADABLE,
        files=BROKEN,
        tools={"cargo check": 'echo \'{"reason":"build-finished","outcome":"fine"}\''},
    ),
    Lie(
        "check-admits",
        "check",
        "cargo says that the build failed, and exits with 0",
        "failed",
        "exited with 0",
        files=BROKEN,
        tools={"cargo check": 'echo \'{"reason":"build-finished","success":false}\''},
    ),
    Lie(
        "check-flood",
        "check",
        "cargo floods its pipe with what is no JSON",
        _UNREADABLE,
        files=BROKEN,
        tools={"cargo check": "yes flooded | head -c 4000000"},
        beside=("fmt",),
    ),
    Lie(
        "check-killed",
        "check",
        "cargo is killed by a signal: nothing is known of the code",
        _BROKE,
        "signal 9",
        exits=137,
        tools={"cargo check": "kill -KILL $$"},
        beside=("fmt",),
    ),
    Lie(
        "check-hangs",
        "check",
        "cargo never ends",
        "inconclusive: time-budget",
        exits=None,
        timeout_s=2.0,
        tools={"cargo check": "sleep 300"},
        beside=("fmt",),
    ),
)
