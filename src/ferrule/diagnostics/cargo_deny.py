"""What cargo-deny said, as findings with their places and a part for each of its checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ferrule.diagnostics.cargo_audit_lock import Locked, line_of
from ferrule.diagnostics.cargo_deny_talk import Diagnostic, Krate, Label, Node, Stats, Talk
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Part, Reading, Seen, distinct
from ferrule.facts.status import Reason, Status

TOOL: Final = "cargo-deny"
CHECKS: Final = ("bans", "licenses", "sources", "advisories")
_LEVELS: Final = {"error": Level.ERROR, "warning": Level.WARNING}
"""Notes and help tell what was allowed: with them, a clean workspace would have a finding for each crate."""
# https://embarkstudios.github.io/cargo-deny/checks/ lists the codes of each check; the output does not.
_CODES: Final = {
    "advisories": "vulnerability notice unmaintained unsound yanked advisory-not-detected unknown-advisory"
    " yanked-not-detected",
    "bans": "banned not-allowed duplicate wildcard unmatched-skip unnecessary-skip unmatched-wrapper unused-wrapper"
    " unmatched-skip-root build-script-not-allowed exact-features-mismatch feature-not-explicitly-allowed"
    " feature-banned unknown-feature default-feature-enabled features-enabled checksum-mismatch denied-by-extension"
    " detected-executable detected-executable-script unable-to-check-path unmatched-bypass unmatched-path-bypass"
    " unmatched-glob workspace-duplicate unresolved-workspace-dependency unused-workspace-dependency non-utf8-path"
    " non-root-path",
    "licenses": "rejected unlicensed license-not-encountered license-exception-not-encountered no-license-field"
    " missing-clarification-file parse-error empty-license-field gather-failure",
    "sources": "git-source-underspecified source-not-allowed unmatched-source unmatched-organization",
}
_SECTION: Final = {code: check for check, codes in _CODES.items() for code in codes.split()}
_NOT_LOOKED_UP: Final = frozenset({"index-failure", "index-cache-load-failure"})
_LINT_LEVEL = "lint level defined here"


@dataclass(frozen=True, slots=True)
class Ground:
    """The files that a diagnostic may point into, all by their path relative to the workspace."""

    settings: str
    """The path of deny.toml."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What stands in the settings and in the manifests of the members."""
    manifests: Mapping[str, str] = field(default_factory=dict)
    """The manifest of each member, by its name."""
    crates: tuple[Locked, ...] = ()
    """Of Cargo.lock: where foreign crates stand."""


def read_cargo_deny(talk: Talk, ground: Ground) -> Reading:
    """Turn what was said into findings, parts and the number of crates.

    Crates that could not be looked up in the registry's index give no finding: that is about the machine. Where
    the settings deny yanked crates, they leave the advisories undecided; else the remark tells how many.
    """
    findings = distinct(_findings(talk, ground))
    unknown = [d for d in talk.diagnostics if d.code in _NOT_LOOKED_UP]
    seen = _seen(talk, ground)
    stats = (talk.summary or {}).values()
    return Reading(
        findings,
        seen,
        finished=not any(one.errors for one in stats) if talk.summary else None,
        complaint="\n".join(talk.complaints),
        parts=_parts(talk, unknown, seen),
        remark=f"{_counted(unknown)} not looked up for being yanked" if unknown else "",
        unread=talk.unread,
    )


def _findings(talk: Talk, ground: Ground) -> Iterator[Finding]:
    about_settings = talk.refuses_its_settings
    for diagnostic in talk.diagnostics:
        if diagnostic.severity in _LEVELS and diagnostic.code not in _NOT_LOOKED_UP:
            yield _finding(diagnostic, ground, "settings" if about_settings else None)
    if about_settings and not any(diagnostic.severity == "error" for diagnostic in talk.diagnostics):
        yield Finding(TOOL, "settings", Level.ERROR, talk.complaints[-1], ground.settings)


def _finding(diagnostic: Diagnostic, ground: Ground, section: str | None) -> Finding:
    krate = _krate(diagnostic)
    path, line, column = _place(diagnostic, krate, ground)
    name = f"{krate.name} {krate.version}" if krate else ""
    message = diagnostic.message if not krate or krate.name in diagnostic.message else f"{name}: {diagnostic.message}"
    return Finding(
        TOOL,
        _rule(diagnostic, section),
        _LEVELS[diagnostic.severity],
        message,
        path,
        line,
        column,
        rendered=_rendered(diagnostic),
        package=krate.name if krate else None,
    )


