"""Commands of tools beside the compiler that a built-in gate runs too: rustfmt, deny, audit, hack and others."""

from ferrule.discovery.judging import common, compiling
from ferrule.discovery.judging.cargo_call import CargoCall
from ferrule.discovery.judging.judged import Context, Judged, beyond, closed, covered, gate, quoted, unknown
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Equal, Kind
from ferrule.syntax.shell.words import is_known

_TELLS_NOTHING = ("--check", "-v", "-q", "-l", "--verbose", "--quiet", "always", "never", "auto")
_REWRITES = "rewrites source files"


def fmt(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo fmt`: without `--check` it rewrites files."""
    if not (call.has("--check") or "--check" in call.rest):
        return closed(_REWRITES)
    said = [*common.surroundings(call, step), *common.chosen_packages(call)]
    options = [word for word in call.rest if word not in _TELLS_NOTHING and not word.startswith("--color")]
    if options and all(map(is_known, options)):
        said.append(beyond(f"rustfmt options `{' '.join(options)}`"))
    return gate(Equal("fmt", tuple(said)))


def deny(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo deny`."""
    if call.second in ("fetch", "init"):
        return Judged(Kind.SETUP, "prepares cargo-deny")
    if call.second != "check":
        return unknown("prints what cargo-deny knows")
    said = list(common.surroundings(call, step))
    which = [word for word in call.free if is_known(word) and word != "all"]
    if which:
        said.append(covered(f"only {quoted(which)}"))
    if denied := [f"-D {value}" for value in call.values("-D", "--deny")]:
        said.append(beyond(quoted(denied) if all(map(is_known, denied)) else common.NOT_KNOWN))
    if warned := [f"-W {value}" for value in call.values("-W", "--warn") if is_known(value)]:
        said.append(beyond(quoted(warned)))
    if allowed := [f"-A {value}" for value in call.values("-A", "--allow") if is_known(value)]:
        said.append(covered(f"allows {quoted(allowed)}"))
    return gate(Equal("deny", tuple(said)))


def audit(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo audit`."""
    if call.second:
        return closed(_REWRITES) if call.second == "fix" else gate(why="audits a program")
    said = list(common.surroundings(call, step))
    if denied := [value for value in call.values("-D", "--deny") if is_known(value)]:
        said.append(beyond(f"denies {quoted(denied)}"))
    if ignored := [value for value in call.values("--ignore") if is_known(value)]:
        said.append(covered(f"ignores {quoted(ignored)}"))
    return gate(Equal("audit", tuple(said)))


def unused(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo machete`, `cargo shear` and `cargo udeps`."""
    if call.has("--fix"):
        return closed(_REWRITES)
    said = list(common.surroundings(call, step))
    if call.subcommand == "udeps":
        said.append(covered("by `cargo udeps`, the gate by `cargo shear` or `cargo machete`"))
    return gate(Equal("unused-deps", tuple(said)))


def coverage(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo llvm-cov` and `cargo tarpaulin`."""
    if call.second in ("report", "show-env", "clean", "nextest-archive"):
        return Judged(Kind.SETUP, "works on what was measured before")
    if call.second == "run":
        return unknown("runs a program")
    said = [*common.compiled(call, step), *common.chosen_packages(call), *common.features_below_all(call)]
    if call.second == "nextest":
        said.append(covered("by nextest, the gate by `cargo test`"))
        if profiles := [value for value in call.values("-P") if is_known(value)]:
            said.append(beyond(f"nextest profile {quoted(profiles)}"))
    limits = [f"{name} {value}" for name, value in call.options if name.startswith("--fail-under") and is_known(value)]
    if limits:
        said.append(beyond(f"a threshold of its own, {quoted(limits)}"))
    if types := [value for value in call.values("--run-types") if is_known(value)]:
        said.append(beyond(f"only {quoted(types)}"))
    if call.has("--doctests", "--doc"):
        said.append(beyond("examples of the documentation"))
    return gate(Equal("coverage", tuple(said)))


def semver(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo semver-checks`."""
    said = [*common.surroundings(call, step), *common.chosen_packages(call)]
    baselines = [f"{name} {value}" for name, value in call.options if name.startswith("--baseline") and is_known(value)]
    if baselines:
        said.append(beyond(f"baseline {quoted(baselines)}"))
    return gate(Equal("semver-checks", tuple(said)))


def mutants(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo mutants`."""
    if call.has("--list", "--list-files"):
        return unknown("lists mutants, runs none")
    said = [*common.surroundings(call, step), *common.chosen_packages(call)]
    if not call.has("--in-diff"):
        said.append(beyond("all mutants, where the gate looks at changed lines"))
    if call.values("--shard"):
        said.append(covered("only a part of the mutants"))
    return gate(Equal("mutants", tuple(said)))


def package(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo package` and `cargo publish`: without `--dry-run` that one leaves something behind."""
    if call.subcommand == "publish" and not call.has("--dry-run", "-n"):
        return Judged(Kind.DEPLOY, "publishes")
    if call.has("--list", "-l"):
        return unknown("lists files, packs none")
    said = [*common.compiled(call, step), *common.chosen_packages(call)]
    if call.has("--no-verify"):
        said.append(covered("does not build what it packs"))
    return gate(Equal("package", tuple(said)))


def hack(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo hack`: sets of features, versions of Rust, or only a way to start another command."""
    inner = call.second
    if not inner:
        return closed("rewrites manifests") if call.has("--remove-dev-deps") else unknown("no subcommand is known")
    if call.has("--rust-version", "--version-range"):
        ranged = [beyond("more versions than the declared one")] if call.has("--version-range") else []
        if call.has("--each-feature", "--feature-powerset"):
            ranged.append(beyond("each feature by itself"))
        said = [*common.compiled(call, step), *([] if inner == "check" else [beyond(f"runs `{inner}`")]), *ranged]
        return gate(Equal("msrv", tuple(said)))
    if not call.has("--each-feature", "--feature-powerset"):
        plain = CargoCall(call.program, call.toolchain, inner, "", call.options, call.free, call.rest, call.has_holes)
        return INNER[inner](plain, step, context) if inner in INNER else unknown(f"runs `{inner}`")
    said = [*common.compiled(call, step), *common.chosen_packages(call)]
    if call.has("--feature-powerset"):
        said.append(beyond("every combination of features"))
    if inner != "check":
        said.append(beyond(f"runs `{inner}` with each"))
    left_out = [value for value in call.values("--exclude-features", "--skip") if is_known(value)]
    if left_out:
        said.append(covered(f"without features {quoted(left_out)}"))
    return gate(Equal("features", tuple(said)))


def locked(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo metadata`, `cargo update` and `cargo generate-lockfile`: with `--locked` they judge the lock."""
    if call.has("--locked", "--frozen"):
        return gate(Equal("lockfile", tuple(common.surroundings(call, step))))
    if call.subcommand == "metadata":
        return unknown("prints what the workspace is made of")
    return Judged(Kind.SETUP, "writes Cargo.lock")


def msrv(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo msrv`."""
    if call.second != "verify":
        return unknown("looks for the oldest Rust")
    return gate(Equal("msrv", tuple(common.surroundings(call, step))))


INNER = {
    "check": compiling.check,
    "build": compiling.build,
    "clippy": compiling.clippy,
    "doc": compiling.doc,
    "test": compiling.test,
}
