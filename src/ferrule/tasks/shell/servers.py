"""Programs that speak to servers: forges, other histories, packages, and requests written by hand."""

import re
from typing import Final

from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.words import MANY, UNKNOWN, is_known
from ferrule.tasks.shell import refusals
from ferrule.tasks.shell.names import FORGES

_FORGE_READS: Final = frozenset({"view", "list", "ls", "status", "diff", "checks", "watch", "download", "logs"})
_FORGE_WHOLE: Final = frozenset({"search", "status", "version", "help", "completion"})
_HISTORY_READS: Final = frozenset({
    "status", "st", "log", "diff", "di", "show", "cat", "annotate", "blame", "info", "files", "file", "help", "version",
    "root", "id", "identify", "summary", "list", "ls", "manifest", "grep", "smartlog", "evolog", "timeline",
})  # fmt: skip
_PUBLISHING: Final = frozenset(
    {"publish", "release", "smart-release", "yank", "owner", "login", "logout", "workspaces"}
)
_HOSTS: Final = re.compile(
    r"(github|gitlab|bitbucket|codeberg|gitea|forgejo|sr\.ht|dev\.azure|visualstudio|crates\.io|/api/v4/|"
    r"git-receive-pack|/repos/|/_apis/git)",
    re.IGNORECASE,
)
_METHOD: Final = re.compile(r"(post|put|patch|delete)", re.IGNORECASE)
_SENDING: Final = re.compile(
    r"-(-data.*|-form.*|-json.*|-upload-file.*|-post-(data|file).*|-body-(data|file).*|-url-query.*|[dFT].*)"
)
_ASKING: Final = re.compile(r"-(-request|-method|X)=?(.*)")
_UNSEEN: Final = re.compile(r"-(-config|K|-input-file|i)(=.*)?")
_REQUESTS: Final = frozenset({"curl", "wget", "http", "https", "xh", "xhs", "curlie", "httpie"})


def server_refusal(words: tuple[str, ...]) -> str:
    """Give why a call of one of these programs is refused; empty when it may run, or is none of them."""
    name = name_of(words[0])
    if name in FORGES:
        return _forge(words)
    if name in _REQUESTS:
        return _request(words, name)
    return ""


def history_refusal(words: tuple[str, ...]) -> str:
    """Give why a call of another program for histories (jj, hg, svn) is refused; reading ones may run."""
    named = [word for word in words[1:] if not word.startswith("-")]
    command = named[0] if named else "status"
    return "" if command in _HISTORY_READS else refusals.commit(words)


def publishing_refusal(words: tuple[str, ...]) -> str:
    """Give why a call of cargo sends something away; empty when it does not."""
    command = next((word for word in words[1:] if not word.startswith(("-", "+"))), "")
    is_tried = bool({"--dry-run", "-n", "--help", "-h"} & set(words))
    return refusals.outward(words) if command in _PUBLISHING and not is_tried else ""


def _forge(words: tuple[str, ...]) -> str:
    """Pass what lists and shows; `gh api` can do anything and is refused."""
    options = {"--version", "--help", "-h"}
    named = [word for word in words[1:] if not word.startswith("-")]
    reads = not named or named[0] in _FORGE_WHOLE or (len(named) > 1 and named[1] in _FORGE_READS)
    if options & set(words[1:2]) or (reads and all(map(is_known, words[:3])) and "api" not in named[:1]):
        return ""
    return refusals.outward(words)


def _request(words: tuple[str, ...], name: str) -> str:
    """Pass requests that only fetch, and all that go to this machine."""
    rest = words[1:]
    if name in ("curl", "curlie") and any(_UNSEEN.fullmatch(word) and word != "-i" for word in rest):
        return refusals.unreadable(words, "a request whose words lie in a file: write them here")
    if not _sends(rest, name):
        return ""
    places = [word for word in rest if not word.startswith("-") and ("/" in word or "." in word or ":" in word)]
    if any(map(_HOSTS.search, places)):
        return refusals.outward(words)
    if any(UNKNOWN in host or MANY in host for host in map(_host, rest)):
        return refusals.unreadable(words, "write the server's name plainly")
    return ""


def _sends(rest: tuple[str, ...], name: str) -> bool:
    for word, after in zip(rest, (*rest[1:], ""), strict=False):
        asked = _ASKING.fullmatch(word)
        if asked and (_METHOD.match(asked[2] or after) or not is_known(asked[2] or after)):
            return True
        if name.startswith(("http", "xh")) and (_METHOD.fullmatch(word) or re.match(r"\w[\w.-]*:?=", word)):
            return True
        if _SENDING.fullmatch(word) or word in (MANY, UNKNOWN):
            return True
    return False


def _host(word: str) -> str:
    """Give the part of a word that may be a server's name."""
    if word.startswith("-"):
        return ""
    return re.split(r"[:/]", word.partition("://")[2])[0] if "://" in word else word if word in (MANY, UNKNOWN) else ""
