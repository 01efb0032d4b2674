"""Why nothing can be committed now: what is under way in the repository, who commits, which paths cannot be meant."""

from typing import Final

from ferrule.workspace.index_swap import lock_of, stays_locked
from ferrule.workspace.own_index import NOT_UTF8, Repository, asked, names_in, said, why_of

_UNDER_WAY: Final = {
    "MERGE_HEAD": "a merge",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase, or patches being applied,",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "sequencer": "a cherry-pick or revert",
    "BISECT_LOG": "a bisection",
}
"""What git leaves in its folder until it is done."""
_MODULE: Final = "160000 "


def refusal(repo: Repository, names: tuple[str, ...]) -> str:
    """Give why these paths, relative to the top of the repository, cannot be committed now; empty when they can."""
    for mark, what in _UNDER_WAY.items():
        if (repo.folder / mark).exists():
            return f"{what} is under way here ({mark}): end it, or take it back, first"
    if unmerged := said(repo, "diff-files", "--name-only", "--diff-filter=U", "-z"):
        return f"conflicts are not resolved: {', '.join(sorted(names_in(unmerged)))}"
    if stays_locked(repo):
        return f"git's index is locked: another git is at work, or one was killed and left {lock_of(repo)}"
    return _nobody(repo) or _unfit(repo, names)


def _nobody(repo: Repository) -> str:
    """Give git's words where it does not know who commits; what it would guess from the machine's name is no one."""
    for role in ("AUTHOR", "COMMITTER"):
        told = asked(repo, "-c", "user.useConfigOnly=true", "var", f"GIT_{role}_IDENT")
        if not told.ok:
            return f"git does not know who commits: {why_of(told)}"
    return ""


def _unfit(repo: Repository, names: tuple[str, ...]) -> str:
    """Give why one of the paths cannot be committed as it stands here."""
    if not names:
        return "no path was named"
    for name in names:
        if name in (".", "..") or name.startswith(("../", "/")):
            return f"{name}: is no file within the repository"
        if NOT_UTF8 in name or "\0" in name or not _is_text(name):
            return f"{name!a}: is no name in UTF-8, and cannot be told to git"
        place = repo.top / name
        if place.is_dir() and not place.is_symlink() and not _is_known(repo, name):
            return f"{name}: is a folder, and only files are committed" + (
                "; it is a repository of its own and no submodule" if (place / ".git").exists() else ""
            )
    return ""


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _is_known(repo: Repository, name: str) -> bool:
    """Give whether git knows a folder by this name: a submodule, or a file of which it has taken the place."""
    return bool(said(repo, "ls-files", "--stage", "-z", "--", name).startswith(_MODULE)) or bool(
        asked(repo, "cat-file", "-t", f"HEAD:{name}").stdout.text.startswith("blob")
    )
