"""How an editor is told to open a file at a place."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CODE: Final = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
_JETBRAINS: Final = frozenset({"idea", "clion", "rustrover", "rust-rover", "fleet"})
_COLON: Final = frozenset({"hx", "helix", "subl", "sublime_text", "zed", "zeditor", "mcedit", "lapce"})
"""Those that take `FILE:LINE:COLUMN`."""
_PLUS_COMMA: Final = frozenset({"nano", "pico", "rnano"})
_PLUS_COLON: Final = frozenset({"emacs", "emacsclient", "micro", "gedit", "gnome-text-editor", "kak", "xed", "pluma"})
_WINDOWS: Final = frozenset({"gvim", "mvim", "kate", "gedit", "gnome-text-editor", "xed", "pluma", "neovide"})
"""Those with windows of their own, beside the families above."""
_IN_TERMINAL: Final = frozenset({"-nw", "--no-window-system", "-t", "--tty"})


@dataclass(frozen=True, slots=True)
class Opening:
    """The command that opens an editor."""

    argv: tuple[str, ...]
    takes_terminal: bool


def opening(environ: Mapping[str, str], path: Path, line: int, column: int) -> Opening | None:
    """Give how the user's editor is opened at a place; None where `VISUAL` and `EDITOR` name none.

    Line and column count from 1.
    """
    try:
        words = shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "")
    except ValueError:  # a quote without an end
        words = []
    if not words:
        return None
    name = Path(words[0]).name.removesuffix(".exe")
    argv = (*words, *_place(name, str(path), line, column))
    return Opening(argv, takes_terminal=not _has_windows(name, words, environ))


def _place(name: str, path: str, line: int, column: int) -> tuple[str, ...]:
    if name in _CODE:
        return "-g", f"{path}:{line}:{column}"
    if name in _JETBRAINS:
        return "--line", str(line), "--column", str(column - 1), path
    if name == "kate":
        return "-l", str(line), "-c", str(column), path
    if name in _COLON:
        return (f"{path}:{line}" if name == "mcedit" else f"{path}:{line}:{column}",)
    if name in _PLUS_COMMA:
        return f"+{line},{column}", path
    if name in _PLUS_COLON:
        return f"+{line}:{column}", path
    return f"+{line}", path  # vi and its kin; most others took the habit over


def _has_windows(name: str, words: list[str], environ: Mapping[str, str]) -> bool:
    if name.startswith("emacs"):
        has_display = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")) or os.uname().sysname == "Darwin"
        return has_display and not _IN_TERMINAL.intersection(words)
    return name in _CODE | _JETBRAINS | _WINDOWS | {"subl", "sublime_text", "zed", "zeditor", "lapce"}
