"""Every subcommand of Cargo that ferrule knows of, and what it is for."""

import re
from collections.abc import Callable
from typing import Final

from ferrule.discovery.judging import compiling, tools
from ferrule.discovery.judging.cargo_call import CargoCall
from ferrule.discovery.judging.judged import Context, Judged, closed, gate, unknown
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Kind

Judge = Callable[[CargoCall, Step, Context], Judged]

EQUAL: Final[dict[str, Judge]] = {
    **tools.INNER,
    "rustdoc": compiling.doc,
    "cranky": compiling.clippy,
    "nextest": compiling.nextest,
    "fmt": tools.fmt,
    "deny": tools.deny,
    "audit": tools.audit,
    "machete": tools.unused,
    "shear": tools.unused,
    "udeps": tools.unused,
    "llvm-cov": tools.coverage,
    "tarpaulin": tools.coverage,
    "semver-checks": tools.semver,
    "mutants": tools.mutants,
    "package": tools.package,
    "publish": tools.package,
    "hack": tools.hack,
    "metadata": tools.locked,
    "update": tools.locked,
    "generate-lockfile": tools.locked,
    "msrv": tools.msrv,
}
"""Those that a built-in gate runs too, in some form."""
_GATES: Final = {
    "bench": "benchmarks", "criterion": "benchmarks", "codspeed": "benchmarks",
    "miri": "undefined behaviour", "careful": "undefined behaviour", "kani": "proofs", "geiger": "unsafe code",
    "fuzz": "fuzzing", "bolero": "fuzzing", "afl": "fuzzing", "hfuzz": "fuzzing", "test-fuzz": "fuzzing",
    "vet": "audits of dependencies", "crev": "reviews of dependencies", "outdated": "outdated dependencies",
    "hakari": "the workspace-hack crate", "sort": "the order of manifests", "lichking": "licences",
    "minimal-versions": "minimal versions", "verify-project": "the manifest",
    "spellcheck": "spelling", "deadlinks": "links in the documentation", "rdme": "the README",
    "sync-readme": "the README", "docs-rs": "documentation as docs.rs builds it",
    "public-api": "the public API", "check-external-types": "types in the public API",
    "insta": "snapshots", "dylint": "lints of its own", "no-std-check": "code without std",
    "check-all-features": "each feature", "test-all-features": "each feature",
}  # fmt: skip
_SETUP: Final = {
    **dict.fromkeys(("install", "binstall", "uninstall", "quickinstall"), "installs programs"),
    **dict.fromkeys(("fetch", "vendor", "prefetch"), "downloads dependencies"),
    **dict.fromkeys(("clean", "sweep", "cache"), "cleans"),
    **dict.fromkeys(("chef", "build-dependencies"), "builds dependencies"),
    **dict.fromkeys(
        ("zigbuild", "xwin", "ndk", "apk", "deb", "rpm", "generate-rpm", "wix", "bundle", "packager", "component",
         "build-sbf", "auditable", "lambda", "aab", "aur", "arch", "cbuild", "cinstall", "capi", "contract", "xbuild"),
        "builds what is handed on",
    ),
    **dict.fromkeys(("cyclonedx", "sbom", "about", "bundle-licenses"), "writes a list of dependencies"),
    **dict.fromkeys(("version", "--version", "-V", "help"), "tells about Cargo"),
}  # fmt: skip
_DEPLOY: Final = {
    **dict.fromkeys(("yank",), "yanks a release"),
    **dict.fromkeys(("login", "logout", "owner"), "changes rights at the registry"),
    **dict.fromkeys(("release", "smart-release", "unleash", "mono", "dist", "workspace-publish"), "releases"),
}
_CLOSED: Final = {
    **dict.fromkeys(("fix", "add", "remove", "upgrade", "init", "new", "set-version", "cranko"), "rewrites files"),
    **dict.fromkeys(("watch", "bacon", "leptos"), "runs until it is stopped"),
}
"""What is no gate, and makes no gate of what runs it."""
_PRINTS: Final = frozenset({
    "tree", "expand", "license", "asm", "bloat", "llvm-lines", "info", "search", "locate-project", "pkgid",
    "read-manifest",
    "show-asm", "depgraph", "modules", "size", "objdump", "nm", "readobj", "strip", "objcopy", "get", "config",
})  # fmt: skip
_NAMING: Final = frozenset({"bench", "criterion", "codspeed", "run", "test-all-features", "install"})
"""Those whose free words are names of one's own."""
_PREPARING: Final = frozenset({"setup", "init", "add", "clean", "self"})
_REWRITING: Final = frozenset({
    "generate", "manage-deps", "remove-deps", "review", "accept", "reject", "certify", "fmt", "prune", "regenerate",
    "cmin", "tmin",
})  # fmt: skip


