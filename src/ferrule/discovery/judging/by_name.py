"""What names say of a command where nothing else does."""

from ferrule.discovery.judging.judged import Judged, gate, unknown
from ferrule.discovery.judging.other_programs import sounds_like_deploy, sounds_like_gate
from ferrule.discovery.step import Step
from ferrule.facts.discovery import Kind


def unresolved(step: Step) -> Judged:
    """Give what the words of a line say of itself, where no file tells what it runs."""
    why = "which recipe it runs is not known"
    sounds = any(sounds_like_gate(word) for word in step.words[1:] if not word.startswith("-"))
    return Judged(Kind.GATE, "by its name", closes=why) if sounds else unknown(why)


def by_name(name: str) -> Judged:
    """Give what the name alone of a task says; one that publishes is heard first."""
    if sounds_like_deploy(name):
        return Judged(Kind.DEPLOY, "by its name")
    return gate(why="by its name") if sounds_like_gate(name) else unknown("nothing says what it is for")
