"""Cargo.toml: tests, members and lints that are left out of the build."""

import re
from collections.abc import Iterator
from typing import Any, Final

from ferrule.facts.difference import Difference
from ferrule.tasks.rust.attributes import attributes
from ferrule.tasks.tables import Table, read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused
from ferrule.tasks.weakened.senses import LEVELS, Sense, Senses, loosened

ID: Final = "manifest"
_P: Final = '[package]\nname = "a"\n'
_T: Final = _P + '[[test]]\nname = "t"\n'
_W: Final = '[workspace]\nmembers = ["a", "b"]\n'


def _of(before: str, after: str) -> tuple[dict[str, str], dict[str, str]]:
    return {"Cargo.toml": before}, {"Cargo.toml": after}


EXAMPLES: Final = (
    refused(*_of(_T, _T + "harness = false")),
    refused(*_of(_T, _T + "test = false")),
    refused(*_of(_T, _T + 'required-features = ["slow"]')),
    refused(*_of(_P, _P + "autotests = false")),
    refused(*_of(_P, _P + "[lib]\ntest = false")),
    refused(*_of(_P, _P + "[lib]\ndoctest = false")),
    refused(*_of(_P, _P + "[profile.test]\ndebug-assertions = false")),
    refused(*_of(_P, _P + "[profile.dev]\noverflow-checks = false")),
    refused(*_of(_T + "[package.x]\nautotests = false", _P)),
    refused(*_of(_W, _W.replace(', "b"', ""))),
    refused(*_of(_W, _W + 'exclude = ["b"]')),
    refused(*_of(_W, _W + 'default-members = ["a"]')),
    refused(*_of(_P + '[lints.rust]\nunsafe_code = "forbid"', _P)),
    refused(*_of(_P + '[lints.rust]\nunsafe_code = "deny"', _P + '[lints.rust]\nunsafe_code = "warn"')),
    refused(*_of(_P, _P + '[lints.clippy]\nall = "allow"')),
    refused(*_of(_P, _P + '[lints.clippy]\nall = { level = "allow", priority = -1 }')),
    refused(*_of(_P + "[lints]\nworkspace = true", _P)),
    refused(*_of(_P, _P + '[package.metadata.cargo-machete]\nignored = ["serde"]')),
    noted(*_of(_P, _P + '[lints.clippy]\npedantic = { level = "warn", priority = -1 }\nmust_use_candidate = "allow"')),
    noted({"Cargo.toml": _P, "src/lib.rs": "#![allow(clippy::manual_map)]"},
          {"Cargo.toml": _P + '[lints.clippy]\nmanual_map = "allow"', "src/lib.rs": ""}),
    noted(*_of(_P + 'rust-version = "1.70"', _P + 'rust-version = "1.80"')),
    noted(*_of(_P + '[features]\ndefault = ["std"]\nstd = []', _P + "[features]\ndefault = []\nstd = []")),
    fine(*_of(_P, _P + '[lints.rust]\nunsafe_code = "forbid"')),
    fine(*_of(_P + '[lints.rust]\na = "warn"', _P + '[lints.rust]\na = { level = "deny", priority = 1 }')),
    fine(*_of(_W, _W.replace('"b"', '"b", "c"'))),
    fine({"Cargo.toml": _W, "b/Cargo.toml": _P}, {"Cargo.toml": _W.replace(', "b"', "")}),
    fine({"Cargo.toml": _P}, {"Cargo.toml": _T + "harness = false", "tests/t.rs": "fn main() { run() }"}),
    fine(*_of(_P, _P + '[dependencies]\nserde = "1"\n[[bench]]\nname = "b"\nharness = false')),
    fine(*_of(_P + '[lints.rust]\nunsafe_code = "deny"',
              _P + '[lints]\nworkspace = true\n[workspace.lints.rust]\nunsafe_code = "deny"')),
)  # fmt: skip
_SENSES: Final = Senses(
    (
        (r"package\.autotests|lib\.(?:test|doctest)|(?:test|bin|example)\..*\.(?:harness|test)", Sense.OFF),
        (r"profile\.(?:test|dev)\.(?:debug-assertions|overflow-checks)", Sense.OFF),
        (r"test\..*\.required-features|workspace\.exclude|(?:package|workspace)\.metadata\..*\.(?:ignored?|skip.*)",
         Sense.EXCUSES),
        (r"test|workspace\.members|workspace\.default-members", Sense.DEMANDS),
    ),
    other=False,
)  # fmt: skip

