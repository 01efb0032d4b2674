"""Commands that compile: `check`, `build`, `clippy`, `doc`, and tests in all their forms."""

from collections.abc import Iterator

from ferrule.discovery.judging import common
from ferrule.discovery.judging.cargo_call import CargoCall
from ferrule.discovery.judging.judged import Context, Judged, beyond, closed, covered, gate, quoted
from ferrule.discovery.judging.lint_flags import flags_in, flags_of
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Difference, Equal, Kind
from ferrule.syntax.shell.words import is_known

_ARTEFACT = ("--artifact-dir", "--out-dir")


def check(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo check`; under the declared Rust it is the gate `msrv`."""
    toolchain = common.toolchain_of(call, step)
    if toolchain and _same_version(toolchain, context.rust_version):
        said = [one for one in common.compiled(call, step) if one.words != f"toolchain `{toolchain}`"]
        said += [*common.chosen_packages(call), *common.features_below_all(call), *_denies(step)]
        return gate(Equal("msrv", tuple(said)))
    return gate(Equal("check", tuple(_checked(call, step))))


def build(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo build`: with a profile of its own it makes something to hand on, else it is a check that links."""
    profile = "".join(call.values("--profile")[:1])
    if call.has("--release", "-r", *_ARTEFACT) or profile not in ("", "dev", "test"):
        return Judged(Kind.SETUP, "builds what is handed on")
    found = check(call, step, context)
    return gate(
        *(Equal(one.gate, (*one.differences, covered("builds, where the gate only checks"))) for one in found.equals)
    )


def rustc(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo rustc`: a build with options for the compiler, which no gate hands on."""
    found = build(call, step, context)
    if found.kind is not Kind.GATE or not call.rest:
        return found
    words = " ".join(call.rest)
    told = beyond(f"compiler options `{words}`" if is_known(words) else "compiler options of its own")
    return gate(*(Equal(one.gate, (*one.differences, told)) for one in found.equals))


def clippy(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo clippy`."""
    if call.has("--fix"):
        return closed("rewrites source files")
    ambient, own = flags_in(dict(step.variables), "RUSTFLAGS"), flags_of(call.rest)
    said = [*common.compiled(call, step), *common.chosen_packages(call), *common.features_below_all(call)]
    said += common.targets_below_all(call)
    if not (own.denies_warnings or ambient.denies_warnings or call.has_holes):
        said.append(covered("warnings are not denied"))
    asked = [f"-D {lint}" for lint in own.denied] + [f"-W {lint}" for lint in own.warned]
    if asked:
        said.append(beyond(f"lints {quoted(asked)}"))
    if own.allowed:
        said.append(covered(f"allows {quoted(own.allowed)}"))
    if own.others and all(map(is_known, own.others)):
        is_less = set(own.others) <= {"--no-deps", "--cap-lints", "warn"}
        said.append((covered if is_less else beyond)(f"lint options `{' '.join(own.others)}`"))
    if call.subcommand == "cranky":
        said.append(beyond("lints of Cranky.toml"))
    return gate(Equal("clippy", tuple(said)))


def doc(call: CargoCall, step: Step, _: Context) -> Judged:
    """Judge `cargo doc`."""
    if call.has("--open"):
        return closed("opens a browser")
    flags = flags_in(dict(step.variables), "RUSTDOCFLAGS")
    own = flags_of(call.rest if call.subcommand == "rustdoc" else ())
    said = [*common.compiled(call, step), *common.chosen_packages(call), *common.features_below_all(call)]
    if not call.has("--no-deps") and call.subcommand == "doc":
        said.append(covered("documents dependencies too"))
    if call.has("--document-private-items"):
        said.append(beyond("private items"))
    if not (flags.denies_warnings or own.denies_warnings):
        denied = [*flags.denied, *own.denied]
        said.append(covered(f"denies only {quoted(denied)}" if denied else "warnings are not denied"))
    if own.others and all(map(is_known, own.others)):
        said.append(beyond(f"rustdoc options `{' '.join(own.others)}`"))
    if others := " ".join(flags.others):
        said.append(beyond(f"RUSTDOCFLAGS `{others}`" if is_known(others) else "RUSTDOCFLAGS of its own"))
    return gate(Equal("doc", tuple(said)))


def test(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo test`: without chosen targets it runs the documentation's examples too."""
    if call.has("--no-run"):
        found = check(call, step, context)
        said = [one for one in found.equals[0].differences if one.words != "libraries and programs alone"]
        return gate(Equal(found.equals[0].gate, (*said, covered("builds tests, runs none"))))
    said = [*common.compiled(call, step), *common.chosen_packages(call), *common.features_below_all(call)]
    said += [*_denies(step), *_harness(call)]
    if call.has("--doc"):
        return gate(Equal("doctest", tuple(said)))
    chosen = (*said, *common.only_targets(call))
    if call.has("--all-targets") or len(chosen) > len(said):
        return gate(Equal("test", chosen))
    return gate(Equal("test", tuple(said)), Equal("doctest", tuple(said)))


def nextest(call: CargoCall, step: Step, context: Context) -> Judged:
    """Judge `cargo nextest run`."""
    if call.second == "archive":
        return Judged(Kind.SETUP, "builds what is handed on")
    if call.second != "run":
        return Judged(Kind.UNKNOWN, "tells about tests, runs none")
    if call.has("--no-run"):
        return test(call, step, context)
    said = [*common.compiled(call, step), *common.chosen_packages(call)]
    if not call.has("--archive-file"):
        said += common.features_below_all(call)
    said += [*_denies(step), *common.only_targets(call), *_harness(call)]
    filters = [value for value in call.values("-E", "--filter-expr", "--filterset") if is_known(value)]
    if filters:
        said.append(covered(f"only tests with {quoted(filters)}"))
    if any(is_known(value) and value not in ("default", "none") for value in call.values("--run-ignored")):
        said.append(beyond("ignored tests"))
    if call.values("--partition"):
        said.append(covered("only a part of the tests"))
    profiles = [value for value in call.values("--profile", "-P") if value != "default" and is_known(value)]
    if profiles:
        said.append(beyond(f"nextest profile {quoted(profiles)}"))
    return gate(Equal("nextest", tuple(said)))


def _checked(call: CargoCall, step: Step) -> Iterator[Difference]:
    yield from common.compiled(call, step)
    yield from common.chosen_packages(call)
    yield from common.features_beside_default(call)
    yield from common.targets_below_all(call)
    yield from _denies(step)


def _denies(step: Step) -> Iterator[Difference]:
    flags = flags_in(dict(step.variables), "RUSTFLAGS")
    if flags.denies_warnings:
        yield covered("denies warnings, as `clippy` does")


def _harness(call: CargoCall) -> Iterator[Difference]:
    """Yield what the words for the test program change."""
    filters, skipped, others, waiting = [*call.free], [], [], list(call.rest)
    while waiting:
        word = waiting.pop(0)
        name, _, value = word.partition("=")
        if name in ("--test-threads", "--color", "--format", "-Z", "--logfile", "--shuffle-seed"):
            waiting = waiting if value else waiting[1:]
        elif name == "--skip":
            skipped.append(value or (waiting.pop(0) if waiting else ""))
        elif not word.startswith("-"):
            filters.append(word)
        elif name not in ("--nocapture", "--no-capture", "--show-output", "-q", "--quiet", "--exact", "--report-time"):
            others.append(word)
    ignored = {"--ignored", "--include-ignored"} & set(others)
    if ignored:
        yield beyond("ignored tests")
    if other := [word for word in others if word not in ignored and is_known(word)]:
        yield beyond(f"test options {quoted(other)}")
    if skipped := [word for word in skipped if is_known(word)]:
        yield covered(f"without tests {quoted(skipped)}")
    if named := [word for word in filters if is_known(word)]:
        yield covered(f"only tests with {quoted(named)}")


def _same_version(toolchain: str, declared: str) -> bool:
    def parts(version: str) -> list[str]:
        return [*version.split("."), "0", "0"][:3]

    return bool(declared) and toolchain[:1].isdigit() and parts(toolchain.partition("-")[0]) == parts(declared)
