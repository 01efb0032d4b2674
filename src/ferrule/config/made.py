"""The settings as the rest of ferrule reads them, made from the form in which they were written."""

from msgspec import UNSET, UnsetType

from ferrule.config.duration import seconds
from ferrule.config.form import Fix, Form, Gate
from ferrule.facts.settings import (
    CoverageSettings,
    FixSettings,
    MutantsSettings,
    OwnGate,
    SemverSettings,
    Settings,
)


def settings_from(form: Form, file: str) -> Settings:
    """Give the settings that a form without faults means; `file` is the name of the file that it came from."""
    own = {gate.id: seconds(gate.timeout) for gate in form.gate if gate.timeout is not UNSET}
    coverage = form.coverage
    return Settings(
        profile=form.profile,
        profiles=form.profiles,
        allow_skip=frozenset(form.allow_skip),
        jobs=None if form.jobs is UNSET else form.jobs,
        timeout_s=seconds(form.timeout),
        budget_s=_seconds(form.budget),
        timeouts_s={**own, **{gate: seconds(limit) for gate, limit in form.timeouts.items()}},
        coverage=CoverageSettings(coverage.total, coverage.file, coverage.changed, coverage.since, coverage.exclude),
        semver=SemverSettings(form.semver.baseline),
        mutants=MutantsSettings(form.mutants.since, form.mutants.missed),
        fix=_fix(form.fix),
        gates=tuple(_own(gate) for gate in form.gate),
        file=file,
    )


def _fix(fix: Fix) -> FixSettings:
    return FixSettings(
        attempts=fix.attempts,
        budget_s=seconds(fix.budget),
        test_timeout_s=seconds(fix.test_timeout),
        published=fix.published,
        clone=fix.clone,
        max_level=None if fix.max_level is UNSET else fix.max_level,
    )


def _own(gate: Gate) -> OwnGate:
    return OwnGate(
        id=gate.id,
        argv=gate.argv,
        title=gate.title,
        profiles=gate.profiles,
        writes=gate.writes,
        reads=gate.reads,
        unit=gate.unit,
        seen=gate.seen,
        failed=gate.failed,
        timeout_s=_seconds(gate.timeout),
        remedy=gate.remedy,
    )


def _seconds(given: float | str | UnsetType) -> float | None:
    return None if given is UNSET else seconds(given)
