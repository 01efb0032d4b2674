"""What Codex keeps beside a skill: `agents/openai.yaml`, in any of its shapes; a broken one closes the skill (C5)."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ferrule.definitions.decode import read_text
from ferrule.definitions.there import exists
from ferrule.definitions.unheard import unheard
from ferrule.definitions.values import truth
from ferrule.definitions.yaml_text import Broken, Tree, read_yaml
from ferrule.facts.definition import Invocation, Remark, Value
from ferrule.facts.finding import Level

FILE: Final = "agents/openai.yaml"
_SWITCH: Final = "allow_implicit_invocation"
_FACES: Final = frozenset(
    {"display_name", "short_description", "icon_small", "icon_large", "brand_color", "default_prompt"}
)
_LEGACY: Final = frozenset({"name", "description", "prompt", "version", "model", "instructions"})
_KNOWN: Final = frozenset({"interface", "dependencies", "policy"})
_LONGEST: Final = {"display_name": 64, "default_prompt": 1024}


@dataclass(frozen=True, slots=True)
class Beside:
    """What the file says."""

    invocation: Invocation = Invocation.IMPLICIT
    remarks: tuple[Remark, ...] = ()


def read_beside(folder: Path, name: str) -> Beside:
    """Give what stands in the file of a skill in this folder; nothing where there is none."""
    path = folder / FILE
    if not exists(path):
        path = path.with_suffix(".yml")
        if not exists(path):
            return Beside()
    read = read_text(path)
    if isinstance(read, Remark):
        return _closed(path, read.message, read.line)
    tree = read_yaml(read.text)
    if isinstance(tree, Broken):
        return _closed(path, f"is no YAML ({tree.problem})", tree.line)
    keys = {} if tree.value is None else tree.value
    if not isinstance(keys, Mapping) or not isinstance(keys.get("policy"), Mapping | None):
        return _closed(path, "is no list of keys and values, or its 'policy' is none", tree.lines.get(("policy",), 1))
    remarks = [*read.remarks, *tree.remarks, *_faces(keys, tree.lines, name)]
    if path.name != Path(FILE).name:
        remarks.append(Remark("openai-yaml-name", Level.WARNING, "Codex reads `openai.yaml` only"))
    invocation = _invocation(tree, keys, remarks)
    line = unheard(read.text, frozenset(tree.lines.values()), sys.maxsize)
    if line is not None:
        words = "a line that may close the skill is part of something else; the skill is taken for explicit-only"
        remarks.append(Remark("invocation-unclear", Level.WARNING, words, line=line))
        invocation = Invocation.EXPLICIT
    return Beside(invocation, tuple(replace(one, path=str(path)) for one in remarks))


def _invocation(tree: Tree, keys: Mapping[str, Value], remarks: list[Remark]) -> Invocation:
    """Give who may start the skill, closed where that is said twice or not understood."""
    invocation = Invocation.IMPLICIT
    switches = list(_switches(keys))
    named = [place for place in tree.lines if _is_switch(place[-1])]
    is_told_twice = max(len(named), len(switches)) > 1
    for place, value in switches or ((place, None) for place in named):
        allowed = None if is_told_twice else truth(value)
        if allowed is None:
            words = f"{'.'.join(place)!r} is not understood; the skill is taken for explicit-only"
            remarks.append(Remark("invocation-unclear", Level.WARNING, words, line=tree.lines.get(place)))
        elif place != ("policy", _SWITCH):
            words = f"{'.'.join(place)!r} belongs under 'policy': Codex does not see it there"
            remarks.append(Remark("openai-yaml-place", Level.WARNING, words, line=tree.lines.get(place)))
        if not allowed:
            invocation = Invocation.EXPLICIT
    return invocation


def _closed(path: Path, words: str, line: int | None) -> Beside:
    remedy = "Mend the file: Codex itself starts the skill as if it were open to all."
    words = f"{path.name} {words}; the skill is taken for explicit-only"
    remark = Remark("openai-yaml-broken", Level.ERROR, words, line=line, path=str(path), remedy=remedy)
    return Beside(Invocation.EXPLICIT, (remark,))


def _switches(value: Value, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Yield each place where it is said whether a model may start the skill, however deep."""
    if isinstance(value, tuple):
        for one in value:
            yield from _switches(one, (*above, "-"))
    for key, one in value.items() if isinstance(value, Mapping) else ():
        if _is_switch(key):
            yield (*above, key), one
        else:
            yield from _switches(one, (*above, key))


def _is_switch(key: str) -> bool:
    return key.replace("-", "_").lower() == _SWITCH


def _faces(keys: Mapping[str, Value], lines: Mapping[tuple[str, ...], int], name: str) -> Iterator[Remark]:
    """Yield what is wrong with how the skill is shown."""
    interface = keys.get("interface")
    if "interface" in keys and not isinstance(interface, Mapping):
        yield Remark("wrong-type", Level.WARNING, "'interface' is no list of keys", line=lines.get(("interface",)))
    for key in keys:
        line = lines.get((key,))
        if key in _FACES:
            words = f"{key!r} belongs under 'interface': Codex does not see it there"
            yield Remark("openai-yaml-place", Level.NOTE, words, line=line)
        elif key not in _KNOWN | _LEGACY | {_SWITCH}:
            yield Remark("unknown-key", Level.NOTE, f"Codex knows no key {key!r}", line=line)
    shown = interface if isinstance(interface, Mapping) else keys
    above = ("interface",) if isinstance(interface, Mapping) else ()
    for key, most in _LONGEST.items():
        text = shown.get(key)
        if isinstance(text, str) and len(text) > most:
            words = f"{key!r} has {len(text)} characters; {most} are allowed"
            yield Remark("too-many-characters", Level.WARNING, words, line=lines.get((*above, key)))
    prompt = shown.get("default_prompt")
    if isinstance(prompt, str) and f"${name}" not in prompt:
        words = f"'default_prompt' does not name the skill: it should hold '${name}'"
        yield Remark("prompt-without-name", Level.NOTE, words, line=lines.get((*above, "default_prompt")))
