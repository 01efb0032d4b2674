"""What a server checks: steps taken out, their failure passed over, flags that asked for more."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "ci"
_CI: Final = """on: [push, pull_request]
jobs:
  test:
    steps:
      - uses: actions/checkout@v4
      - run: cargo fmt --all --check
      - run: cargo clippy --all-targets -- -D warnings
      - run: cargo test --workspace
      - uses: EmbarkStudios/cargo-deny-action@v2
"""


def _of(before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {".github/workflows/ci.yml": before}, {".github/workflows/ci.yml": after}


def _without(words: str, other: str = "") -> tuple[dict[str, str], dict[str, str]]:
    return _of(_CI, _CI.replace(words, other))


EXAMPLES: Final = (
    refused(*_without("      - run: cargo test --workspace\n")),
    refused(*_without("      - run: cargo test", "      # - run: cargo test")),
    refused(*_without("cargo test --workspace", "cargo test --workspace || true")),
    refused(*_without("cargo test --workspace", "cargo test --workspace; exit 0")),
    refused(*_without("cargo test --workspace\n", "cargo test --workspace\n        continue-on-error: true\n")),
    refused(*_without(" -- -D warnings")),
    refused(*_without(" --all-targets")),
    refused(*_without(" --workspace")),
    refused(*_without(" --check")),
    refused(*_without("cargo test --workspace", "cargo test --workspace -- --skip slow")),
    refused(*_without("cargo test --workspace", "cargo test --workspace --no-run")),
    refused(*_without("      - uses: EmbarkStudios/cargo-deny-action@v2\n")),
    refused(*_without("  test:\n", "  test:\n    if: false\n")),
    refused(*_without("[push, pull_request]", "[workflow_dispatch]")),
    refused(*_without("on: [push, pull_request]", "on:\n  push:\n    paths-ignore: ['src/**']\n  pull_request:")),
    refused({".github/workflows/ci.yml": _CI}, {}),
    refused({"Makefile": "check:\n\tcargo test\n"}, {"Makefile": "check:\n\t-cargo test\n"}),
    refused({".gitlab-ci.yml": "test:\n  script: cargo test\n"},
            {".gitlab-ci.yml": "test:\n  script: cargo test\n  allow_failure: true\n"}),
    noted(*_of(_CI + "      - run: cargo test --workspace --release\n", _CI)),
    fine(*_of(_CI, _CI + "      - run: cargo miri test\n")),
    fine(*_without("checkout@v4", "checkout@v5")),
    fine(*_without("cargo test --workspace", "cargo nextest run --workspace")),
    fine({".github/workflows/ci.yml": _CI}, {".github/workflows/rust.yml": _CI}),
    fine(*_without("cargo-deny-action@v2", "cargo-deny-action@v3")),
    fine({"docs/ci.yml.md": "cargo test"}, {"docs/ci.yml.md": "cargo test || true"}),
)  # fmt: skip
_FILES: Final = re.compile(
    r"(?:.*/)?(?:\.github/(?:workflows|actions)/.*\.ya?ml|\.gitlab-ci\.ya?ml|\.travis\.ya?ml|\.circleci/config\.ya?ml"
    r"|azure-pipelines\.ya?ml|\.woodpecker(?:/.*)?\.ya?ml|\.cirrus\.ya?ml|\.buildkite/.*\.ya?ml"
    r"|\.pre-commit-config\.ya?ml|lefthook\.ya?ml|(?:GNU)?[Mm]akefile|\.?[Jj]ustfile|Makefile\.toml|ci/.*\.sh)"
)
_COMMENT: Final = re.compile(r"^\s*#.*|\s#\s.*$")
_PASSED_OVER: Final = (
    (
        re.compile(r"continue-on-error:\s*true|allow_failure:\s*true|ignore_errors\s*=\s*true"),
        "a failure is passed over",
    ),
    (re.compile(r"\|\|\s*(?:true|:|exit 0|echo)|;\s*(?:true|exit 0)\s*$|^\s*set \+e"), "a failure is passed over"),
    (re.compile(r"^\t\s*@?-@?\s*\w"), "a failure is passed over"),
    (re.compile(r"^\s*-?\s*if:\s*(?:\$\{\{\s*)?false"), "a step never runs"),
    (re.compile(r"--skip\s|--exclude\s|--no-run\b|--cap-lints|-A\s?warnings"), "less is run, or less is said"),
    (re.compile(r"^\s*paths-ignore:|--no-verify\b"), "changes are let through unseen"),
)
_CARGO: Final = re.compile(r"\bcargo\s+(?:\+\S+\s+)?(?P<name>[\w-]+)(?P<rest>[^&|;\n]*)")
_CHECKS: Final = frozenset({
    "test", "clippy", "fmt", "check", "doc", "rustdoc", "deny", "audit", "miri", "hack", "semver-checks", "coverage",
    "machete", "shear", "udeps", "mutants", "careful", "msrv", "minimal-versions", "bench", "xlint", "xtask", "make",
})  # fmt: skip
_SAME: Final = {"nextest": "test", "t": "test", "llvm-cov": "coverage", "tarpaulin": "coverage", "c": "check"}
_ACTION: Final = re.compile(
    r"uses:\s*['\"]?(?P<name>[\w./-]*(?:deny|audit|clippy|rustfmt|semver|codecov|typos|miri)[\w./-]*)"
)
_FLAGS: Final = re.compile(
    r"--(?:workspace|all-targets|all-features|check|locked|doc|release|each-feature|feature-powerset)\b|-D\s*[\w:]+"
)
_EVENT: Final = re.compile(r"^\s*(?:on:.*\b)?(?P<name>pull_request|push|merge_group)\b")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Compare all files by which a server, or a make, checks the code."""
    before, after = (_lines(side) for side in (scene.difference.before, scene.difference.after))
    if not before:
        return
    yield from _marks(before, after)
    where = next(iter(after), next(iter(before)))[0]
    yield from _lost(where, before, after)