_TOLD: Final = (
    ("package", "rust-version"),
    ("workspace", "package", "rust-version"),
    ("lib", "path"),
    ("package", "build"),
)
"""Keys of which a reader should know."""
_GROUPS: Final = ("all", "pedantic", "nursery", "restriction", "cargo", "style", "complexity", "warnings")
"""Groups of lints; who asks for one for the first time may leave out single ones."""


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give what a manifest leaves out now."""
    for path, before, after in scene.difference.pairs():
        if path.rpartition("/")[2] == "Cargo.toml" and path in scene.difference.after:
            old, new = read(before), read(after)
            for found in loosened(old, new, _SENSES):
                if not _is_settled(scene.difference, path, found.words):
                    yield Weakened(ID, path, found.line, found.words)
            yield from _narrowed(path, old, new)
            yield from _lints(path, old, new, _allowed(scene))
            yield from _noted(path, old, new)


def _is_settled(difference: Difference, path: str, words: str) -> bool:
    """Say whether a new target is meant, or a member whose folder is gone, too."""
    key, _, rest = words.partition(" ")
    folder = path.rpartition("/")[0]
    home = f"{folder}/" if folder else ""
    parts = key.strip("`").split(".")
    new = difference.after.keys() - difference.before.keys()
    if parts[0] in {"test", "bin", "example"} and len(parts) > 2:
        return any(name.endswith((f"/{parts[1]}.rs", f"/{parts[1]}/main.rs")) for name in new)
    gone = difference.before.keys() - difference.after.keys()
    if parts == ["test"]:
        return all(any(name.endswith(f"/{one}.rs") for name in gone) for one in _listed(rest))
    if parts[:1] == ["workspace"] and "no longer" in rest:
        return all(f"{home}{one.strip('./')}/Cargo.toml" in gone for one in _listed(rest))
    return False


def _listed(rest: str) -> list[str]:
    return rest.removeprefix("no longer has ").split(", ")


def _narrowed(path: str, old: Table, new: Table) -> Iterator[Weakened]:
    """Give default members where there were none: commands without `--workspace` leave out the others."""
    keys = ("workspace", "default-members")
    if old.at("workspace") is not None and old.at(*keys) is None and new.at(*keys) is not None:
        yield Weakened(ID, path, new.line(keys), "only some members are built where none is named")


def _allowed(scene: Scene) -> frozenset[str]:
    """Give the lints that sources allowed for all that is around: such an attribute may move to the manifest."""
    found = (one.text for path, text in scene.difference.before.items() if path.endswith(".rs")
             for one in attributes(text) if one.is_inner and one.name in {"allow", "cfg_attr"})  # fmt: skip
    return frozenset(name for text in found for name in re.findall(r"\w+", text))


def _lints(path: str, old: Table, new: Table, allowed: frozenset[str]) -> Iterator[Weakened]:
    was, now = _levels(old), _levels(new)
    shares = new.at("lints", "workspace") is True
    for lint, level in was.items():
        if now.get(lint, 0) < level and not (shares and f"workspace.{lint}" in now):
            yield Weakened(ID, path, _line(new, lint), f"the lint `{lint}` weighs less than before")
    for lint, level in now.items():
        if not level and lint not in was:
            *tool, name = lint.split(".")
            with_group = any(
                now.get(".".join((*tool, group))) and ".".join((*tool, group)) not in was for group in _GROUPS
            )
            is_note = name in allowed or with_group
            yield Weakened(ID, path, _line(new, lint), f"the lint `{lint}` is switched off", is_note)
    if old.at("lints", "workspace") is True and not shares and new.at("package") is not None:
        yield Weakened(ID, path, 0, "the lints of the workspace no longer hold here")


def _levels(table: Table) -> dict[str, int]:
    """Give the level of each lint, by its table and name; 0: allowed."""
    found = {}
    for above in (("lints",), ("workspace", "lints")):
        for tool, lints in table.table(*above).items():
            for name, value in lints.items() if isinstance(lints, dict) else ():
                level = value.get("level") if isinstance(value, dict) else value
                found[".".join((*above[:-1], "lints", tool, name.replace("-", "_")))] = LEVELS.get(str(level), 1)
    return {key.replace("lints.", "", 1): level for key, level in found.items()}


def _line(table: Table, lint: str) -> int:
    *above, tool, name = lint.split(".")
    named = next((one for one in table.table(*above, "lints", tool) if one.replace("-", "_") == name), None)
    return table.line((*above, "lints", tool, named)) if named is not None else 0


def _noted(path: str, old: Table, new: Table) -> Iterator[Weakened]:
    for keys in _TOLD:
        was, now = old.at(*keys), new.at(*keys)
        if was != now and (was is not None or keys[-1] != "rust-version"):
            yield Weakened(ID, path, new.line(keys), f"`{'.'.join(keys)}` was {was} and is {now}", is_note=True)
    lost = set(_strings(old.at("features", "default"))) - set(_strings(new.at("features", "default")))
    if lost:
        words = f"not on by default any more: {', '.join(sorted(lost))}; tests behind it run nowhere by themselves"
        yield Weakened(ID, path, new.line(("features", "default")), words, is_note=True)


def _strings(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
