"""The schema that editors read says what ferrule says."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from config.sources import KNOWN, origins, settled
from ferrule.config.form import schema
from ferrule.config.starter import Sight, starter
from ferrule.facts.settings import Settings

SHIPPED = Path(__file__).parents[2] / "docs/schemas/settings.json"
NOTHING = Sight((), (), has_tests=False, has_unsafe=False, has_criterion=False, configs=())
MUCH = Sight(("a", "b"), ("a",), has_tests=True, has_unsafe=True, has_criterion=True, configs=("deny.toml",))


def fits(text: str) -> bool:
    """Give whether an editor would accept these settings."""
    jsonschema.Draft7Validator.check_schema(schema())
    return jsonschema.Draft7Validator(schema()).is_valid(tomllib.loads(text))


def test_the_shipped_schema_is_that_of_the_code() -> None:
    """`ferrule config schema > docs/schemas/settings.json` was run after the last change."""
    assert json.loads(json.dumps(schema())) == json.loads(SHIPPED.read_text())


@pytest.mark.parametrize(
    "text",
    [
        'profile = "merge"\nallow-skip = ["no-network"]\njobs = 2\ntimeout = "1h30m"\nbudget = 90.5',
        "[profiles]\nmerge = ['fmt']\n[timeouts]\nfmt = '5s'\n[coverage]\ntotal = 80\nexclude = ['a']",
        "[[gate]]\nid = 'miri'\nargv = ['cargo', 'miri', 'test']\ntimeout = 60\nwrites = 'nothing'",
    ],
)
def test_an_editor_accepts_what_ferrule_accepts(tmp_path: Path, text: str) -> None:
    """Good settings have no squiggle."""
    text = text.replace('"merge"', '"quick"')

    assert fits(text)
    assert {} != origins(settled(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "profil = 1",
        "jobs = 0",
        'timeout = "10 m"',
        "[coverage]\ntotal = 101",
        'allow-skip = ["tool-error"]',
        "[[gate]]\nid = 'x'",
        "[[gate]]\nid = 'x'\nargv = 'cargo miri'",
        "[fix]\nattempts = 3",
    ],
)
def test_an_editor_marks_what_ferrule_refuses(text: str) -> None:
    """Unknown keys, wrong types and numbers out of range are seen while they are typed."""
    assert not fits(text)


@pytest.mark.parametrize("sight", [NOTHING, MUCH], ids=["nothing", "much"])
def test_a_first_file_changes_nothing(tmp_path: Path, sight: Sight) -> None:
    """As written, every value is the default; the first line leads editors to the schema."""
    text = starter(sight, KNOWN)
    resolved = settled(tmp_path, text)

    assert text.startswith("#:schema ./.ferrule/settings.json\n")
    assert Settings(file="ferrule.toml") == resolved.settings
    assert max(map(len, text.split("\n"))) <= 120


@pytest.mark.parametrize("sight", [NOTHING, MUCH], ids=["nothing", "much"])
def test_every_line_of_a_first_file_can_be_used(tmp_path: Path, sight: Sight) -> None:
    """Without the `#` before keys and tables it is still a good file, with the same values where it shows defaults."""
    lines = starter(sight, KNOWN).replace("[timeouts]\n# clippy", "[timeouts]\n# fmt").split("\n")
    bare = [line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines]
    settings = settled(tmp_path, "\n".join(bare)).settings

    default = Settings()
    assert (default.coverage, default.semver) == (settings.coverage, settings.semver)
    assert (default.mutants, default.fix, default.timeout_s) == (settings.mutants, settings.fix, settings.timeout_s)
    assert {"quick": ("fmt",), "standard": ("fmt", "clippy")} == settings.profiles
    assert settings.gates
