"""What Cargo builds and runs with: flags that silence rustc, runners in the place of tests, weaker aliases."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ferrule.tasks.rust.words import read as words_in
from ferrule.tasks.tables import Table, leaves, read, words
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "build-settings"
_X: Final = '[alias]\nxlint = "clippy --workspace --all-targets --all-features -- -D warnings"\n'


def _of(before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {".cargo/config.toml": before}, {".cargo/config.toml": after}


EXAMPLES: Final = (
    refused(*_of("", '[build]\nrustflags = ["--cap-lints", "allow"]')),
    refused(*_of("", '[build]\nrustflags = "-A warnings"')),
    refused(*_of("", '[build]\nrustflags = ["-Aunused"]')),
    refused(*_of("", "[target.'cfg(unix)']\nrustflags = [\"--cap-lints=warn\"]")),
    refused(*_of('[build]\nrustflags = ["-Dwarnings"]', "")),
    refused(*_of("", '[target.x86_64-unknown-linux-gnu]\nrunner = "true"')),
    refused(*_of("", '[build]\nrustc-wrapper = "./wrap.sh"')),
    refused(*_of("", '[env]\nRUSTFLAGS = "-Awarnings"')),
    refused(*_of("", '[env]\nINSTA_UPDATE = "always"')),
    refused(*_of(_X, _X.replace("-D warnings", ""))),
    refused(*_of(_X, _X.replace("--all-targets ", ""))),
    refused(*_of(_X, "")),
    refused(*_of(_X, '[alias]\nxlint = "version"')),
    refused(*_of("", '[alias]\nclippy = "version"')),
    refused(*_of("", "[profile.dev]\noverflow-checks = false")),
    refused(
        {"build.rs": "fn main() {}"}, {"build.rs": 'fn main() { println!("cargo:rustc-flags=--cap-lints allow"); }'}
    ),
    refused(
        {"build.rs": "fn main() {}"}, {"build.rs": 'fn main() { println!("cargo::rustc-env=RUSTFLAGS=-Aunused"); }'}
    ),
    noted({"build.rs": "fn main() {}"}, {"build.rs": 'fn main() { println!("cargo:rustc-cfg=has_std"); }'}),
    fine(*_of("", _X)),
    fine(*_of(_X, _X.replace("clippy", "clippy --locked"))),
    fine(*_of("", '[build]\nrustflags = ["-Dwarnings", "-C", "target-cpu=native"]\n[net]\nretry = 3')),
    fine(*_of('[build]\nrustflags = ["-A", "unused"]', "")),
    fine({"build.rs": "fn main() {}"}, {"build.rs": 'fn main() { println!("cargo:rerun-if-changed=x.h"); }'}),
)
_FLAGS: Final = re.compile(r".*\.(?:rustflags|rustdocflags)|env\.(?:CARGO_\w*)?RUST(?:DOC)?FLAGS(?:\.value)?")
_RUNS: Final = re.compile(r".*\.(?:runner|rustc-wrapper|rustc-workspace-wrapper|rustc|rustdoc)")
_HIDING: Final = re.compile(r"profile\.\w+\.(?:debug-assertions|overflow-checks)")
_ENV: Final = re.compile(
    r"env\.(?:INSTA_\w+|TRYBUILD|UPDATE_EXPECT|SNAPSHOTS|RUST_TEST_\w+|PROPTEST_CASES|BLESS)(?:\.value)?"
)
_LOOSE: Final = re.compile(r"-A.*|--allow\b.*|--cap-lints.*|-W\S+|--cfg.*|--check-cfg.*")
_STRICT: Final = re.compile(r"-D.*|-F.*|--deny.*|--forbid.*")
_MATTERS: Final = frozenset({
    "-D", "-Dwarnings", "warnings", "--deny", "-F", "--workspace", "--all", "--all-targets", "--all-features",
    "--tests", "clippy", "fmt", "test", "nextest", "check", "deny", "doc", "--locked", "--check", "--no-fail-fast",
})  # fmt: skip
"""Words of an alias without which it asks for less."""
_TOOLS: Final = frozenset({
    "clippy", "fmt", "nextest", "deny", "audit", "machete", "shear", "llvm-cov", "hack", "semver-checks", "mutants",
    "miri", "tarpaulin",
})  # fmt: skip
"""Programs whose place an alias of the same name takes."""
_CFG: Final = re.compile(r"cargo:{1,2}rustc-cfg=([\w=]+)")
_SILENCES: Final = re.compile(r"cap-lints|cargo:{1,2}rustc-(?:flags|env=\w*FLAGS)|-A\s?(?:warnings|unused|clippy)")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give what changes how the code is built and its tests are run."""
    for path, before, after in scene.difference.pairs():
        name = path.rpartition("/")[2]
        if ".cargo/" in f"/{path}" and name in {"config.toml", "config"}:
            old, new = read(before), read(after)
            yield from _settings(path, old, new)
            yield from _aliases(path, old, new)
        elif name == "build.rs":
            yield from _script(path, before, after)


