"""The words of a cargo command line, sorted: toolchain, subcommands, options with their values, and what is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.syntax.shell.words import MANY, UNKNOWN

_SHORT: Final = {"b": "build", "c": "check", "t": "test", "r": "run", "d": "doc", "rm": "remove"}
NESTED: Final = {
    "nextest": {"run", "list", "archive", "show-config", "self", "help"},
    "llvm-cov": {"test", "nextest", "run", "report", "show-env", "clean", "nextest-archive"},
    "hack": {"check", "clippy", "test", "build", "nextest", "doc", "bench", "run", "b", "c", "t", "d", "llvm-cov"},
    "miri": {"test", "run", "setup", "nextest", "clean"},
    "careful": {"test", "run", "setup", "build", "nextest"},
    "deny": {"check", "fetch", "init", "list"},
    "audit": {"fix", "bin"},
    "fuzz": {"run", "build", "check", "init", "add", "list", "fmt", "cmin", "tmin", "coverage"},
    "msrv": {"verify", "find", "list", "show", "set"},
    "semver-checks": {"check-release"},
    "hakari": {"verify", "generate", "manage-deps", "init", "publish", "remove-deps", "explain"},
    "insta": {"test", "review", "accept", "reject", "pending-snapshots"},
    "vet": {"check", "suggest", "init", "certify", "fmt", "prune", "regenerate", "diff", "inspect", "trust"},
    "public-api": {"diff"},
    "sqlx": {"prepare", "migrate", "database", "db"},
    "workspaces": {"publish", "version", "list", "exec", "changed", "create", "init", "rename"},
    "ws": {"publish", "version", "list", "exec", "changed"},
    "codspeed": {"build", "run"},
}
"""Second words that are subcommands; any other word behind the first is free."""
_VALUED: Final = frozenset({
    "--package", "-p", "--exclude", "--features", "-F", "--target", "--target-dir", "--manifest-path", "--profile",
    "--jobs", "-j", "--color", "--message-format", "--config", "-Z", "-C", "--test", "--bench", "--bin", "--example",
    "--lockfile-path", "--filter-expr", "--filterset", "-E", "--partition", "--cargo-profile", "--retries",
    "--run-ignored", "--tool-config-file", "--config-file", "--build-jobs", "--test-threads", "--success-output",
    "--failure-output", "--status-level", "--final-status-level", "--no-tests", "--exclude-features", "--skip",
    "--group-features", "--include-features", "--depth", "--mutually-exclusive-features", "--at-least-one-of",
    "--version-range", "--version-step", "--log-group", "--output-path", "--output-dir", "--out-dir", "--artifact-dir",
    "--ignore-filename-regex", "--fail-under-lines", "--fail-under-functions", "--fail-under-regions", "--fail-under",
    "--ignore", "--deny", "-D", "--db", "--file", "-f", "--baseline-version", "--baseline-rev", "--baseline-root",
    "--baseline-rustdoc", "--release-type", "--in-diff", "--shard", "--timeout", "--minimum-test-timeout", "-o",
    "--output", "--exclude-re", "--re", "--token", "--registry", "--index", "--path", "--git", "--branch", "--tag",
    "--rev", "--version", "--root", "--engine", "--out", "--exclude-files", "--max-total-time", "--sanitizer", "-s",
    "--ignore-rust-version-of", "--test-runner", "--hide-inclusion-graph-of", "--base-ref", "--archive-file", "-P",
    "--run-types",
})  # fmt: skip
_FLAG_OF: Final = {
    "install": frozenset({"-f"}),
    "machete": frozenset({"-s"}),
    "audit": frozenset({"-f"}),
}
"""Letters that are flags to one subcommand and have values to others."""
_VALUE_OF: Final = {"deny": frozenset({"-A", "-W", "--allow", "--warn"})}
"""Options that have values to one subcommand alone."""


@dataclass(frozen=True, slots=True)
class CargoCall:
    """One cargo command line."""

    program: str
    """`cargo`, or `cross` and others that take the same words."""
    toolchain: str
    """Without the plus sign; empty: the default one."""
    subcommand: str
    """Long name; empty where there is none."""
    second: str
    """The subcommand of the subcommand, long name; empty where it has none."""
    options: tuple[tuple[str, str], ...]
    """In order, with the value, empty for flags."""
    free: tuple[str, ...]
    """Words in front of `--` that are no options."""
    rest: tuple[str, ...]
    """Words behind `--`."""
    has_holes: bool

    def has(self, *names: str) -> bool:
        """Tell whether one of these options stands there."""
        return any(name in names for name, _ in self.options)

    def values(self, *names: str) -> tuple[str, ...]:
        """Give the values of these options, lists taken apart at commas and blanks for features."""
        return tuple(value for name, value in self.options if name in names)


def cargo_call(words: tuple[str, ...]) -> CargoCall:
    """Give the words of a command line, the program first, sorted."""
    has_holes = any(sign in word for word in words if word[:1] != "+" for sign in (MANY, UNKNOWN))
    given = list(words[1:])
    program = words[0].rpartition("/")[2].removesuffix(".exe")
    if program.startswith("cargo-"):
        name = program.removeprefix("cargo-")
        program, given = "cargo", given if given[:1] == [name] else [name, *given]
    toolchain = given.pop(0)[1:] if given and given[0].startswith("+") else ""
    front, rest = _cut(given)
    options, free = _sorted(front)
    subcommand = _SHORT.get(free[0], free[0]) if free else ""
    if subcommand in _FLAG_OF or subcommand in _VALUE_OF:
        options, free = _sorted(front, _FLAG_OF.get(subcommand, frozenset()), _VALUE_OF.get(subcommand, frozenset()))
    second = free[1] if len(free) > 1 and free[1] in NESTED.get(subcommand, ()) else ""
    others = tuple(free[2 if second else 1 :])
    return CargoCall(program, toolchain, subcommand, _SHORT.get(second, second), options, others, rest, has_holes)


def _cut(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    if "--" not in words:
        return words, ()
    at = words.index("--")
    return words[:at], tuple(words[at + 1 :])


def _sorted(
    words: Iterable[str], flags: frozenset[str] = frozenset(), more: frozenset[str] = frozenset()
) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Give options and free words; `flags`: those without a value here, `more`: those with one here alone."""
    options: list[tuple[str, str]] = []
    free: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        if word.startswith("--") and "=" in word:
            name, _, value = word.partition("=")
            options.append((name, value))
        elif (word in more or (word in _VALUED and word not in flags)) and waiting:
            options.append((word, waiting.pop(0)))
        elif word[:2] in ("-p", "-F", "-j", "-Z", "-E", "-D") and len(word) > 2 and not word.startswith("--"):
            options.append((word[:2], word[2:].removeprefix("=")))
        elif word.startswith("-") and word != "-":
            options.append((word, ""))
        elif word != MANY:
            free.append(word)
    return tuple(options), free
