"""Standard output and error where a CI service reads commands from them: foreign text gives it none."""

import os
from typing import Any, TextIO, cast

from ferrule.report.escape import for_workflow_log


def log_safe(stream: TextIO, *, as_json: bool = False) -> TextIO:
    """Give the stream, within GitHub Actions one that breaks up what its runner would take for a command.

    With `as_json` only what can stand within a line is written otherwise, as an escape that means the same.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return stream
    return cast("TextIO", _Defused(stream, as_json=as_json))


class _Defused:
    """A stream like the one it holds, but for what is written."""

    def __init__(self, stream: TextIO, *, as_json: bool) -> None:
        self._stream = stream
        self._as_json = as_json

    def write(self, text: str) -> int:
        safe = text.replace("##[", "##\\u005b") if self._as_json else for_workflow_log(text)
        self._stream.write(safe)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":  # what looks for the bytes below would write past this
            raise AttributeError(name)
        return getattr(self._stream, name)
