"""The catalog's gates are what their modules say, also those that are imported late."""

from importlib import import_module

import pytest

from ferrule.gates.catalog import GATES
from ferrule.gates.gate import Gate


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.ID)
def test_a_gate_is_its_module(gate: Gate) -> None:
    """Name, words and files are those of its module, and so is its text, on which remembered verdicts hang."""
    module = import_module(f"ferrule.gates.{gate.ID.replace('-', '_')}")

    for name in ("ID", "TITLE", "WRITES", "READS", "TOOL", "UNIT", "NOTHING"):
        assert getattr(module, name) == getattr(gate, name)
    assert module.__file__ == getattr(gate, "__file__", None)
