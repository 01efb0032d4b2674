"""Foreign text made harmless for where it goes."""

import re

# Control characters except tab and line feed, and the characters that reorder text or break lines unseen.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


def for_terminal(text: str) -> str:
    """Give text that cannot move the cursor, colour the screen or hide lines."""
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    return _HARMFUL.sub("\ufffd", text).encode("utf-8", "replace").decode()


def on_one_line(text: str, longest: int) -> str:
    """Give the text as one line of at most so many characters."""
    line = " ".join(for_terminal(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
