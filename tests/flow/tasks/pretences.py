"""Ways to pretend that a task is done: what is done to the working tree, and the box that must not be ticked."""

import os
from pathlib import Path

from ferrule.store.place import state_folder
from flow.tasks.works import Deed
from tasks.repos import git, hook, save
from workspaces import manifest, write


def edit(name: str, old: str, new: str) -> Deed:
    """Give the deed that replaces a text in a file."""

    def deed(root: Path) -> None:
        path = root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return deed


def put(name: str, text: str) -> Deed:
    """Give the deed that writes a file."""
    return lambda root: write(root, {name: text})


def by_git(*words: str) -> Deed:
    """Give the deed of one git command."""
    return lambda root: git(root, *words)


def all_of(*deeds: Deed) -> Deed:
    """Give one deed after the other."""

    def deed(root: Path) -> None:
        for one in deeds:
            one(root)

    return deed


def to_remote(root: Path) -> None:
    """Push what was committed by hand to a real remote."""
    save(root)
    git(root, "push", "-q", "origin", "main")


def pushed_and_taken_back(root: Path) -> None:
    """Push, then hide it: reset the branch."""
    to_remote(root)
    git(root, "reset", "-q", "--soft", "HEAD~1")


def back_in_time(root: Path) -> None:
    """Break a source, and give it the times of before."""
    path = root / "src/lib.rs"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("a + b", "a - b"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def grafted(root: Path) -> None:
    """Commit by hand, then make git believe that this commit came first of all."""
    before = git(root, "rev-parse", "HEAD").strip()
    made = save(root)
    write(root, {".git/info/grafts": f"{before} {made}\n", "more.txt": "more\n"})


DEEDS: dict[str, tuple[Deed, str]] = {
    "nothing done at all": (all_of(by_git("checkout", "-q", "--", "."), by_git("clean", "-fdq")), "files"),
    "committed by hand": (lambda root: save(root, "feat: add double"), "alone"),
    "committed by hand with forged trailers": (
        lambda root: save(root, "feat: add double\n\nFerrule-Task: T-1\nFerrule-Ladder: quick: fmt, check, test"),
        "alone",
    ),
    "committed with --no-verify": (
        all_of(
            lambda root: hook(root, "pre-commit", "exit 1"),
            by_git("add", "-A"),
            by_git("commit", "-q", "--no-verify", "-m", "x"),
        ),
        "alone",
    ),
    "amended": (all_of(by_git("add", "-A"), by_git("commit", "-q", "--amend", "-m", "x")), "alone"),
    "on another branch": (by_git("checkout", "-q", "-b", "aside"), "alone"),
    "on no branch": (by_git("checkout", "-q", "--detach"), "alone"),
    "reset to an earlier commit": (by_git("reset", "-q", "--soft", "HEAD~1"), "alone"),
    "committed and force-pushed": (to_remote, "alone"),
    "pushed, then taken back": (pushed_and_taken_back, "alone"),
    "committed by hand and grafted away": (grafted, "alone"),
    "a test deleted": (lambda root: (root / "tests/whole.rs").unlink(), "honest"),
    "a test emptied": (put("tests/whole.rs", ""), "honest"),
    "a test ignored": (edit("tests/whole.rs", "#[test]", "#[test]\n#[ignore]"), "honest"),
    "a test ignored with words": (edit("tests/whole.rs", "#[test]", '#[test]\n#[ignore = "slow"]'), "honest"),
    "a test switched off by cfg": (edit("tests/whole.rs", "#[test]", "#[cfg(any())]\n#[test]"), "honest"),
    "a test that is no test any more": (edit("tests/whole.rs", "#[test]\n", "#[allow(dead_code)]\n"), "honest"),
    "a test that should panic": (edit("tests/whole.rs", "#[test]", "#[test]\n#[should_panic]"), "honest"),
    "an assertion gone": (edit("tests/whole.rs", "assert_eq!(demo::add(20, 2), 22);", "demo::add(20, 2);"), "honest"),
    "an assertion that always holds": (
        edit("tests/whole.rs", "assert_eq!(demo::add(20, 2), 22);", "assert!(true);"),
        "honest",
    ),
    "an assertion against itself": (
        edit("tests/whole.rs", "assert_eq!(demo::add(20, 2), 22);", "assert_eq!(demo::add(20, 2), demo::add(20, 2));"),
        "honest",
    ),
    "a test that returns early": (
        edit("tests/whole.rs", "    assert_eq!", "    if true {\n        return;\n    }\n    assert_eq!"),
        "honest",
    ),
    "all unit tests behind a feature": (
        edit("src/lib.rs", "#[cfg(test)]", '#[cfg(all(test, feature = "none"))]'),
        "honest",
    ),
    "tests without a harness": (
        edit("Cargo.toml", 'edition = "2021"\n', 'edition = "2021"\nautotests = false\n'),
        "honest",
    ),
    "a library that is not tested": (
        edit("Cargo.toml", 'edition = "2021"\n', 'edition = "2021"\n[lib]\ntest = false\n'),
        "honest",
    ),
    "a body that is still to be done": (edit("src/lib.rs", "a + a", "todo!()"), "honest"),
    "a lint silenced for the crate": (
        edit("src/lib.rs", "//! A library.\n", "//! A library.\n#![allow(warnings)]\n"),
        "honest",
    ),
    "a source emptied": (put("src/lib.rs", ""), "honest"),
    "a gate taken out of the profile": (edit("ferrule.toml", ', "test"]', "]"), "ladder"),
    "undecided rows accepted": (put("ferrule.toml", 'profile = "quick"\nallow-skip = ["not-installed"]\n'), "ladder"),
    "a hook of the repository taken away": (lambda root: (root / ".git/hooks/pre-commit").unlink(), "ladder"),
    "hooks looked for elsewhere": (by_git("config", "core.hooksPath", "/nowhere"), "ladder"),
    "a new file hidden from git": (
        lambda root: write(root, {".git/info/exclude": "tests/\n"}),
        "ladder",
    ),
    "warnings capped for the compiler": (
        put(".cargo/config.toml", '[build]\nrustflags = ["--cap-lints", "allow"]\n'),
        "honest",
    ),
    "no test for the new function": (lambda root: (root / "tests/double.rs").unlink(), "artefacts"),
    "a test that fails": (edit("tests/double.rs", "8", "9"), "test"),
    "a break under the old times": (back_in_time, "test"),
    "a break that git is told not to see": (
        all_of(by_git("update-index", "--assume-unchanged", "src/lib.rs"), edit("src/lib.rs", "a + b", "a - b")),
        "test",
    ),
    "a green log in the state folder": (
        all_of(
            edit("src/lib.rs", "a + b", "a - b"),
            lambda root: write(state_folder(root).folder, {"logs/forged": "test result: ok. 3 passed"}),
        ),
        "test",
    ),
    "a dependency without a word": (
        edit("Cargo.toml", manifest("demo"), manifest("demo") + '\n[dependencies]\nlazy_static = "1"\n'),
        "dependencies",
    ),
}
