"""Programs beside Cargo that a recipe starts: those that nobody can take back, and those that decide nothing."""

import re
from typing import Final

from ferrule.syntax.shell.program import name_of

_ALWAYS: Final = frozenset({
    "rm", "rmdir", "shred", "scp", "rsync", "ssh", "release-plz", "semantic-release", "goreleaser", "twine", "wrangler",
    "flyctl", "fly", "kubectl", "helm", "terraform", "dd", "eval", "ghp-import", "gh-pages", "truncate", "mkfs",
})  # fmt: skip
_BY_WORD: Final = {
    "git": frozenset({"push", "clean", "reset", "tag", "commit", "rebase", "restore"}),
    "gh": frozenset({"release", "pr", "api", "workflow", "repo"}),
    "glab": frozenset({"release", "mr"}),
    "npm": frozenset({"publish"}),
    "pnpm": frozenset({"publish"}),
    "yarn": frozenset({"publish"}),
    "wasm-pack": frozenset({"publish"}),
    "maturin": frozenset({"publish", "upload"}),
    "uv": frozenset({"publish"}),
    "docker": frozenset({"push", "login", "rm", "rmi"}),
    "podman": frozenset({"push", "login", "rm", "rmi"}),
    "aws": frozenset({"s3", "lambda", "ecr"}),
    "twine": frozenset({"upload"}),
    "dist": frozenset({"host", "announce"}),
    "mkdocs": frozenset({"gh-deploy"}),
    "mike": frozenset({"deploy", "delete"}),
    "gsutil": frozenset({"rsync", "cp", "mv", "rm"}),
}
_BY_PAIR: Final = {
    "git": frozenset({("stash", "drop"), ("stash", "clear"), ("checkout", "."), ("worktree", "remove")}),
    "sqlx": frozenset({("database", "drop"), ("database", "reset"), ("db", "drop"), ("db", "reset")}),
    "diesel": frozenset({("database", "reset"), ("database", "drop")}),
    "docker": frozenset({("compose", "down"), ("compose", "rm"), ("volume", "rm"), ("system", "prune")}),
    "podman": frozenset({("compose", "down"), ("compose", "rm"), ("volume", "rm"), ("system", "prune")}),
}
"""Two words that follow one another."""
_WITH_VALUE: Final = {"git": frozenset({"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path"})}
"""Options in front of a program's first word whose next word is a value."""
_BY_OPTION: Final = {
    "find": frozenset({"-delete", "-exec", "-execdir", "-ok"}),
    "curl": frozenset(
        {"POST", "PUT", "DELETE", "PATCH", "-XPOST", "-XPUT", "-XDELETE", "-XPATCH", "-d", "--data", "-T"}
    ),
}
_REWRITING: Final = frozenset({"--write", "--fix", "--write-changes", "--in-place", "--inplace", "--autofix"})
_REWRITING_LETTERS: Final = {
    "sed": "-i", "gsed": "-i", "perl": "-i", "prettier": "-w", "typos": "-w", "gofmt": "-w", "shfmt": "-w",
}  # fmt: skip
QUIET: Final = frozenset({
    "echo", "printf", "cd", "pushd", "popd", "true", "false", ":", "set", "export", "unset", "exit",
    "test", "[", "mkdir", "sleep", "local", "read", "shopt", "return", "shift", "date", "pwd", "ls", "cat",
    "which", "command", "type", "env", "printenv", "whoami", "uname", "exec", "declare", "readonly", "umask", "wait",
})  # fmt: skip
"""Programs that judge nothing by themselves."""
_GATE_WORDS: Final = re.compile(
    r"(?:^|[-_:./ ])(?:tests?|unittests?|checks?|lint(?:s|er|ing)?|fmt|format|verify|validate|clippy"
    r"|bench(?:es|marks?)?|audits?|deny|docs?|doctests?|ci|coverage|cov|miri|nextest|tidy|msrv|semver|spell(?:check|ing)?|typos|pre-?commit"
    r"|pre-?push|qa|quality|udeps|machete|shear|fuzz|mutants|e2e|integration|snapshots?)(?=$|[-_:./ ])",
    re.IGNORECASE,
)
_DEPLOY_WORDS: Final = re.compile(
    r"gh-?pages|deploy|publish|upload|(?<!pre)(?<!pre[-_])push|(?:^|[-_:./ ])(?:yank|release)(?=$|[-_:./ ])",
    re.IGNORECASE,
)


def irreversible(words: tuple[str, ...]) -> bool:
    """Tell whether a program removes, sends or releases something."""
    name = name_of(words[0].lstrip("\\")) if words else ""
    if name in _ALWAYS or not _BY_OPTION.get(name, frozenset()).isdisjoint(words[1:]):
        return True
    free = _free(words[1:], _WITH_VALUE.get(name, frozenset()))
    if name == "git" and free[:1] == ("checkout",) and "--" in words:
        return True
    return free[:1] != () and (free[0] in _BY_WORD.get(name, ()) or free[:2] in _BY_PAIR.get(name, ()))


def rewrites(words: tuple[str, ...]) -> bool:
    """Tell whether the words of a program other than Cargo say that it rewrites files."""
    if any(word.partition("=")[0] in _REWRITING for word in words[1:]):
        return True
    programs = {name_of(word.lstrip("\\").partition("@")[0]) for word in words[:3]}
    letters = tuple(sign for name, sign in _REWRITING_LETTERS.items() if name in programs)
    return bool(letters) and any(word.startswith(letters) for word in words[1:])


def _free(words: tuple[str, ...], valued: frozenset[str]) -> tuple[str, ...]:
    """Give the words that are no options, without the values of those in front."""
    waiting = list(words)
    while waiting and waiting[0].startswith("-"):
        waiting = waiting[2:] if waiting[0] in valued else waiting[1:]
    return tuple(word for word in waiting if not word.startswith("-"))


def sounds_like_gate(name: str) -> bool:
    """Tell whether a name is about testing, checking, linting, formatting, auditing, documenting or CI."""
    return bool(_GATE_WORDS.search(name))


def sounds_like_deploy(name: str) -> bool:
    """Tell whether a name is about publishing."""
    return bool(_DEPLOY_WORDS.search(name))
