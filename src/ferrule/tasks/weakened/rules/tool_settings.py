"""Settings of tools that judge the code: made to see less, or to take more."""

from collections.abc import Iterator
from typing import Final

from ferrule.tasks.tables import read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused
from ferrule.tasks.weakened.senses import Sense, Senses, loosened

ID: Final = "tool-settings"


def _of(name: str, before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {name: before}, {name: after}


EXAMPLES: Final = (
    refused(*_of("clippy.toml", "cognitive-complexity-threshold = 25", "cognitive-complexity-threshold = 90")),
    refused(*_of("clippy.toml", "", "too-many-lines-threshold = 900")),
    refused(*_of("clippy.toml", "", "allow-unwrap-in-tests = true\nallow-panic-in-tests = true")),
    refused(*_of("clippy.toml", 'disallowed-methods = ["std::env::set_var"]', "")),
    refused({".clippy.toml": 'disallowed-types = [{ path = "std::rc::Rc" }]'}, {}),
    refused(*_of("rustfmt.toml", "max_width = 100", "max_width = 100\ndisable_all_formatting = true")),
    refused(*_of("rustfmt.toml", "", 'ignore = ["src/parser.rs"]')),
    refused(*_of("deny.toml", "[advisories]\nignore = []", '[advisories]\nignore = ["RUSTSEC-2024-0001"]')),
    refused(*_of("deny.toml", '[bans]\nmultiple-versions = "deny"', '[bans]\nmultiple-versions = "warn"')),
    refused(*_of("deny.toml", '[licenses]\nallow = ["MIT"]', '[licenses]\nallow = ["MIT", "GPL-3.0"]')),
    refused(*_of("deny.toml", '[bans]\ndeny = [{ crate = "openssl" }]', "[bans]\ndeny = []")),
    refused({"deny.toml": '[bans]\nwildcards = "deny"'}, {}),
    refused(*_of(".cargo/audit.toml", "", '[advisories]\nignore = ["RUSTSEC-2024-0001"]')),
    refused(*_of(".config/nextest.toml", "[profile.default]\nretries = 0", "[profile.default]\nretries = 3")),
    refused(*_of(".config/nextest.toml", "", '[profile.default]\ndefault-filter = "not test(slow)"')),
    refused(*_of(".cargo/mutants.toml", "", 'exclude_globs = ["src/parser.rs"]')),
    refused(*_of("tarpaulin.toml", "[all]\nfail-under = 90", "[all]\nfail-under = 50")),
    noted(*_of("rustfmt.toml", "max_width = 100", "max_width = 120")),
    noted(*_of("rust-toolchain.toml", '[toolchain]\nchannel = "1.80"', '[toolchain]\nchannel = "1.88"')),
    noted(*_of("clippy.toml", 'msrv = "1.70"', 'msrv = "1.80"')),
    fine(*_of("clippy.toml", "too-many-lines-threshold = 100", "too-many-lines-threshold = 60")),
    fine(*_of("clippy.toml", "", "too-many-lines-threshold = 80\ncognitive-complexity-threshold = 12")),
    fine(*_of("clippy.toml", "", 'disallowed-methods = ["std::env::set_var"]')),
    fine(*_of("deny.toml", '[advisories]\nignore = ["RUSTSEC-2024-0001"]', "[advisories]\nignore = []")),
    fine(*_of("deny.toml", '[bans]\nmultiple-versions = "warn"', '[bans]\nmultiple-versions = "deny"')),
    fine(*_of(".config/nextest.toml", "[profile.ci]\nretries = 3", "[profile.ci]\nretries = 0")),
    noted({}, {"deny.toml": '[licenses]\nallow = ["MIT"]'}),
    fine(*_of("book.toml", "", "[output.html]\nfold = true")),
)
_CLIPPY: Final = Senses(
    (
        (r"allow-in-tests|allow-renamed-params-for|allow-unwrap-types|allowed-.*|ignore-interior-mutability"
         r"|large-error-ignored|arithmetic-side-effects-allowed.*", Sense.EXCUSES),
        (r"disallowed-.*|enforced-import-renames|await-holding-invalid-types", Sense.DEMANDS),
        (r"allow-.*|avoid-breaking-exported-api|suppress-restriction-lint-in-const", Sense.ON),
        (r"check-.*|warn-.*|lint-commented-code|enforce-.*", Sense.OFF),
        (r"doc-valid-idents|const-literal-digits-threshold|min-ident-chars-threshold", Sense.FREE),
        (r".*-threshold|.*-size-limit|max-.*|absolute-paths-max-segments|too-large-for-stack", Sense.MORE),
    ),
    {
        "array-size-threshold": 16384, "cognitive-complexity-threshold": 25, "enum-variant-size-threshold": 200,
        "future-size-threshold": 16384, "large-error-threshold": 128, "max-fn-params-bools": 3, "max-struct-bools": 3,
        "pass-by-value-size-limit": 256, "single-char-binding-names-threshold": 4, "stack-size-threshold": 512_000,
        "too-large-for-stack": 200, "too-many-arguments-threshold": 7, "too-many-lines-threshold": 100,
        "type-complexity-threshold": 250, "vec-box-size-threshold": 4096, "absolute-paths-max-segments": 2,
        "max-include-file-size": 1_000_000, "enum-variant-name-threshold": 3, "avoid-breaking-exported-api": True,
        "allow-comparison-to-zero": True, "allow-exact-repetitions": True, "allow-expect-in-consts": True,
        "allow-unwrap-in-consts": True, "allow-mixed-uninlined-format-args": True,
        "allow-large-stack-frames-in-tests": True,
    },
)  # fmt: skip
"""As clippy 1.9x has them; another default only makes a change look larger than it is."""
_DENY: Final = Senses((
    (r".*\.(?:ignore|skip|skip-tree|exceptions|allow|allow-git|allow-registry|allow-wildcard-paths|exclude.*)",
     Sense.EXCUSES),
    (r"(?:.*\.)?(?:bans\.deny|deny|features|build\.executables)", Sense.DEMANDS),
    (r".*(?:multiple-versions.*|wildcards|unknown-.*|unmaintained|unsound|yanked|vulnerability|notice|unlicensed"
     r"|copyleft|default|unused-.*|highlight|required-git-spec)", Sense.LEVEL),
    (r".*confidence-threshold", Sense.LESS),
), {
    "advisories.unmaintained": "all", "advisories.unsound": "all", "advisories.yanked": "warn",
    "bans.multiple-versions": "warn", "bans.wildcards": "allow",
})  # fmt: skip
_NEXTEST: Final = Senses((
    (r".*\.retries(?:\.count)?", Sense.MORE),
    (r".*\.default-filter", Sense.FIXED),
    (r".*\.overrides|.*\.overrides\..*", Sense.EXCUSES),
    (r".*\.fail-fast|.*\.(?:failure|success)-output|.*\.(?:status|final-status)-level|.*\.junit.*", Sense.FREE),
))  # fmt: skip
_MEASURED: Final = Senses(
    (
        (
            r"(?:.*\.)?(?:exclude|exclude_.*|exclude-.*|skip.*|ignore.*|examine_.*|additional_cargo_test_args)",
            Sense.EXCUSES,
        ),
        (r"(?:.*\.)?fail-under", Sense.LESS),
    )
)
_AUDIT: Final = Senses(((r".*\.ignore", Sense.EXCUSES), (r".*\.(?:deny|informational_warnings)", Sense.DEMANDS)))
_RUSTFMT: Final = Senses(((r"disable_all_formatting|skip_children", Sense.ON), (r"ignore", Sense.EXCUSES)))
_SENSES: Final = {
    "clippy.toml": _CLIPPY,
    ".clippy.toml": _CLIPPY,
    "rustfmt.toml": _RUSTFMT,
    ".rustfmt.toml": _RUSTFMT,
    "deny.toml": _DENY,
    ".deny.toml": _DENY,
    "audit.toml": _AUDIT,
    "nextest.toml": _NEXTEST,
    "mutants.toml": _MEASURED,
    "tarpaulin.toml": _MEASURED,
    ".tarpaulin.toml": _MEASURED,
    "rust-toolchain.toml": Senses(()),
}


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give settings that became looser, wherever the file lies."""
    for path, before, after in scene.difference.pairs():
        senses = _SENSES.get(path.rpartition("/")[2])
        if senses is not None:
            for found in loosened(read(before), read(after), senses):
                is_first = path not in scene.difference.before and senses is _DENY  # nothing was judged without it
                yield Weakened(ID, path, found.line, found.words, found.is_note or is_first)