def subcommand(call: CargoCall, step: Step, context: Context) -> Judged:
    """Give what a cargo command is for; one that ferrule does not know is `unknown`, never guessed."""
    name = call.subcommand
    if call.has("--help", "-h") or (call.has("-V") and name != "afl") or ("--version", "") in call.options:
        return Judged(Kind.SETUP, "tells about Cargo")
    if not name:
        tells = call.has("--version", "-V", "--list", "-vV", "-Vv", "--help", "-h")
        return Judged(Kind.SETUP, "tells about Cargo") if tells else unknown("no subcommand is known")
    if _fixes(call):
        return closed("rewrites source files")
    if name == "rustc":
        return compiling.rustc(call, step, context)
    if name in EQUAL:
        return EQUAL[name](call, step, context)
    return _listed(call, step) or unknown(f"`{name}` is a subcommand that ferrule does not know")


def _fixes(call: CargoCall) -> bool:
    """Tell whether a command says that it mends what it finds; the name of a test may be `fix` too."""
    if call.has("--fix", "--in-place") or "--fix" in call.rest or call.second == "fix":
        return True
    takes_names = call.subcommand in EQUAL or call.subcommand in _NAMING or bool(call.second)
    return not takes_names and call.free[:1] == ("fix",)


def _runs_on(call: CargoCall, step: Step) -> bool:
    """Tell whether a command fuzzes, and nothing says for how long."""
    name, words = call.subcommand, (*(option for option, _ in call.options), *call.rest)
    if name == "fuzz" and call.second == "run":
        return not any(word.startswith(("-max_total_time=", "-runs=", "--max-total-time")) for word in words)
    if name == "afl" and call.free[:1] == ("fuzz",):
        return not call.has("-V", "-E")
    if name == "hfuzz" and call.free[:1] == ("run",):
        return not re.search(r"(?:-N|--iterations|--run_time)\b", dict(step.variables).get("HFUZZ_RUN_ARGS", ""))
    if name == "bolero" and call.free[:1] == ("test",):
        return not call.has("-T", "--time", "-r", "--runs")
    tells = call.has("--max-total-time", "--list", "--replay", "--display", "--no-run")
    return name == "test-fuzz" and not tells and not any(word.startswith("-max_total_time") for word in words)


def _listed(call: CargoCall, step: Step) -> Judged | None:
    name, second = call.subcommand, call.second
    if _runs_on(call, step):
        return closed("runs until it is stopped")
    if special := _special(call):
        return special
    if second in _PREPARING:
        return Judged(Kind.SETUP, f"prepares cargo-{name}")
    if second in _REWRITING:
        return closed("rewrites files")
    for listed, kind in ((_GATES, Kind.GATE), (_SETUP, Kind.SETUP), (_DEPLOY, Kind.DEPLOY)):
        if name in listed:
            return Judged(kind, listed[name])
    if name in _CLOSED:
        return closed(_CLOSED[name])
    return unknown("prints something") if name in _PRINTS else None


def _special(call: CargoCall) -> Judged | None:
    """Give what a command is for whose other words decide; None where they do not."""
    name, second = call.subcommand, call.second
    if name in ("workspaces", "ws"):
        return Judged(Kind.DEPLOY, "releases") if second in ("publish", "version") else unknown("works on members")
    if name == "dist" and call.free[:1] in (("plan",), ("generate",), ("init",), ("build",)):
        return Judged(Kind.SETUP, "builds what is handed on")
    if name == "sqlx":
        return gate(why="prepared queries") if call.has("--check") else unknown("works on a database")
    if (name, second) == ("codspeed", "build"):
        return Judged(Kind.SETUP, "prepares cargo-codspeed")
    if name == "insta" and call.has("--accept", "--force-update-snapshots"):
        return closed("rewrites files")
    if name in ("sort", "rdme", "sync-readme") and not call.has("--check", "-c"):
        return closed("rewrites files")
    return unknown("runs a program") if name == "run" else None
