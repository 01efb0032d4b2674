"""ferrule's own commands: which of them belong to the user, and no agent runs them within a task."""

from typing import Final

from ferrule.syntax.shell.words import MANY, UNKNOWN
from ferrule.tasks.shell import refusals

USERS_ANSWERS: Final = (
    ("trust",),
    ("clean",),
    ("init",),
    ("task", "accept"),
    ("task", "answer", "question"),
    ("task", "abandon"),
    ("incidents", "answer"),
    ("incidents", "reopen"),
    ("definitions", "install"),
    ("stats", "forget"),
    ("stats", "import"),
)
"""What decides in the user's place, forgets what is kept, or takes the hooks away; as the first words of a command."""
_OPTION: Final = "--trust"


def own_refusal(words: tuple[str, ...]) -> str:
    """Give why a call of ferrule is refused; empty when it may run. The first word is ferrule itself."""
    if any(word.startswith((MANY, UNKNOWN)) for word in words[1:]):
        return refusals.unreadable(words, "write ferrule's command and its options plainly")
    named = tuple(word for word in words[1:] if not word.startswith("-"))
    is_theirs = any(named[: len(answer)] == answer for answer in USERS_ANSWERS)
    return refusals.users(words) if is_theirs or _OPTION in words else ""
