"""Files that a skill points to: they must lie in its folder (C1)."""

import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from ferrule.definitions.markdown import Markdown
from ferrule.definitions.near import did_you_mean
from ferrule.definitions.not_names import EXAMPLES
from ferrule.definitions.real_path import real_path
from ferrule.facts.definition import Definition, Remark
from ferrule.facts.finding import Level

_FOLDERS: Final = ("references", "scripts", "assets", "templates")
_PATH: Final = re.compile(rf"(?<![\w/.}}~-])(?:\./)?(?P<path>(?:{'|'.join(_FOLDERS)})/[^\s`\"'()<>|,;]+)")
_LINK: Final = re.compile(
    r"\]\(\s*<?(?P<path>[^)\s<>]+)>?(?:\s+[\"'][^)\n]*)?\)|^ {0,3}\[[^\]\n]+\]:\s+<?(?P<other>[^\s<>]+)", re.MULTILINE
)
_OWN_FOLDER: Final = re.compile(r"\$\{CLAUDE_SKILL_DIR\}/(?P<path>[^\s`\"'()<>|,;]+)")
_ALWAYS: Final = partial(bool, 1)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|/|~")
_PATTERN: Final = re.compile(r"[*<>{}$\[\]…]|\.\.\.")
_PLACE: Final = re.compile(r"(?::\d+(?:-\d+)?)?[.:!?]*$")


def file_remarks(definition: Definition, text: Markdown, project: Path | None) -> Iterator[Remark]:
    """Yield what a skill points to and does not bring, once for each path, and what leads out of its folder."""
    folder = os.path.dirname(definition.path)
    told: set[str] = set()
    for written, at, is_meant in _written(definition, text):
        path = _clean(written)
        if not path or path in told or _is_beside(definition, folder, path) or not is_meant():
            continue
        told.add(path)
        fault = _fault(folder, path, project)
        if fault is not None:
            words = fault or f"{path!r} is not there{did_you_mean(path, definition.files)}"
            rule = "file-outside" if fault else "dangling-file"
            level = Level.ERROR if fault else Level.WARNING
            yield Remark(rule, level, words, line=text.line(at))


def _is_beside(definition: Definition, folder: str, path: str) -> bool:
    return path in definition.files and not os.path.islink(f"{folder}{os.sep}{path}")


def _written(definition: Definition, text: Markdown) -> Iterator[tuple[str, int, Callable[[], bool]]]:
    """Yield each path as it is written, with its offset, and whether a file that is there must be meant."""
    own = {one.partition("/")[0] for one in definition.files}
    for match in _PATH.finditer(text.text):
        yield match["path"], match.start("path"), partial(_is_meant, text, match, own)
    for match in _LINK.finditer(text.text):
        at = match.start("path") if match["path"] else match.start("other")
        yield unquote(match["path"] or match["other"]), at, partial(_is_link, text, match)
    for match in _OWN_FOLDER.finditer(text.text):
        yield match["path"], match.start(), _ALWAYS


def _is_meant(text: Markdown, match: re.Match[str], own: Collection[str]) -> bool:
    at = match.start("path")
    fence = text.fence(at)
    if fence is None and not text.is_in_span(at):
        return False  # in plain prose `scripts/x` may belong to anything
    if fence is not None and match["path"].partition("/")[0] not in own:
        return False  # code speaks of the folders of whoever runs it
    return EXAMPLES.search(text.line_text(at)) is None


def _is_link(text: Markdown, match: re.Match[str]) -> bool:
    at, written = match.start(), match["path"] or match["other"]
    if text.fence(at) is not None or text.is_in_span(at) or _SCHEME.match(written):
        return False
    return _is_file(written)


def _is_file(written: str) -> bool:
    """Say whether a link is to a file, and not to a heading or to what a template puts there."""
    return written.startswith((*(f"{one}/" for one in _FOLDERS), "./", "../")) or written.partition("#")[0].endswith(
        ".md"
    )


def _clean(written: str) -> str:
    """Give the path alone; empty for a pattern or a folder."""
    path = _PLACE.sub("", written.partition("#")[0]).removeprefix("./")
    return "" if _PATTERN.search(path) or path.endswith("/") or "\0" in path else path


def _fault(folder: str, path: str, project: Path | None) -> str | None:
    """Give what is wrong with a path: the words, empty for one that is missing; None for nothing."""
    whole = os.path.normpath(os.path.join(folder, path))
    inside = folder.rstrip(os.sep) + os.sep
    if not whole.startswith(inside):
        return f"{path!r} leads out of the folder of the skill"
    if os.path.exists(whole):
        if real_path(whole).startswith(real_path(folder).rstrip(os.sep) + os.sep):
            return None
        return f"{path!r} is a link that leads out of the folder of the skill"
    in_project = project is not None and os.path.exists(project / path)
    return None if in_project else ""
