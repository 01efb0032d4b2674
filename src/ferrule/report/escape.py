"""Foreign text made harmless for where it goes."""

import re

# Control characters except tab and line feed, and the characters that reorder text or break lines unseen.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NO_XML = re.compile("[\ufffe\uffff]")
_COMMAND = re.compile(r"((?:^|\r)[^\S\r\n]*):(?=:)", re.MULTILINE)
_CODE = re.compile(r"^ *[0-9]+ *\||^@@|^[-+] ", re.MULTILINE)
"""Code in a tool's own text: rustc's numbered lines, or a diff."""
_OLD_COMMAND = re.compile(r"##\[")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


def for_terminal(text: str) -> str:
    """Give text that cannot move the cursor, colour the screen or hide lines."""
    if text.replace("\n", "").replace("\t", "").isprintable():  # nearly all are, and a hundred thousand may come
        return text
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    return _HARMFUL.sub("\ufffd", text).encode("utf-8", "replace").decode()


def as_name(text: str) -> str:
    """Give a name or a path as one word on one line: what nobody would see is marked, so that no two look alike."""
    return _HARMFUL.sub("\ufffd", re.sub(r"[\t\n]", "\ufffd", text)).encode("utf-8", "replace").decode()


def on_one_line(text: str, longest: int) -> str:
    """Give the text as one line of at most so many characters."""
    line = " ".join(for_terminal(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def bounded(text: str, most: int) -> str:
    """Give at most so many characters of a text, harmless for a terminal, and say how many were cut."""
    if len(text) <= most:
        return for_terminal(text)
    return f"{for_terminal(text[:most])}\n[{len(text) - most:,} characters were cut here]"


def bounded_line(text: str, most: int) -> str:
    """Give at most so many characters of a text on one line, and say how many were cut."""
    line = " ".join(for_terminal(text[:most]).split())
    return line if len(text) <= most else f"{line} [{len(text) - most:,} characters were cut here]"


def shows_code(text: str) -> bool:
    """Give whether a tool's text shows lines of a file itself, with their numbers or as a diff."""
    return _CODE.search(text) is not None


def for_xml(text: str) -> str:
    """Give text that XML 1.0 can hold: of the other characters none is left."""
    return text if text.isprintable() else _NO_XML.sub("\ufffd", for_terminal(text))


def for_workflow_log(text: str) -> str:
    """Give text in which no line is a command to the CI service that reads it: `::name::` and `##[name]` are broken up.

    GitHub's runner reads the first where a line begins, after blanks, and the second anywhere; a carriage return ends a
    line, too.
    """
    return _OLD_COMMAND.sub("## [", _COMMAND.sub(r"\1: ", text))
