"""The sentences with which a command line is refused: what is closed, and what to do instead."""

from ferrule.syntax.shell.program import shown

_OURS = "`ferrule task finish` makes the commit"


def push(words: tuple[str, ...]) -> str:
    """Refuse what sends commits away."""
    return f"`{shown(words)}`: nobody pushes within a task; {_OURS}, and the user pushes it when they want."


def commit(words: tuple[str, ...]) -> str:
    """Refuse what makes commits, or moves branches to others."""
    return f"`{shown(words)}`: within a task only ferrule commits and moves branches; {_OURS}."


def not_allowed(words: tuple[str, ...]) -> str:
    """Refuse a git command that is none of those which a task needs."""
    return (
        f"`{shown(words)}`: within a task git reads, adds, removes, moves, restores, applies and stashes; "
        "write `git reset -- PATH` to unstage, `git restore PATH` to take a change back."
    )


def settings(words: tuple[str, ...]) -> str:
    """Refuse what changes git's settings, aliases or hooks, or makes it start other programs."""
    return f"`{shown(words)}`: git's settings, aliases and hooks stay as they are within a task; call git without it."


def place(words: tuple[str, ...], name: str) -> str:
    """Refuse what may write where only git, ferrule or the host write."""
    return f"`{shown(words)}`: only git and ferrule write into {name} within a task; `cat` and `ls` may read it."


def secret(words: tuple[str, ...]) -> str:
    """Refuse what reads the key that signs tasks."""
    return f"`{shown(words)}`: ferrule's key is read by ferrule alone; leave it out."


def users(words: tuple[str, ...]) -> str:
    """Refuse an answer that belongs to the user."""
    return f"`{shown(words)}`: this is for the user to say; tell them why it is needed, and let them run it."


def unreadable(words: tuple[str, ...], why: str) -> str:
    """Refuse what could hide a push or a commit."""
    return f"`{shown(words)}` cannot be read within a task: {why}."


def outward(words: tuple[str, ...]) -> str:
    """Refuse what changes something on a server that keeps repositories or packages."""
    return f"`{shown(words)}`: nothing is sent to a server within a task; leave it to the user when the task is over."
