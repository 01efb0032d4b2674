"""In which way a command that compiles differs from its gate: toolchain, target, packages, features, variables."""

from collections.abc import Iterator
from typing import Final

from ferrule.discovery.judging.cargo_call import CargoCall
from ferrule.discovery.judging.judged import beyond, covered, quoted
from ferrule.discovery.judging.lint_flags import flags_in
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Difference
from ferrule.syntax.shell.words import is_known

NOT_KNOWN: Final = "parts that are known only when it runs"
_TARGETS: Final = ("--lib", "--bins", "--tests", "--examples", "--benches", "--bin", "--test", "--example", "--bench")
_TELLS_NOTHING: Final = ("CARGO_TERM_", "CARGO_NET_", "CARGO_INCREMENTAL", "CARGO_HOME", "CARGO_TARGET_DIR", "RUST_LOG")
_TELL_NOTHING: Final = frozenset({
    "RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "CI", "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "RUSTC_WRAPPER", "TERM",
    "PATH",
    "SCCACHE_GHA_ENABLED", "RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTFLAGS", "RUSTUP_MAX_RETRIES", "CARGO_BUILD_JOBS", "CARGO", "RUSTUP_TOOLCHAIN", "GITHUB_TOKEN",
    "CARGO_PROFILE_DEV_DEBUG", "CARGO_PROFILE_TEST_DEBUG", "CARGO_BUILD_TARGET",
})  # fmt: skip
"""Variables that change nothing of what a gate judges, or that are told of apart."""


def toolchain_of(call: CargoCall, step: Step) -> str:
    """Give the toolchain that a command runs with; the line's own counts first, then what is set for all."""
    return call.toolchain or dict(step.variables).get("RUSTUP_TOOLCHAIN", "") or step.toolchain


def surroundings(call: CargoCall, step: Step) -> Iterator[Difference]:
    """Yield what any gate's command would not do: another toolchain, folder, target, or words nobody knows."""
    toolchain = toolchain_of(call, step)
    if call.program != "cargo":
        yield beyond(f"program `{call.program}`")
    if toolchain and toolchain != "stable":
        yield beyond(
            f"toolchain `{toolchain}`" if is_known(toolchain) else "a toolchain that is known only when it runs"
        )
    manifests = [path for path in call.values("--manifest-path") if path.removeprefix("./") != "Cargo.toml"]
    if manifests:
        yield beyond(f"manifest {quoted(manifests)}" if all(map(is_known, manifests)) else "a manifest of its own")
    if step.folder:
        yield beyond(f"folder `{step.folder}`" if is_known(step.folder) else "a folder of its own")
    unstable = [f"-Z{value}" for value in call.values("-Z")] + [
        f"--config {value}" for value in call.values("--config")
    ]
    if unstable:
        yield beyond(quoted([word for word in unstable if is_known(word)]) or "settings of its own")
    if call.has_holes:
        yield beyond(NOT_KNOWN)


def compiled(call: CargoCall, step: Step) -> Iterator[Difference]:
    """Yield what the surroundings, the target, the profile and variables change."""
    variables = dict(step.variables)
    yield from surroundings(call, step)
    targets = [one for one in (*call.values("--target"), variables.get("CARGO_BUILD_TARGET", "")) if one]
    if known := [one for one in targets if is_known(one)]:
        yield beyond(f"target {quoted(known)}")
    if not is_known(variables.get("CARGO_BUILD_TARGET", "")):
        yield beyond("a target that is known only when it runs")
    profile = "release" if call.has("--release", "-r") else "".join(call.values(_profile_option(call))[:1])
    if profile not in ("", "dev", "test") and is_known(profile):
        yield beyond(f"profile `{profile}`")
    flags = flags_in(variables, "RUSTFLAGS")
    if flags.asked:
        yield beyond(f"RUSTFLAGS {quoted(flags.asked)}" if all(map(is_known, flags.asked)) else "RUSTFLAGS of its own")
    others = " ".join(flags.others)
    if others:
        yield beyond(f"RUSTFLAGS `{others}`" if is_known(others) else "RUSTFLAGS of its own")
    named = sorted(name for name in variables if name not in _TELL_NOTHING and not name.startswith(_TELLS_NOTHING))
    if named:
        yield beyond(f"variables {quoted(named)}")


def chosen_packages(call: CargoCall) -> Iterator[Difference]:
    """Yield which members a command leaves out."""
    names = [name for name in call.values("-p", "--package") if is_known(name)]
    if names:
        yield covered(f"packages {quoted(names)}")
    left_out = [name for name in call.values("--exclude") if is_known(name)]
    if left_out:
        yield covered(f"without packages {quoted(left_out)}")


def features_below_all(call: CargoCall) -> Iterator[Difference]:
    """Yield how the features differ from all features."""
    if call.has("--all-features"):
        return
    names = _features(call)
    if call.has("--no-default-features"):
        yield beyond("no default features" + (f", features {quoted(names)}" if names else ""))
    elif names:
        yield covered(f"features {quoted(names)}")
    elif not (call.values("--features", "-F") or call.has_holes):
        yield covered("default features")


def features_beside_default(call: CargoCall) -> Iterator[Difference]:
    """Yield how the features differ from the default ones; other gates compile all of them."""
    names = _features(call)
    if call.has("--no-default-features"):
        yield beyond("no default features" + (f", features {quoted(names)}" if names else ""))
    elif call.has("--all-features"):
        yield covered("all features, as `clippy` compiles them")
    elif names:
        yield covered(f"features {quoted(names)}, where `clippy` compiles all")


def targets_below_all(call: CargoCall) -> Iterator[Difference]:
    """Yield how the chosen targets differ from all targets."""
    if call.has("--all-targets"):
        return
    if chosen := _chosen_targets(call):
        yield covered(f"only {quoted(chosen)}")
    elif not call.has_holes:
        yield covered("libraries and programs alone")


def only_targets(call: CargoCall) -> Iterator[Difference]:
    """Yield which targets a test run is limited to."""
    chosen = _chosen_targets(call)
    if chosen and not call.has("--all-targets"):
        yield covered(f"only {quoted(chosen)}")


def _chosen_targets(call: CargoCall) -> list[str]:
    options = ((name, value) for name, value in call.options if name in _TARGETS)
    return [f"{name} {value}".strip() if is_known(value) else name for name, value in options]


def _features(call: CargoCall) -> list[str]:
    given = call.values("--features", "-F")
    return [name for value in given for name in value.replace(",", " ").split() if is_known(name)]


def _profile_option(call: CargoCall) -> str:
    return "--cargo-profile" if call.subcommand == "nextest" else "--profile"