def _lines(texts: Mapping[str, bytes]) -> list[tuple[str, int, str]]:
    """Give path, line and words of all lines that are no comment; a line that goes on is one."""
    found = []
    for path, text in texts.items():
        if _FILES.fullmatch(path):
            for number, words in enumerate(text.decode("utf-8", "replace").split("\n"), 1):
                if said := _COMMENT.sub("", words).rstrip():
                    found.append((path, number, said))
    return found


def _marks(before: list[tuple[str, int, str]], after: list[tuple[str, int, str]]) -> Iterator[Weakened]:
    for pattern, words in _PASSED_OVER:
        known = sum(pattern.search(line) is not None for _, _, line in before)
        found = [(path, number, line) for path, number, line in after if pattern.search(line)]
        old = {line.strip() for _, _, line in before}
        found.sort(key=lambda one: one[2].strip() not in old)
        for path, number, line in found[known:]:
            yield Weakened(ID, path, number, f"{words}: `{line.strip()[:60]}`")


def _lost(where: str, before: list[tuple[str, int, str]], after: list[tuple[str, int, str]]) -> Iterator[Weakened]:
    """Give checks, flags of checks and events that are gone; a check that runs less often is told."""
    old, new = (Counter(name for _, _, line in side for name, _ in _checks(line)) for side in (before, after))
    for name, count in old.items():
        if not new[name]:
            yield Weakened(ID, where, 0, f"`{name}` is no longer run")
        elif new[name] < count:
            yield Weakened(ID, where, 0, f"`{name}` is run {new[name]} times, before {count}", is_note=True)
    was, now = ({(name, flag) for _, _, line in side for name, flags in _checks(line) for flag in flags}
                for side in (before, after))  # fmt: skip
    for name, flag in sorted(was - now):
        if new[name] and flag != "--release":
            yield Weakened(ID, where, 0, f"`{name}` is run without `{flag}` now")
    events, left = ({found["name"] for _, _, line in side if (found := _EVENT.match(line))} for side in (before, after))
    for event in sorted(events - left):
        yield Weakened(ID, where, 0, f"nothing runs on `{event}` any more")


def _checks(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the checks in a line, each with the flags that make it ask for more."""
    for found in _CARGO.finditer(line):
        name = _SAME.get(found["name"], found["name"])
        if name in _CHECKS:
            yield name, tuple(re.sub(r"\s", "", flag) for flag in _FLAGS.findall(found["rest"]))
    if action := _ACTION.search(line):
        yield action["name"], ()
