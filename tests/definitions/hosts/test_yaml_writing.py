"""YAML that is read alike by all: the common reader, the strict one, and the loader's own."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from definitions.hosts.reference import properties
from ferrule.definitions.hosts.yaml_writing import document, front_matter, scalar
from ferrule.definitions.yaml_text import Tree, read_yaml

HARD = (
    *(
        "",
        " ",
        "true",
        "No",
        "null",
        "~",
        "1",
        "1.5",
        "0o17",
        "1e3",
        "y",
        "on",
        "- a",
        "a: b",
        "a #b",
        "a:",
        "#a",
        "'a",
        '"a',
    ),
    *(
        "a\nb",
        "a\r\nb",
        "\ta",
        "a ",
        "[a]",
        "{a: b}",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "? a",
        "---",
        "a --- b",
    ),
    *(
        "\u2028",
        "a\x85b",
        "\ufeffa",
        "\x00\x07\x7f",
        "é",
        "😀 \U0001f600",
        "\\",
        'say "x"',
        "a, b; c (d) `e` -- f",
        "<<",
        "=",
        "a---",
    ),
)


@pytest.mark.parametrize("text", HARD, ids=repr)
def test_a_text_stays_what_it_is(tmp_path: Path, text: str) -> None:
    """As a value and as a key, in every reader."""
    made = front_matter({"name": "x", "description": f"d{text}", "metadata": {f"k{text}": text}})
    (tmp_path / "SKILL.md").write_text(f"{made}body", encoding="utf-8", newline="")

    strict = properties(tmp_path)

    assert {f"k{text}": text} == strict.metadata == yaml.safe_load(made.split("---")[1])["metadata"]
    assert f"d{text}".strip() == strict.description
    ours = read_yaml(made.split("---")[1])
    assert isinstance(ours, Tree)
    assert {"name": "x", "description": f"d{text}", "metadata": {f"k{text}": text}} == ours.value


def test_plain_prose_stays_readable() -> None:
    """Quotes stand only where they are needed."""
    text = "Use it for CLI, TUI and services (not for `cargo`); it doesn't guess."

    assert text == scalar(text)


def test_random_texts_stay_what_they_are() -> None:
    """Whatever characters come together."""
    chance = random.Random(7)  # noqa: S311 - texts, not secrets
    letters = "ab-:#'\" \n\t\r\\{}[],&*!|>%@`?=~0.1é\u2028\ufeff\x85😀"
    texts = ["".join(chance.choices(letters, k=chance.randint(0, 9))) for _ in range(1500)]

    made = document({str(index): text for index, text in enumerate(texts)})

    assert texts == list(yaml.safe_load(made).values())
    assert "---" not in made


def test_values_of_all_kinds_nest() -> None:
    """Tables in lists, lists in tables, empty ones, numbers and truth values."""
    keys: dict[str, Any] = {
        "hooks": {"Stop": ({"matcher": "a|b", "hooks": ({"type": "command"},)}, ("x", ("y",)), (), {})},
        "numbers": (1, -2, 1.5, 1e300),
        "nothing": None,
        "truth": (True, False),
        "empty": (),
    }

    assert {
        "hooks": {"Stop": [{"matcher": "a|b", "hooks": [{"type": "command"}]}, ["x", ["y"]], [], {}]},
        "numbers": [1, -2, 1.5, 1e300],
        "nothing": None,
        "truth": [True, False],
        "empty": [],
    } == yaml.safe_load(document(keys))
