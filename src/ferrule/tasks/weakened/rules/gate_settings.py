"""ferrule's own settings: gates taken out, thresholds lowered, undecided rows accepted."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.settings import Settings
from ferrule.tasks.tables import Table, read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused
from ferrule.tasks.weakened.senses import Sense, Senses, loosened

ID: Final = "gate-settings"


def _of(before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {"ferrule.toml": before}, {"ferrule.toml": after}


_GATE: Final = '[[gate]]\nid = "miri"\nargv = ["cargo", "miri", "test"]\nfailed = "UB"\nprofiles = ["release"]\n'
_HEAD: Final = "[workspace]\n[workspace.metadata.ferrule]\n"
EXAMPLES: Final = (
    refused(*_of("[coverage]\ntotal = 95", "[coverage]\ntotal = 60")),
    refused(*_of("", "[coverage]\ntotal = 60")),
    refused(*_of("[coverage]\ntotal = 95", "")),
    refused({"ferrule.toml": "[coverage]\ntotal = 95"}, {}),
    refused(*_of("[coverage]\nexclude = []", '[coverage]\nexclude = ["src/parser.rs"]')),
    refused(*_of("", '[coverage]\nsince = "HEAD"')),
    refused(*_of("", 'allow-skip = ["not-installed"]')),
    refused(*_of('profile = "release"', 'profile = "quick"')),
    refused(*_of("", 'profile = "quick"')),
    refused(*_of('[profiles]\nstandard = ["fmt", "clippy", "test"]', '[profiles]\nstandard = ["fmt", "test"]')),
    refused(*_of("", '[profiles]\nstandard = ["fmt"]')),
    refused(*_of(_GATE, "")),
    refused(*_of(_GATE, _GATE.replace('"cargo", "miri", "test"', '"true"'))),
    refused(*_of(_GATE, _GATE.replace('failed = "UB"', 'failed = "never"'))),
    refused(*_of("[mutants]\nmissed = 0", "[mutants]\nmissed = 40")),
    refused(*_of("", '[semver]\nbaseline = "HEAD"')),
    refused({"Cargo.toml": _HEAD + "coverage.total = 95"}, {"Cargo.toml": _HEAD + "coverage.total = 50"}),
    noted(*_of("", 'timeout = "1h"')),
    fine(*_of("[coverage]\ntotal = 90", "[coverage]\ntotal = 95")),
    fine(*_of("", _GATE)),
    fine(*_of('allow-skip = ["not-installed"]', "")),
    fine(*_of('profile = "standard"', 'profile = "release"')),
    fine(*_of(_GATE, _GATE.replace('["release"]', '["standard", "release"]'))),
    fine({"Cargo.toml": _HEAD + "coverage.total = 95"}, {"Cargo.toml": _HEAD + "coverage.total = 96"}),
)  # fmt: skip
_DEFAULTS: Final = Settings()
_SENSES: Final = Senses(
    (
        (r"coverage\.(?:total|file|changed)", Sense.LESS),
        (r"coverage\.exclude|allow-skip", Sense.EXCUSES),
        (r"coverage\.since|mutants\.since|semver\.baseline|gate\..*\.(?:argv|failed|reads)", Sense.FIXED),
        (r"mutants\.missed", Sense.MORE),
        (r"gate|gate\..*\.profiles|profiles\..*|fix\.published", Sense.DEMANDS),
        (r"gate\..*|profile", Sense.FREE),
    ),
    {
        "coverage.total": _DEFAULTS.coverage.total,
        "coverage.file": _DEFAULTS.coverage.file,
        "coverage.changed": _DEFAULTS.coverage.changed,
        "mutants.missed": _DEFAULTS.mutants.missed,
    },
)
_ORDER: Final = {"quick": 0, "standard": 1, "release": 2}


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give settings that ask for less, in `ferrule.toml` and in the metadata of a manifest."""
    for path, before, after in scene.difference.pairs():
        name = path.rpartition("/")[2]
        for old, new in _settings(name, before, after):
            for found in loosened(old, new, _SENSES):
                yield Weakened(ID, path, found.line, found.words, found.is_note)
            for line, words in _profiles(old, new):
                yield Weakened(ID, path, line, words)


def _settings(name: str, before: bytes, after: bytes) -> Iterator[tuple[Table, Table]]:
    old, new = read(before), read(after)
    if name == "ferrule.toml":
        yield old, new
    elif name == "Cargo.toml":
        for section in ("workspace", "package"):
            place = (section, "metadata", "ferrule")
            yield Table(old.table(*place)), Table(new.table(*place))


def _profiles(old: Table, new: Table) -> Iterator[tuple[int, str]]:
    was, now = (str(side.at("profile") or _DEFAULTS.profile) for side in (old, new))
    if was != now and _ORDER.get(now, -1) < _ORDER.get(was, 0):
        yield new.line(("profile",)), f"the profile was `{was}` and is `{now}`"
    for name in new.table("profiles").keys() - old.table("profiles").keys():
        if name in _ORDER:
            yield new.line(("profiles", name)), f"the profile `{name}` has gates of its own choice now"
