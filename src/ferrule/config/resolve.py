"""All sources put together: flags over environment over file over default, each value with its origin."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import fields

from ferrule.config.fault import BadSettings, Fault, dotted
from ferrule.config.file import File
from ferrule.config.form import Form
from ferrule.config.layers import Layer, of_environment, of_file, of_flags
from ferrule.config.lines import Path
from ferrule.config.made import settings_from
from ferrule.config.rules import Known, broken_rules
from ferrule.config.types import inner
from ferrule.config.walk import faults
from ferrule.errors import WrongUse
from ferrule.facts.settings import Flags, Resolved, Scalar, Value

DEFAULT = "default"


def resolve(file: File | None, environ: Mapping[str, str], flags: Flags, known: Known) -> Resolved:
    """Give the settings in force.

    Raises:
        BadSettings: telling every mistake of the file, or of the environment, with its place.
        WrongUse: when a flag is at fault.
    """
    written = of_file(file) if file else Layer({}, dotted, dotted)
    given, asked = of_environment(environ), of_flags(flags)
    for layer in (written, given, asked):
        _refuse(list(faults(layer.table)), (layer,), asked)
    _refuse(list(broken_rules(msgspec.convert(written.table, Form), known)), (written,), asked)
    layers = (asked, given, written)
    form = msgspec.convert(_merged(*layers), Form)
    _refuse(list(broken_rules(form, known)), layers, asked)
    return Resolved(settings_from(form, file.path.name if file else ""), tuple(_values(form, layers, known)))


def _refuse(found: list[Fault], layers: tuple[Layer, ...], asked: Layer) -> None:
    """Raise when there are faults; each is told at the place in the first layer that has it."""
    if not found:
        return
    told = []
    is_flag = False
    for fault in found:
        layer = next((one for one in layers if one.has(fault.path)), layers[-1])
        is_flag = is_flag or layer is asked
        told.append(f"{layer.place(fault.path)}: {fault.words}")
    words = "\n  ".join(dict.fromkeys(told))
    raise WrongUse(words) if is_flag else BadSettings(words)


def _merged(asked: Layer, given: Layer, written: Layer) -> dict[str, Any]:
    """Give one table; a limit for all gates from a stronger source sets the file's limits by gate aside."""
    table = dict(written.table)
    if given.has(("timeout",)) or asked.has(("timeout",)):
        table.pop("timeouts", None)
        table["gate"] = [_without_limit(gate) for gate in table.get("gate", ())]
    for stronger in (given, asked):
        for key, value in stronger.table.items():
            table[key] = {**table.get(key, {}), **value} if isinstance(value, dict) else value
    return table


def _without_limit(gate: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in gate.items() if key != "timeout"}


def _values(form: Form, layers: tuple[Layer, ...], known: Known) -> Iterator[Value]:
    for path, name, value in _leaves(form, (), ""):
        origins = (layer.origin(path) for layer in layers if layer.has(path))
        origin = DEFAULT if value is None else next(origins, DEFAULT)  # None: a stronger source set it aside
        yield Value(name, value, origin)
        if path == ("profile",):
            for profile, gates in known.profiles.items():
                if profile not in form.profiles:
                    yield Value(f"profiles.{profile}", gates, DEFAULT)


def _leaves(form: Struct, above: Path, before: str) -> Iterator[tuple[Path, str, Scalar]]:
    """Yield each single value of a form with its place and its name."""
    for one in fields(form):
        value, path, name = getattr(form, one.name), (*above, one.encode_name), before + one.encode_name
        if isinstance(value, Struct):
            yield from _leaves(value, path, f"{name}.")
        elif isinstance(value, dict):
            for key, entry in value.items():
                yield (*path, key), f"{name}.{key}", entry
        elif inner(one.type):
            for place, gate in enumerate(value):
                yield from _leaves(gate, (*path, place), f"{name}.{gate.id}.")
        else:
            yield path, name, None if value is UNSET else value
