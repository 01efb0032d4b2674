"""A gate known by its name alone until something else of it is wanted: importing one costs up to 15 ms."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, cast

from ferrule.gates.gate import Gate


class _Later:
    """Stands for the module that `find` imports, with its id beforehand; all else is the module's own."""

    def __init__(self, gate_id: str, find: Callable[[], Gate]) -> None:
        self.ID = gate_id
        self._find = find

    @cached_property
    def _gate(self) -> Gate:
        return self._find()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gate, name)


def later(gate_id: str, find: Callable[[], Gate]) -> Gate:
    """Give the gate that `find` imports once something besides its id is asked of it."""
    return cast("Gate", _Later(gate_id, find))
