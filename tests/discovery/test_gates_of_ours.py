"""What each built-in gate runs is what a repository's command is held against."""

import shlex

import pytest

from ferrule.discovery.judging.judged import Context
from ferrule.discovery.judging.naming import Tasks
from ferrule.discovery.judging.whole import Judging
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Equal, Kind
from ferrule.gates.catalog import GATES

OURS = {
    "lockfile": "cargo metadata --locked --format-version 1",
    "fmt": "cargo fmt --all --check -- -v --color never",
    "check": "cargo check --workspace --all-targets --keep-going --message-format=json",
    "clippy": "cargo clippy --workspace --all-targets --all-features --keep-going -- -D warnings",
    "test": "cargo test --workspace --all-targets --all-features --no-fail-fast",
    "nextest": "cargo nextest run --workspace --all-targets --all-features --no-fail-fast --color=never",
    "doctest": "cargo test --workspace --doc --all-features --no-fail-fast",
    "doc": "cargo doc --workspace --no-deps --all-features --keep-going",
    "deny": "cargo deny --offline --workspace check",
    "audit": "cargo audit --json --no-fetch",
    "unused-deps": "cargo shear",
    "msrv": "cargo +1.80.0 check --workspace --all-features",
    "features": "cargo hack check --workspace --each-feature --optional-deps --keep-going",
    "coverage": "cargo llvm-cov test --tests --all-features --no-fail-fast --json",
    "semver-checks": "cargo semver-checks check-release",
    "package": "cargo package --allow-dirty",
    "mutants": "cargo mutants --in-diff changes.diff",
}


def judged(command: str, *variables: tuple[str, str]) -> tuple[Kind, tuple[Equal, ...], str]:
    """Give what a plain command is for, in a workspace that declares Rust 1.80."""
    whole = Judging(Tasks(()), Context("1.80")).step(Step(command, tuple(shlex.split(command)), 1, variables))
    assert whole is not None
    return whole.judged.kind, whole.judged.equals, whole.judged.why


def test_no_gate_is_left_out() -> None:
    """Each gate of the catalog has its command here."""
    assert set(OURS) == {gate.ID for gate in GATES}


@pytest.mark.parametrize("name", OURS)
def test_the_own_command_of_a_gate_equals_it(name: str) -> None:
    """A repository that runs what the gate runs has nothing that the gate lacks, and nothing less."""
    variables = (("RUSTDOCFLAGS", "-D warnings"),) if name == "doc" else ()
    kind, equals, _ = judged(OURS[name], *variables)

    # `--tests` leaves doc examples out, as the gate does.
    told = [one for one in equals[0].differences if one.words != "only `--tests`"]
    assert (Kind.GATE, [name], []) == (kind, [one.gate for one in equals], told)


@pytest.mark.parametrize(
    "command",
    [
        "cargo clippy --all --all-targets --all-features -- -Dwarnings",
        "cargo clippy --all-features --all-targets --workspace -- --deny=warnings",
        "cargo --locked clippy --all-targets --all-features -- --deny warnings",
        "cargo clippy -q --all-targets --all-features --locked -- -D warnings",
        "cargo +stable clippy --all-targets --all-features -j4 -- -D warnings",
    ],
)
def test_the_way_of_writing_does_not_matter(command: str) -> None:
    """Order, short forms and what changes nothing make no difference."""
    assert (Kind.GATE, (Equal("clippy"),), "") == judged(command)


@pytest.mark.parametrize(
    ("kind", "commands"),
    [
        (
            Kind.SETUP,
            ["cargo install x", "cargo binstall x", "cargo build --release", "cargo fetch", "cargo --version"],
        ),
        (
            Kind.SETUP,
            ["cargo nextest archive --archive-file x", "cargo llvm-cov report --lcov", "cargo clippy --version"],
        ),
        (Kind.DEPLOY, ["cargo publish", "cargo yank --version 1.0.0 x", "cargo login", "cargo owner --add x"]),
        (Kind.DEPLOY, ["cargo release patch", "cargo workspaces publish", "cargo smart-release"]),
        (Kind.UNKNOWN, ["cargo run", "cargo tree", "cargo fmt", "cargo fix", "cargo clippy --fix", "cargo doc --open"]),
        (Kind.UNKNOWN, ["cargo never-heard-of", "cargo", "cargo mutants --list", "cargo package --list"]),
    ],
)
def test_what_is_no_gate(kind: Kind, commands: list[str]) -> None:
    """Setup, releases and programs are told apart, and a subcommand that nobody knows is not guessed."""
    assert [(command, kind, ()) for command in commands] == [(one, *judged(one)[:2]) for one in commands]
