"""Lies to the gates whose tool writes a report: `nextest`, `coverage`, `mutants`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coverage_crates import committed
from lies.lie import Lie
from workspaces import LIB, package, write

_FAILING: Final = LIB.replace("super::add(2, 2), 4", "super::add(2, 2), 5")
_UNREADABLE: Final = "inconclusive: unreadable-output"
_BROKE: Final = "inconclusive: tool-error"
_NOTHING: Final = "inconclusive: nothing-seen"
_GONE: Final = "skipped: not-installed"
_REPORTS: Final = """for word; do case "$word" in ferrule:*) file=${word#ferrule:};; esac; done
[ "$file" ] && printf '%%s' '%s' > "$(sed -n 's/^path = "\\(.*\\)"/\\1/p' "$file")"
exit %d"""
"""A nextest that writes this report, and ends with this code."""
_GREEN: Final = '<testsuites><testsuite name="demo"><testcase name="adds"/></testsuite></testsuites>'
_TREE: Final = """while [ $# -gt 0 ]; do [ "$1" = --output ] && out=$2; shift; done
[ "$out" ] && mkdir -p "$out/mutants.out" && echo '%s' > "$out/mutants.out/outcomes.json"
exit 0"""
"""A cargo-mutants that writes this report."""
_BASELINE: Final = '{"scenario":"Baseline","summary":"Success"}'
_MUTANT: Final = '{"scenario":{"Mutant":{"name":"x","file":"src/lib.rs"}},"summary":"%s"}'
_LLVM: Final = (
    'while [ $# -gt 0 ]; do [ "$1" = --output-path ] && out=$2; shift; done\n[ "$out" ] && echo \'%s\' > "$out"'
)


def _outcomes(*outcomes: str, end: str = ',"end_time":"now"') -> dict[str, str]:
    return {"cargo-mutants": _TREE % f'{{"outcomes":[{",".join(outcomes)}]{end}}}'}


def _changed(root: Path, files: Mapping[str, str], more: str) -> Path:
    """Make a package with a commit, and a change since."""
    committed(package(root, files, more))
    return write(root, {"src/lib.rs": LIB + "\n/// Nobody asks.\npub fn quiet() -> bool {\n    true\n}\n"})


NEXTEST: Final = (
    Lie(
        "nextest-silent",
        "nextest",
        "nextest exits with 0 and says nothing",
        _UNREADABLE,
        files={"src/lib.rs": _FAILING},
        tools={"cargo-nextest": "exit 0"},
        beside=("check",),
    ),
    Lie(
        "nextest-torn",
        "nextest",
        "its report ends in the middle",
        _UNREADABLE,
        "<testsuites><tes",
        files={"src/lib.rs": _FAILING},
        tools={"cargo-nextest": _REPORTS % (_GREEN[:30], 0)},
    ),
    Lie(
        "nextest-blank",
        "nextest",
        "its report has no test",
        _NOTHING,
        files={"src/lib.rs": _FAILING},
        tools={"cargo-nextest": _REPORTS % ("<testsuites></testsuites>", 0)},
    ),
    Lie(
        "nextest-undecided",
        "nextest",
        "its report is green and its exit code is not",
        _BROKE,
        "exit code 100",
        exits=100,
        tools={"cargo-nextest": _REPORTS % (_GREEN, 100)},
    ),
    Lie(
        "nextest-filtered",
        "nextest",
        "its settings leave every test out",
        _NOTHING,
        env={"NEXTEST_NO_TESTS": "pass"},
        files={"src/lib.rs": _FAILING, ".config/nextest.toml": '[profile.default]\ndefault-filter = "none()"\n'},
    ),
    Lie("nextest-gone", "nextest", "nextest is not installed", _GONE, exits=101, hidden=("cargo-nextest",)),
)
COVERAGE: Final = (
    Lie(
        "coverage-silent",
        "coverage",
        "cargo-llvm-cov exits with 0 and writes no report",
        _UNREADABLE,
        tools={"cargo-llvm-cov": 'echo \'{"reason":"build-finished","success":true}\''},
    ),
    Lie(
        "coverage-version",
        "coverage",
        "its report has another form",
        _UNREADABLE,
        tools={"cargo-llvm-cov": _LLVM % '{"percent": 100}' + '\necho \'{"reason":"build-finished","success":true}\''},
    ),
    Lie(
        "coverage-nothing",
        "coverage",
        "no line of code is there to cover",
        _NOTHING,
        script="cargo test",
        files={"src/lib.rs": "pub struct A;\n\n#[cfg(test)]\nmod t {\n    #[test]\n    fn a() {}\n}\n"},
    ),
    Lie(
        "coverage-excluded",
        "coverage",
        "the settings leave every file out",
        _NOTHING,
        script="cargo test",
        files={"ferrule.toml": '[coverage]\nexclude = ["**/*.rs"]\n'},
    ),
)
MUTANTS: Final = (
    Lie(
        "mutants-silent",
        "mutants",
        "cargo-mutants exits with 0 and writes no report",
        _UNREADABLE,
        made=_changed,
        tools={"cargo-mutants": "exit 0"},
    ),
    Lie("mutants-none", "mutants", "there was no mutant to try", _NOTHING, made=_changed, tools=_outcomes(_BASELINE)),
    Lie(
        "mutants-unviable",
        "mutants",
        "no mutant compiled, so no test saw one",
        _NOTHING,
        made=_changed,
        tools=_outcomes(_BASELINE, _MUTANT % "Unviable"),
    ),
    Lie(
        "mutants-cut-short",
        "mutants",
        "the report has no end: not all mutants were tried",
        _UNREADABLE,
        made=_changed,
        tools=_outcomes(_BASELINE, _MUTANT % "CaughtMutant", end=""),
    ),
    Lie(
        "mutants-version",
        "mutants",
        "its report has another form",
        _UNREADABLE,
        "results",
        made=_changed,
        tools={"cargo-mutants": _TREE % '{"results":[]}'},
    ),
    Lie(
        "mutants-gone",
        "mutants",
        "cargo-mutants is not installed",
        _GONE,
        exits=101,
        made=_changed,
        hidden=("cargo-mutants",),
    ),
)
