"""Aliases of models in the user's own settings: what they stand for, and every mistake with its line (E05, P03)."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from config.sources import complaint
from config.test_user import MODEL, refusal, settled
from ferrule.config.user_form import user_schema
from ferrule.facts.responders import ModelSettings
from ferrule.facts.tiers import Tiers

TIERS = '[tiers]\nhaiku = "openai:small"\nsonnet = "anthropic:middle"\n"gpt-9.1" = "openai:gpt-9.1"\n'
LEVELS = '[tiers.levels]\n1 = "haiku"\n3 = "openai:big"\n'


def fits(text: str) -> bool:
    """Give whether an editor would accept these settings."""
    return jsonschema.Draft7Validator(user_schema()).is_valid(tomllib.loads(text))


def test_aliases_and_levels_are_read(tmp_path: Path) -> None:
    """Each alias has its model, each level its alias or model, and the file is known."""
    tiers = settled(tmp_path, TIERS + LEVELS).tiers

    models = {"haiku": "openai:small", "sonnet": "anthropic:middle", "gpt-9.1": "openai:gpt-9.1"}
    assert Tiers(models, {1: "haiku", 3: "openai:big"}, str(tmp_path / "mine.toml")) == tiers
    assert {} == settled(tmp_path, "").tiers.models
    assert fits(TIERS + LEVELS)


def test_a_responder_takes_an_alias(tmp_path: Path) -> None:
    """It is looked up when the settings load; a full name stays as it is."""
    text = TIERS + MODEL.replace("openai:gpt-x", "sonnet") + 'models = {level2 = "haiku", level3 = "openai:x"}\n'

    big = settled(tmp_path, text).named("big")

    assert isinstance(big, ModelSettings)
    assert ("anthropic:middle", "openai:small", "openai:x") == (big.model, big.of_level(2), big.of_level(3))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[tiers]\nsonnet = "gpt-x"', "mine.toml:2: tiers.sonnet: 'gpt-x': takes a provider and a name"),
        ('[tiers]\nsonnet = "haiku"', "mine.toml:2: tiers.sonnet: 'haiku': takes a provider and a name"),
        ('[tiers]\n\ninherit = "a:b"', "mine.toml:3: tiers.inherit: 'inherit' means the model of whoever asks"),
        ("[tiers]\nsonnet = 3", "mine.toml:2: tiers.sonnet: expected `"),
        ("[tiers]\nsonnet = {a = 'b'}", "mine.toml:2: tiers.sonnet: takes a model, such as 'openai:gpt-x'"),
        ('[tiers]\nlevels = "a:b"', "mine.toml:2: tiers.levels: takes a table"),
        ('[tiers]\n"My model" = "a:b"', "mine.toml:2: tiers.My model: a name has lower-case letters"),
        (TIERS + '[tiers.levels]\n4 = "haiku"', "mine.toml:6: tiers.levels.4: no such level; known: 1, 2, 3"),
        (TIERS + '[tiers.levels]\n1 = "haikuu"', "mine.toml:6: tiers.levels.1: 'haikuu': takes a provider and a name"),
        (TIERS + '[tiers.levels]\n1 = "haikuu"', "or an alias of [tiers]; did you mean 'haiku'?"),
        (TIERS + MODEL.replace("openai:gpt-x", "sonet"), "mine.toml:7: responder.big.model: 'sonet': takes a provider"),
        (TIERS + MODEL.replace("openai:gpt-x", "sonet"), "did you mean 'sonnet'?"),
        (TIERS + MODEL + 'models = {level3 = "opus"}', "responder.big.models.level3: 'opus': takes a provider"),
        ('sonnet = "a:b"', "mine.toml:1: sonnet: no such key"),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """No chain of aliases, no level that is none, no alias that nothing stands for."""
    assert said in refusal(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    ["[tiers]\nsonnet = {a = 'b'}", "[tiers]\nlevels = 'a:b'", "[tiers.levels]\n4 = 'a:b'", "[tiers]\n'A b' = 'c:d'"],
)
def test_an_editor_marks_what_ferrule_refuses(text: str) -> None:
    """The schema tells the levels from the aliases."""
    assert not fits(text)


@pytest.mark.parametrize("text", ['[tiers]\nsonnet = "openai:gpt-x"\n', 'tier = "sonnet"\n'])
def test_a_workspace_cannot_set_them(tmp_path: Path, text: str) -> None:
    """Whoever checks a workspace out must not ask a model that its author chose."""
    assert "not in a workspace's file: it belongs into your own" in complaint(tmp_path, text)
