"""The text of a first `ferrule.toml`: every key with its default, and what was found in the workspace."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.config.rules import Known
from ferrule.facts.settings import Settings

SCHEMA: Final = ".ferrule/settings.json"
"""Where editors find the schema, relative to the root."""
_DEFAULT = Settings()
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Sight:
    """What files tell of a workspace, without Cargo."""

    crates: tuple[str, ...]
    published: tuple[str, ...]
    """Those whose manifest does not forbid to publish them."""
    has_tests: bool
    has_unsafe: bool
    has_criterion: bool
    configs: tuple[str, ...]
    """Settings of other tools, relative to the root: `deny.toml`, `.config/nextest.toml`."""


def starter(sight: Sight, known: Known) -> str:
    """Give the text; each table is a comment, so that the defaults stay in force until somebody chooses."""
    parts = (_head(sight), _profile(sight, known), _limits(), _profiles(known), _gates(sight), _own(sight))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _head(sight: Sight) -> Iterator[str]:
    yield f"#:schema ./{SCHEMA}"
    yield "# Settings of ferrule for this workspace. Every key may be left out; what stands behind `#` is the default"
    yield "# or an example. `ferrule config show` prints what is in force, `ferrule config schema` every key."
    yield "#"
    yield f"# Found: {_listed(sight.crates, 'crate')}; to publish: {_listed(sight.published, 'crate')};"
    yield f"# {'tests' if sight.has_tests else 'no tests'}; {', '.join(sight.configs) or 'no settings of other tools'}."


def _profile(sight: Sight, known: Known) -> Iterator[str]:
    yield f"# The profile that `ferrule check` climbs: {', '.join(known.profiles)}, or one of [profiles]."
    if not sight.has_tests:
        yield "# There are no tests yet: the gates that run them say `nothing-seen`, and that cannot be accepted."
    if sight.published:
        yield "# There are crates to publish: `--profile release` climbs every gate before you do."
    yield f'profile = "{_DEFAULT.profile}"'
    yield "# Reasons for which an undecided gate does not count, as `--allow-skip` does:"
    yield '# allow-skip = ["no-network"]'


def _limits() -> Iterator[str]:
    yield "# Compiler processes at once; left out: Cargo decides."
    yield "# jobs = 4"
    yield '# Limits for each gate and for the whole climb: seconds, or a text such as "90s", "10m", "1h30m".'
    yield f"# timeout = {_DEFAULT.timeout_s:g}"
    yield '# budget = "1h"'


def _profiles(known: Known) -> Iterator[str]:
    yield "# [profiles]"
    for name, gates in known.profiles.items():
        if name != "release":
            yield f"# {name} = [{', '.join(f'{chr(34)}{gate}{chr(34)}' for gate in gates)}]"
    yield "#"
    yield "# [timeouts]"
    yield f'# {known.gates[-1]} = "5m"'


def _gates(sight: Sight) -> Iterator[str]:
    coverage, fix = _DEFAULT.coverage, _DEFAULT.fix
    yield "# Percent of lines: of all, of each file, of those changed since a revision (empty: the merge base)."
    yield "# [coverage]"
    yield f"# total = {coverage.total:g}"
    yield f"# file = {coverage.file:g}"
    yield f"# changed = {coverage.changed:g}"
    yield f'# since = "{coverage.since}"'
    yield "# exclude = []"
    yield "#"
    if sight.published:
        yield f"# The public API of {_listed(sight.published, 'crate')}; empty: the newest release in the registry."
    yield "# [semver]"
    yield f'# baseline = "{_DEFAULT.semver.baseline}"'
    yield "#"
    yield "# [mutants]"
    yield f'# since = "{_DEFAULT.mutants.since}"'
    yield f"# missed = {_DEFAULT.mutants.missed}"
    yield "#"
    yield "# [fix]"
    yield f"# attempts = {fix.attempts}"
    yield f"# budget = {fix.budget_s:g}"
    yield f"# test-timeout = {fix.test_timeout_s:g}"
    yield "# published = []"
    yield f'# clone = "{fix.clone}"'


def _own(sight: Sight) -> Iterator[str]:
    yield "# Gates of your own: one command each, an array of words, never a shell; they run only when the workspace is"
    yield "# trusted (`ferrule trust`)."
    if sight.has_criterion:
        yield "# Criterion was found; make the baseline with `cargo bench --bench NAME -- --save-baseline main`."
        slower = r"^(\S.*?)\s+time: .*\n\s+change: .*\n\s+Performance has regressed"
        yield from _gate("bench", "cargo bench --bench NAME -- --baseline main", r"\btime: +\[", "benchmarks", slower)
        yield "#"
    if sight.has_unsafe or not sight.has_criterion:
        yield "# The word `unsafe` was found: miri looks for undefined behaviour." if sight.has_unsafe else "#"
        passed, failed = (
            r"^test result: .* (\d+) passed",
            r"^test result: FAILED|^error: Undefined Behavior|^error\[E\d+\]: ",
        )
        yield from _gate("miri", "cargo +nightly miri test", passed, "tests", failed)


def _gate(name: str, command: str, seen: str, unit: str, failed: str) -> Iterator[str]:
    yield "# [[gate]]"
    yield f'# id = "{name}"'
    yield f"# argv = [{', '.join(f'{chr(34)}{word}{chr(34)}' for word in command.split())}]"
    yield f'# unit = "{unit}"'
    yield f"# seen = '{seen}'"
    yield f"# failed = '{failed}'"


def _listed(names: tuple[str, ...], noun: str) -> str:
    shown = ", ".join(names[:_MOST_NAMES]) + (", ..." if len(names) > _MOST_NAMES else "")
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'} ({shown})" if names else "none"
