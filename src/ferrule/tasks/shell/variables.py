"""Variables that make a program start another one, or change what git does."""

import re
from typing import Final

from ferrule.syntax.shell.calls import Call
from ferrule.syntax.shell.words import is_known
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.running import Again

_GITS: Final = re.compile(r"GIT_(CONFIG(?!_NOSYSTEM)\w*|EXEC_PATH|TEMPLATE_DIR|PROXY_COMMAND)")
_PROGRAMS: Final = re.compile(
    r"(\w+_)?(PAGER|EDITOR|VISUAL|SHELL|RUNNER|WRAPPER|LINKER|SSH|SSH_COMMAND|ASKPASS|EXTERNAL_DIFF|BROWSER|"
    r"PROMPT_COMMAND|LESSOPEN|LESSCLOSE|RUSTC|RUSTDOC|RUSTFMT|CC|CXX|MAKE|RSYNC_RSH|CVS_RSH)"
)
_LOADED: Final = re.compile(r"BASH_ENV|ENV|ZDOTDIR|BASH_FUNC_.*|SHELLOPTS|BASHOPTS")
_OURS: Final = frozenset({"FERRULE_TRUST", "FERRULE_USER_CONFIG", "XDG_STATE_HOME"})
"""What vouches for a workspace, changes the user's settings, or leads ferrule to another key."""
_SPLITTING: Final = frozenset({"read", "mapfile", "readarray"})
"""Programs in front of which the letters that divide words are set for their input alone."""


def variables_refusal(call: Call, again: Again) -> str:
    """Give why a variable may not be set within a task; empty when all of a call's may."""
    for name, value in call.variables:
        shown = (f"{name}={value}",)
        if _GITS.fullmatch(name):
            return refusals.settings(shown)
        if name in _OURS:
            return refusals.users(shown)
        if _LOADED.fullmatch(name) or (re.fullmatch(r"PS\d", name) and re.search(r"[$]\(|`", value)):
            return refusals.unreadable(shown, "it makes shells run what is not on this line")
        if name == "IFS" and not set(call.words[:1]) & _SPLITTING:
            return refusals.unreadable(shown, "it changes how words are read: leave it as it is")
        if _PROGRAMS.fullmatch(name) and value and (found := _started(shown, value, again)):
            return found
    return ""


def _started(shown: tuple[str, ...], value: str, again: Again) -> str:
    """Judge a value that a program would start, with words of its own behind it."""
    return again(f"{value} x") if is_known(value) else refusals.unreadable(shown, "write its value plainly")
