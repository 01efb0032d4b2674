"""A discovery as `ferrule.discover/1`."""

from ferrule.facts.discovery import Adoptable, Adoption, Discovery, Equal, Find
from ferrule.process.redact import mask


def discovery_object(found: Discovery, adoption: Adoption | None) -> dict[str, object]:
    """Give all finds, places that could not be read and, where something was to be adopted, what became of it."""
    return {
        "schema": "ferrule.discover/1",
        "workspace": found.workspace,
        "files": list(found.files),
        "finds": [_find(find) for find in found.finds],
        "unread": [{"path": one.path, "line": one.line, "message": mask(one.words)} for one in found.unread],
        "adoption": _adoption(adoption) if adoption else None,
    }


def _find(find: Find) -> dict[str, object]:
    return {
        "source": find.source.value,
        "path": find.path,
        "line": find.line,
        "command": mask(find.command),
        "runs": [mask(text) for text in find.runs],
        "kind": find.kind.value,
        "why": mask(find.why),
        "equals": [_equal(one) for one in find.equals],
        "uncovered": [mask(text) for text in find.uncovered],
        "adoptable": {Adoptable.YES: "yes", Adoptable.BY_NAME: "by-name", Adoptable.NO: "no"}[find.adoptable],
        "why_not": mask(find.why_not),
        "name": find.name or None,
        "argv": [mask(word) for word in find.argv] or None,
        "within": list(find.within),
        "conditions": [mask(one) for one in find.conditions],
    }


def _equal(equal: Equal) -> dict[str, object]:
    told = [{"words": mask(one.words), "beyond": one.is_beyond} for one in equal.differences]
    return {"gate": equal.gate, "differences": told}


def _adoption(adoption: Adoption) -> dict[str, object]:
    left = [{"path": one.find.path, "line": one.find.line, "why": mask(one.why)} for one in adoption.left_out]
    return {
        "file": adoption.file,
        "adopted": [find.name for find in adoption.adopted],
        "left_out": left,
        "diff": mask(adoption.diff),
        "note": adoption.note,
    }
