"""Names for gates that may be adopted: short, allowed in settings, each once."""

import re
from typing import Final

from ferrule.discovery.judging.cargo_call import cargo_call
from ferrule.discovery.step import Step, Task
from ferrule.facts.discovery import Source
from ferrule.syntax.shell.program import name_of

_LONGEST: Final = 40
_BAD: Final = re.compile(r"[^a-z0-9]+")
_PREFIXED: Final = {Source.CARGO: "cargo"}


class Names:
    """Gives each command a name of its own."""

    def __init__(self, taken: tuple[str, ...]) -> None:
        self._taken = set(taken)

    def of_task(self, task: Task) -> str:
        """Give a name for a task: that of its source and its own."""
        return self._free(f"{_PREFIXED.get(task.source, task.source.value)}-{task.name}")

    def of_step(self, step: Step) -> str:
        """Give a name for a line of a workflow: its subcommand, and what makes it another gate than that."""
        if name_of(step.words[0]) not in ("cargo", "cross") and not name_of(step.words[0]).startswith("cargo-"):
            words = (word for word in step.words if not word.startswith("-") and "=" not in word)
            return self._free("-".join(words))
        call = cargo_call(step.words)
        parts = [call.subcommand, call.second]
        toolchain = call.toolchain or step.toolchain
        parts.append(
            "" if toolchain in ("", "stable") or call.subcommand in ("miri", "fuzz") else toolchain.partition("-")[0]
        )
        parts += [*call.values("--target"), *call.values("--test", "--bench")]
        parts.append("release" if call.has("--release", "-r") else "")
        parts.append("no-default" if call.has("--no-default-features") else "")
        return self._free("-".join(part for part in parts if part))

    def _free(self, wanted: str) -> str:
        slug = _BAD.sub("-", wanted.lower()).strip("-") or "own"
        name, number = slug[:_LONGEST].rstrip("-"), 1
        while name in self._taken:
            number += 1
            end = f"-{number}"
            name = slug[: _LONGEST - len(end)].rstrip("-") + end
        self._taken.add(name)
        return name
