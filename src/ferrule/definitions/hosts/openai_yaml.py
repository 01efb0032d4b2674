"""`agents/openai.yaml`, by which Codex knows that a skill is not to be chosen by itself (M02)."""

from collections.abc import Mapping
from typing import Final

from ferrule.definitions.hosts.exported import Exported, remark
from ferrule.definitions.hosts.yaml_writing import document
from ferrule.definitions.names import LONGEST
from ferrule.definitions.yaml_text import Tree, read_yaml
from ferrule.facts.definition import Definition, Invocation, Value

OPENAI_FILE: Final = "agents/openai.yaml"
_ALLOW: Final = "allow_implicit_invocation"
_KEPT: Final = ("interface", "dependencies")


def with_openai_yaml(definition: Definition, skill: Exported) -> Exported:
    """Give the skill with a file that says who may start it; one that is there already stays where it says so.

    Codex lets a skill be chosen by itself when it cannot read the file, so an explicit-only one is held to the letter.
    """
    found = skill.files.get(OPENAI_FILE)
    is_explicit = definition.invocation is Invocation.EXPLICIT
    if found is not None and (not is_explicit or _is_closed(found)):
        return skill
    tree = _tree(found) if found is not None else {}
    text = document({**_interface(definition, tree), "policy": _policy(tree, allowed=not is_explicit)})
    remarks = skill.remarks
    if found is not None:
        words = f"{OPENAI_FILE}: written anew, so that Codex does not choose the skill by itself"
        remarks = (*remarks, remark(definition, "closed-for-codex", words))
    return Exported({**skill.files, OPENAI_FILE: text.encode()}, skill.executable, remarks)


def closed_for_codex(definition: Definition, skill: Exported) -> Exported:
    """Give an explicit-only skill with the file that keeps it closed; any other as it is."""
    return with_openai_yaml(definition, skill) if definition.invocation is Invocation.EXPLICIT else skill


def _is_closed(content: bytes) -> bool:
    """Tell whether the file keeps a skill closed for every reader: strict ones refuse what is written twice."""
    tree = read_yaml(content.decode(errors="replace"))
    if not isinstance(tree, Tree) or tree.repeated or tree.remarks or not isinstance(tree.value, Mapping):
        return False
    policy = tree.value.get("policy")
    others = (tree.value.get(key, {}) for key in _KEPT)
    return (
        isinstance(policy, Mapping)
        and policy.get(_ALLOW) is False
        and tree.written.get(("policy", _ALLOW)) == "false"
        and all(isinstance(one, Mapping) for one in others)
    )


def _tree(content: bytes) -> Mapping[str, Value]:
    tree = read_yaml(content.decode(errors="replace"))
    return tree.value if isinstance(tree, Tree) and isinstance(tree.value, Mapping) else {}


def _interface(definition: Definition, tree: Mapping[str, Value]) -> dict[str, Value]:
    kept = {key: tree[key] for key in _KEPT if isinstance(tree.get(key), Mapping)}
    shown = definition.name.replace("-", " ").title()[:LONGEST]
    return {"interface": {"display_name": shown}, **kept}


def _policy(tree: Mapping[str, Value], *, allowed: bool) -> Value:
    policy = tree.get("policy")
    return {**(policy if isinstance(policy, Mapping) else {}), _ALLOW: allowed}
