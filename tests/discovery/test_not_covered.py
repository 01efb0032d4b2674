"""What a built-in gate does not do is told, whichever way it is written."""

from pathlib import Path

import pytest

from discovery.told import BUILT_IN
from ferrule.discovery.survey import survey
from ferrule.facts.discovery import Adoptable
from workspaces import write

MANIFEST = {"Cargo.toml": '[package]\nname = "x"\nversion = "0.1.0"\n'}


def step(run: str, job: str = "", more: str = "") -> dict[str, str]:
    """Give a workflow of GitHub's: a line, what its job says, and what its step says."""
    return {".github/workflows/a.yml": f"jobs:\n  a:\n{job}    steps:\n      - run: {run}\n{more}"}


def gitlab(job: str, above: str = "") -> dict[str, str]:
    """Give a pipeline of GitLab's with one job, in YAML's short form."""
    return {".gitlab-ci.yml": f"{above}job: {{{job}}}\n"}


BEFORE = "before_script: [cd sub, 'export RUSTFLAGS=\"--cfg tokio_unstable\"', rustup default nightly]"
TOLD = [
    (step("RUSTUP_TOOLCHAIN=nightly cargo clippy"), "toolchain `nightly`"),
    (step("cargo clippy", more="        env: {RUSTUP_TOOLCHAIN: nightly}\n"), "toolchain `nightly`"),
    (step("cargo clippy", "    env: {RUSTUP_TOOLCHAIN: nightly}\n"), "toolchain `nightly`"),
    (step("cargo clippy", "    container: rustlang/rust:nightly-slim\n"), "toolchain `nightly`"),
    (step("cargo clippy", '    container: {image: "rust:1.70"}\n'), "toolchain `1.70`"),
    (step("RUSTFLAGS='-D missing_docs' cargo check"), "RUSTFLAGS `-D missing_docs`"),
    (step("cargo check", '    env: {RUSTFLAGS: "-D clippy::pedantic"}\n'), "RUSTFLAGS `-D clippy::pedantic`"),
    (
        step("cargo test", "    env:\n      CARGO_BUILD_TARGET: ${{ matrix.target }}\n"),
        "a target that is known only when it runs",
    ),
    (step("cargo clippy -- --cfg loom"), "lint options `--cfg loom`"),
    (step("cargo rustc --lib -- -D missing_docs"), "compiler options `-D missing_docs`"),
    (
        step("cargo rustdoc -- -Z unstable-options --show-coverage"),
        "rustdoc options `-Z unstable-options --show-coverage`",
    ),
    (step("cargo llvm-cov --fail-under-lines 95"), "a threshold of its own, `--fail-under-lines 95`"),
    (step("cargo deny check -D warnings"), "`-D warnings`"),
    (step("cargo tarpaulin --run-types Doctests"), "only `Doctests`"),
    (step("cargo nextest run -P ci"), "nextest profile `ci`"),
    (step("cargo llvm-cov nextest -P ci"), "nextest profile `ci`"),
    (gitlab(f"{BEFORE}, script: [cargo test]"), "folder `sub`"),
    (gitlab(f"{BEFORE}, script: [cargo test]"), "RUSTFLAGS `--cfg tokio_unstable`"),
    (gitlab(f"{BEFORE}, script: [cargo test]"), "toolchain `nightly`"),
    (gitlab("script: [cd sub && ls, cargo test]"), "folder `sub`"),
    (gitlab("script: [cargo test]", f"default: {{{BEFORE}}}\n"), "toolchain `nightly`"),
    (gitlab("extends: .a, script: [cargo test]", f".a: {{{BEFORE}}}\n"), "folder `sub`"),
    (gitlab("image: 'rustlang/rust:nightly', script: [cargo test]"), "toolchain `nightly`"),
    (gitlab("image: {name: 'rust:1.70-slim'}, script: [cargo test]"), "toolchain `1.70`"),
    (gitlab("script: [cargo test]", "image: rust:$V\nvariables: {V: nightly}\n"), "toolchain `nightly`"),
    (gitlab("script: [cargo test]", "image: rust:$V\n"), "a toolchain that is known only when it runs"),
    (
        gitlab("script: [cargo nextest run]", "variables: {CARGO_BUILD_TARGET: $T}\n"),
        "a target that is known only when it runs",
    ),
]


@pytest.mark.parametrize(("files", "words"), TOLD)
def test_it_is_told_as_not_covered(files: dict[str, str], words: str, tmp_path: Path) -> None:
    """The row has it behind each gate that it equals, and nothing says that the gate covers the command."""
    finds = survey(write(tmp_path, {**MANIFEST, **files}), BUILT_IN).finds
    judged = [find for find in finds if find.equals]

    assert judged
    for find in judged:
        assert find.adoptable is not Adoptable.YES
        assert not find.why_not.endswith(("covers it", "cover it"))
        for equal in find.equals:
            assert words in [one.words for one in equal.differences if one.is_beyond]


@pytest.mark.parametrize(
    "files",
    [
        gitlab("image: 'rust:latest', script: [cargo test --all-features]"),
        gitlab("script: [cd sub], after_script: [cargo test --all-features]"),
        gitlab("script: [mkdir x, cargo test --all-features]"),
        step("cargo test --all-features", "    container: rust:1-slim\n"),
        step("RUSTUP_TOOLCHAIN=stable cargo test --all-features"),
        step("RUSTFLAGS='-D unused_imports' cargo test --all-features"),
    ],
)
def test_what_changes_nothing_is_not_told(files: dict[str, str], tmp_path: Path) -> None:
    """An image of the stable Rust, another shell's folder and levels that a gate has anyway make no difference."""
    [find] = survey(write(tmp_path, {**MANIFEST, **files}), BUILT_IN).finds

    assert "`test`, `doctest` cover it" == find.why_not
