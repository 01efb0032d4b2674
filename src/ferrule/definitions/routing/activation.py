"""The call by which a skill is started: who may start which, and what he gets (M02)."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from ferrule.facts.definition import Definition, Definitions, Invocation, Kind
from ferrule.facts.routing import Author


class Refusal(StrEnum):
    """Why a skill was not started."""

    EXPLICIT_ONLY = "EXPLICIT_ONLY"
    """Only the user may start it."""
    MODEL_ONLY = "MODEL_ONLY"
    """The user may not start it."""
    UNKNOWN = "UNKNOWN"
    """No skill has the name."""


@dataclass(frozen=True, slots=True)
class Activation:
    """What a call gave: the content of a skill, or why there is none."""

    name: str
    content: str = ""
    """The body in `<skill_content>`, with the list of what lies beside it; empty where it was refused."""
    refusal: Refusal | None = None
    message: str = ""


def activate(name: str, author: Author, definitions: Definitions) -> Activation:
    """Give the content of a skill to whoever may have it; the files beside it are listed and not read.

    Who calls is decided by the caller's side and never by words of the call: model, agent, file and tool are refused
    for what is explicit-only.
    """
    skill = next((one for one in definitions.active if one.kind is Kind.SKILL and one.label == name), None)
    if skill is None:
        return Activation(name, refusal=Refusal.UNKNOWN, message=f"no skill is called {name}")
    if skill.invocation is Invocation.EXPLICIT and author is not Author.USER:
        message = f"{name} is explicit-only: the user has to name it, and this call came from: {author}"
        return Activation(name, refusal=Refusal.EXPLICIT_ONLY, message=message)
    if author is Author.USER and not skill.user_invocable:
        return Activation(name, refusal=Refusal.MODEL_ONLY, message=f"{name} is not for the user to start")
    return Activation(name, content=_content(skill))


def _content(skill: Definition) -> str:
    files = "".join(f"  <file>{escape(path)}</file>\n" for path in skill.files)
    resources = f"<skill_resources>\n{files}</skill_resources>\n" if files else ""
    return f'<skill_content name="{escape(skill.label)}">\n{skill.body.strip()}\n{resources}</skill_content>\n'