def _rule(diagnostic: Diagnostic, section: str | None) -> str | None:
    """Give the advisory, else `check/code`; the bare code where this ferrule does not know whose it is."""
    if diagnostic.advisory and diagnostic.advisory.id:
        return diagnostic.advisory.id
    section = section or _SECTION.get(diagnostic.code or "")
    return "/".join(part for part in (section, diagnostic.code) if part) or None


def _place(diagnostic: Diagnostic, krate: Krate | None, ground: Ground) -> tuple[str, int | None, int | None]:
    """Give where it stands: a label counts where its words are found at its place, for it names no file."""
    manifest = ground.manifests.get(krate.name) if krate else None
    is_policy = krate is None or _SECTION.get(diagnostic.code or "") != "licenses"
    for label in diagnostic.labels:
        for path in filter(None, (manifest, ground.settings if is_policy else None)):
            if _stands_in(ground.texts.get(path, ""), label):
                return path, label.line, label.column
    if krate is None:
        return ground.settings, next((label.line for label in diagnostic.labels if label.line), None), None
    line = line_of(ground.crates, krate.name, krate.version)
    return ("Cargo.lock", line, None) if line or not manifest else (manifest, None, None)


def _stands_in(text: str, label: Label) -> bool:
    first = label.span.split("\n", 1)[0]
    lines = text.split("\n", label.line)
    return bool(first) and 0 < label.line <= len(lines) and lines[label.line - 1][label.column - 1 :].startswith(first)


def _krate(diagnostic: Diagnostic) -> Krate | None:
    return next((node.krate for node in diagnostic.graphs if node.krate and node.krate.name), None)


def _rendered(diagnostic: Diagnostic) -> str:
    head = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    labels = (f"  {label.span}: {label.message}" for label in diagnostic.labels if label.message)
    notes = (f"  = {note}" for note in diagnostic.notes)
    return "\n".join((head, *labels, *notes, *(f"  {' <- '.join(_chain(node))}" for node in diagnostic.graphs)))


def _chain(node: Node) -> Iterator[str]:
    """Yield one way from the crate up to the workspace."""
    step: Node | None = node
    while step is not None:
        if step.krate:
            yield f"{step.krate.name} {step.krate.version}"
        step = step.parents[0] if step.parents else None


def _seen(talk: Talk, ground: Ground) -> Seen | None:
    count = talk.crates if talk.crates is not None else len(ground.crates) or None
    return None if count is None or talk.summary is None else Seen("crates", count)


def _denies_yanked(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity == "error" or any(
        label.message == _LINT_LEVEL and label.span.strip('"') == "deny" for label in diagnostic.labels
    )


def _counted(unknown: list[Diagnostic]) -> str:
    return "1 crate" if len(unknown) == 1 else f"{len(unknown)} crates"


def _parts(talk: Talk, unknown: list[Diagnostic], seen: Seen | None) -> tuple[Part, ...]:
    """Give a part for each check; one that does not appear in the summary was not made."""
    if talk.refuses_its_settings:
        undecided = (Part(check, Status.INCONCLUSIVE, Reason.NO_CONFIG) for check in CHECKS)
        return (Part("settings", Status.FAILED), *undecided)
    if talk.summary is None:
        return ()
    checks = dict.fromkeys((*CHECKS, *talk.summary))
    parts = {check: _part(check, talk.summary.get(check), seen) for check in checks}
    if any(map(_denies_yanked, unknown)) and parts["advisories"].status is Status.PASSED:
        parts["advisories"] = Part("advisories", Status.INCONCLUSIVE, Reason.NO_NETWORK)
    return tuple(parts.values())


def _part(check: str, stats: Stats | None, seen: Seen | None) -> Part:
    if stats is None:
        reason = Reason.NO_NETWORK if check == "advisories" else Reason.UNREADABLE_OUTPUT
        return Part(check, Status.INCONCLUSIVE, reason)
    return Part(check, Status.FAILED if stats.errors else Status.PASSED, None, seen)
