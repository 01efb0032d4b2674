"""The schema of the user's own settings, as editors read it."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from ferrule.config.user_form import user_schema

SHIPPED = Path(__file__).parents[2] / "docs/schemas/user-settings.json"
COMMAND = "[responder.coder]\nkind = 'command'\nargv = ['coder']\n"
MODEL = "[responder.big]\nkind = 'model'\nmodel = 'openai:gpt-x'\n"


def fits(text: str) -> bool:
    """Give whether an editor would accept these settings."""
    jsonschema.Draft7Validator.check_schema(user_schema())
    return jsonschema.Draft7Validator(user_schema()).is_valid(tomllib.loads(text))


def test_the_shipped_schema_is_that_of_the_code() -> None:
    """The file in `docs` is what the function gives."""
    assert json.loads(json.dumps(user_schema())) == json.loads(SHIPPED.read_text())


@pytest.mark.parametrize(
    "text", ["", f"{COMMAND}edits = 'scratch'\ntimeout = '2m'\n{MODEL}key-variable = 'K'\n", "[routes]\na = 'b'"]
)
def test_an_editor_accepts_what_ferrule_accepts(text: str) -> None:
    """Good settings have no squiggle."""
    assert fits(text)


@pytest.mark.parametrize(
    "text",
    [
        "[responder.x]\nkind = 'comand'\nargv = ['a']",
        "[responder.x]\nargv = ['a']",
        f"{COMMAND}model = 'a:b'",
        f"{MODEL}key-variable = 'sk-secret'",
        f"{MODEL}max-tokens = 0",
        "[escalation]\nlevel1 = ['engine']",
    ],
)
def test_an_editor_marks_what_ferrule_refuses(text: str) -> None:
    """Unknown kinds, keys of the other kind, a key in the place of a variable's name."""
    assert not fits(text)
