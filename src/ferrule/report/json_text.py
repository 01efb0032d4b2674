"""JSON as ferrule prints it: one object, keys in the order of the contract."""

import json
from collections.abc import Mapping


def json_text(value: Mapping[str, object]) -> str:
    """Give the object as indented JSON; a lone surrogate is written as an escape, so the text is valid UTF-8."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()
