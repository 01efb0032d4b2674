"""Files while the edits of an answer are made on them, and every edit that cannot be made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.escalation.answers.places import Unfit, checked, placed, text_of
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes


@dataclass(slots=True)
class Draft:
    """The new texts, as far as the edits came."""

    tree: Tree
    before: dict[Path, bytes] = field(default_factory=dict)
    after: dict[Path, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def edit(self, where: str, name: str, change: Callable[[bytes], bytes]) -> None:
        """Make one edit; what is wrong with it is kept, with the words that say where in the answer it stands."""
        try:
            path = placed(self.tree, name)
            if path not in self.before:
                self.before[path] = self.after[path] = text_of(self.tree, path)
            self.after[path] = checked(self.tree, path, change(self.after[path]))
        except Unfit as fault:
            self.told.append(f"{where}: {fault}")

    def changes(self) -> Changes:
        """Give the files that differ.

        Raises:
            Unfit: telling every edit that could not be made.
        """
        if self.told:
            raise Unfit("; ".join(self.told))
        return {path: text for path, text in self.after.items() if text != self.before[path]}
