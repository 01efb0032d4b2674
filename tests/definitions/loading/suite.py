"""A host's folders as a team fills them over a year: sixty sound definitions, and each common fault once."""

from collections.abc import Mapping
from typing import Final

from definitions.loading.layouts import AGENTS, COMMANDS, SKILLS, skill, text

_FIELDS: Final = ("parsing", "storage", "network", "errors", "tests", "release", "docs", "speed", "unsafe", "macros")
_DOES: Final = ("reviews", "writes", "measures")


def _lead(field: str) -> str:
    front = f"name: {field}-lead\ndescription: Decides about {field} when two people disagree.\ntools: Read, Grep\n"
    body = f"Hand over to @{field}-reviews-agent, read the `{field}-notes` skill, run /{field}-check.\n"
    return text(front, body)


def sound() -> dict[str, str]:
    """Give sixty definitions with nothing wrong, and the files beside them."""
    files = {}
    for field in _FIELDS:
        files[f"{AGENTS}/leads/{field}.md"] = _lead(field)
        for does in _DOES:
            body = f"It {does} {field}. Escalate to @{field}-lead.\n"
            files[f"{AGENTS}/{field}/{does}.md"] = skill(f"{field}-{does}-agent", "model: haiku\n", body)
        notes = f"# {field}\n\n- `references/{field}.md` for the rest\n\nThen `/{field}-check`.\n"
        files[f"{SKILLS}/{field}-notes/SKILL.md"] = skill(f"{field}-notes", "license: MIT\n", notes)
        files[f"{SKILLS}/{field}-notes/references/{field}.md"] = f"# More on {field}\n"
        command = text(
            f"description: Checks {field}.\nargument-hint: <crate>\n", f"Check $ARGUMENTS with ${field}-notes.\n"
        )
        files[f"{COMMANDS}/{field}/{field}-check.md"] = command
    return files


FAULTS: Final[Mapping[str, tuple[str, list[str]]]] = {
    f"{AGENTS}/colon.md": (skill("colon").replace("parser", "parser: fast"), ["yaml-requoted:3"]),
    f"{AGENTS}/escalates.md": (skill("escalates", body="Escalate to @parsing-leed.\n"), ["dangling-agent:6"]),
    f"{AGENTS}/loads.md": (skill("loads", "skills: [closed-notes]\n"), ["preload-explicit:4"]),
    f"{AGENTS}/mac.md": (skill("mac").replace("\n", "\r\n"), ["carriage-returns:1"]),
    f"{AGENTS}/shouting.md": (skill("Shouting"), ["bad-name:2"]),
    f"{AGENTS}/spelt.md": (skill("spelt", "modle: haiku\n"), ["unknown-key:4"]),
    f"{COMMANDS}/hint.md": (text("argument-hint: [a] [b]\n"), ["yaml-broken:2", "yaml-raw:2"]),
    f"{COMMANDS}/shell.md": (text("description: D.\n", "!`git status`\n"), ["shell-substitution:5"]),
    f"{COMMANDS}/storage-notes.md": ("Do.\n", ["shadowed:None"]),
    f"{SKILLS}/closed-notes/SKILL.md": (skill("closed-notes", "disable-model-invocation: yes\n"), []),
    f"{SKILLS}/moved/SKILL.md": (skill("renamed"), ["name-not-folder:2"]),
    f"{SKILLS}/points/SKILL.md": (skill("points", body="`scripts/gone.sh`\n"), ["dangling-file:6"]),
    f"{SKILLS}/unsure/SKILL.md": (skill("unsure", "disable-model-invocation: dunno\n"), ["invocation-unclear:4"]),
}
"""Definitions with one fault each, and what is told of them."""
UNREAD: Final = {
    f"{AGENTS}/README.md": ("# Our agents\n", ["no-front-matter:1"]),
    f"{AGENTS}/nameless.md": (text("description: D.\n"), ["no-name:1"]),
    f"{SKILLS}/mute/SKILL.md": (text("name: mute\n"), ["no-description:1"]),
    f"{SKILLS}/plain/SKILL.md": ("# Only text\n", ["no-front-matter:1"]),
}
"""Files that define nothing, and why."""