def _settings(path: str, old: Table, new: Table) -> Iterator[Weakened]:
    was = {keys: value for keys, _, value in leaves(old.values)}
    now = {keys: (place, value) for keys, place, value in leaves(new.values)}
    for keys in dict.fromkeys((*was, *now)):
        place, value = now.get(keys, ((), None))
        before = was.get(keys)
        if value != before:
            line = new.line(place) if place else 0
            for said in _said(".".join(keys), before, value):
                yield Weakened(ID, path, line, f"`{'.'.join(keys)}` {said}")


def _said(name: str, before: Any, now: Any) -> Iterator[str]:
    """Yield what is wrong with a setting that changed."""
    if _FLAGS.fullmatch(name):
        old, new = Counter(_joined(before)), Counter(_joined(now))
        if loose := [flag for flag in new - old if _LOOSE.fullmatch(flag)]:
            yield f"has `{' '.join(loose)}` now"
        if lost := [flag for flag in old - new if _STRICT.fullmatch(flag)]:
            yield f"no longer has `{' '.join(lost)}`"
    elif (_RUNS.fullmatch(name) or _ENV.fullmatch(name)) and now is not None:
        yield f"is `{now}` now: it stands between Cargo and what it builds or tests"
    elif _HIDING.fullmatch(name) and now is False:
        yield "is off now"


def _joined(value: Any) -> list[str]:
    """Give flags, each with its value: `-A unused`."""
    found: list[str] = []
    for word in words(value):
        if found and re.fullmatch(r"-[ADFWC]|--cap-lints|--cfg|--allow|--deny|--forbid", found[-1]):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _aliases(path: str, old: Table, new: Table) -> Iterator[Weakened]:
    was, now = old.table("alias"), new.table("alias")
    for name, value in was.items():
        lost = [word for word in words(value) if word in _MATTERS and word not in words(now.get(name))]
        if name not in now:
            yield Weakened(ID, path, 0, f"the alias `{name}` is gone")
        elif lost:
            yield Weakened(ID, path, new.line(("alias", name)), f"the alias `{name}` no longer says `{' '.join(lost)}`")
    for name in now.keys() - was.keys():
        if name in _TOOLS:
            yield Weakened(ID, path, new.line(("alias", name)), f"the alias `{name}` takes the place of the tool")


def _script(path: str, before: bytes, after: bytes) -> Iterator[Weakened]:
    known, now = Counter(words_in(before).words), words_in(after)
    for word, line in zip(now.words, now.lines, strict=True):
        if known[word]:
            known[word] -= 1
        elif _SILENCES.search(word):
            yield Weakened(ID, path, line, "the build script silences rustc")
        elif found := _CFG.search(word):
            words_ = f"the build script sets `{found[1]}`: what stands behind it may be left out"
            yield Weakened(ID, path, line, words_, is_note=True)
