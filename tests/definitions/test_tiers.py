"""From the model that a definition names to the one that is asked (E05, P03)."""

import pytest

from ferrule.definitions.tiers import UnknownModel, at_level, resolved
from ferrule.facts.tiers import Resolved, Tiers

TIERS = Tiers(
    {"haiku": "openai:small", "sonnet": "openai:middle", "opus": "anthropic:big", "claude-old": "openai:other"},
    {1: "haiku", 2: "sonnet", 3: "opus"},
    "/home/me/config.toml",
)


@pytest.mark.parametrize(
    ("alias", "model", "where"),
    [
        ("sonnet", "openai:middle", "tiers.sonnet in /home/me/config.toml"),
        ("Haiku ", "openai:small", "tiers.haiku in /home/me/config.toml"),
        ("claude-old", "openai:other", "tiers.claude-old in /home/me/config.toml"),
        ("", "", "inherit"),
        ("inherit", "", "inherit"),
        ("mistral:large", "mistral:large", "as written"),
        ("claude-opus-4-5", "claude-opus-4-5", "as written"),
    ],
)
def test_an_alias_has_its_model(alias: str, model: str, where: str) -> None:
    """The user's settings decide before anything else; a full id stays; the alias is kept as it was written."""
    assert Resolved(alias, model, where) == resolved(alias, TIERS)


def test_an_alias_of_nothing_is_told_with_the_line_to_write() -> None:
    """File, table and key are named, and what was probably meant."""
    with pytest.raises(UnknownModel) as told:
        resolved("sonet", TIERS)

    assert "model 'sonet' stands for no model; did you mean 'sonnet'?" in str(told.value)
    assert '/home/me/config.toml below [tiers]: sonet = "openai:gpt-x"' in str(told.value)
    assert (2, "--user" in told.value.hint) == (told.value.exit_code, True)


def test_a_usual_alias_without_settings_is_told() -> None:
    """No model is chosen for the user: `sonnet` alone says nothing of a provider."""
    with pytest.raises(UnknownModel, match=r"'sonnet' stands for no model; say which, in .*config\.toml below") as told:
        resolved("sonnet", Tiers())

    assert "did you mean" not in str(told.value)


def test_a_name_that_toml_would_not_take_is_quoted() -> None:
    """The line can be copied as it is."""
    with pytest.raises(UnknownModel, match=r'below \[tiers\]: "sonnet\[1m\]" = '):
        resolved("sonnet[1m]", Tiers())


@pytest.mark.parametrize(
    ("alias", "level", "model", "where"),
    [
        ("haiku", 1, "openai:small", "tiers.levels.1"),
        ("haiku", 2, "openai:middle", "tiers.levels.2"),
        ("haiku", 3, "anthropic:big", "tiers.levels.3"),
        ("inherit", 2, "openai:middle", "tiers.levels.2"),
        ("opus", 1, "anthropic:big", "tiers.opus"),
        ("sonnet", 4, "openai:middle", "tiers.sonnet"),
    ],
)
def test_a_level_raises_the_model_and_never_lowers_it(alias: str, level: int, model: str, where: str) -> None:
    """Cheap at first, strong at last; whoever asks for a strong one keeps it."""
    assert Resolved(alias, model, f"{where} in /home/me/config.toml") == at_level(alias, level, TIERS)


def test_without_levels_the_definition_decides() -> None:
    """At every level."""
    tiers = Tiers({"haiku": "openai:small"})

    assert [Resolved("haiku", "openai:small", "tiers.haiku")] * 3 == [
        at_level("haiku", one, tiers) for one in (1, 2, 3)
    ]
