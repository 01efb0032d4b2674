"""The form that the arms of a match share: what they do with the name and the fields of their variant, or a count."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from ferrule.repair.moves.shapes.matches import Arm, Missed

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+")
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?![\w.])")
_PATH: Final = re.compile(r"((?:\w+::)*)([A-Z]\w*)(?=$|[\s({])")
_CALLED: Final = re.compile(r"[\w:.]*(?:\w\0[VF]\0\w*|\0[VF]\0\w+)\([^\0\"]*\)$")
_OPPOSITES: Final = frozenset({"Ok", "Err", "Some", "None"})
_FORMS: Final[tuple[Callable[[list[str]], str], ...]] = (
    lambda words: "_".join(words).lower(),
    lambda words: "-".join(words).lower(),
    lambda words: " ".join(words).lower(),
    lambda words: "".join(words).lower(),
    lambda words: "_".join(words).upper(),
    lambda words: "".join(words).upper(),
    lambda words: " ".join(word.capitalize() for word in words),
    lambda words: " ".join(words).capitalize(),
)
"""Ways to write `TwoWords` in names and texts."""


def formed(arms: Sequence[Arm], one: Missed, names: Sequence[str]) -> tuple[str, bool] | None:
    """Give the body for a variant with its fields bound to names, and whether all arms have that form.

    A form that speaks neither of the variant nor of its fields is none: the arms would all be one. Where the arms
    differ, those with as many fields may agree; one alone has to speak of both. Success and failure, something and
    nothing are opposites: there the one says nothing of the other.
    """
    if one.variant in _OPPOSITES:
        return None
    single = [arm for arm in arms if len(arm.variants) == 1 and arm.variants[0] and not arm.guarded]
    if len(single) == len(arms) and (body := _agreed(single, one, names, most=False)):
        return body, True
    alike = [arm for arm in single if len(arm.binds) == len(names)]
    named = [arm for arm in alike if not one.braces or set(arm.binds) == set(names)]
    body = _agreed(alike if len({_form(arm, 0) for arm in alike}) == 1 else named, one, names, most=True)
    return (body, False) if body else None


def _agreed(arms: Sequence[Arm], one: Missed, names: Sequence[str], *, most: bool) -> str:
    for kind in range(len(_FORMS)):
        forms = Counter(_form(arm, kind) for arm in arms)
        if not forms or (len(forms) > 1 and not most):
            continue
        form, times = forms.most_common(1)[0]
        of_variant, of_fields = "\0V" in form or "\0F" in form, "\0B" in form
        lone = of_fields and (of_variant or not most) and ";" not in form
        if lone or ((of_variant or of_fields) and times > 1 and len(forms) == 1):
            body = _filled(form, one, names, kind)
            if body:
                return body
    return ""


def called(arms: Sequence[Arm], one: Missed) -> str | None:
    """Give the body where some variants have functions of their own, named after them: `Op::Less => is_less(a, b)`."""
    single = [arm for arm in arms if len(arm.variants) == 1 and arm.variants[0] and not arm.guarded and not arm.binds]
    for kind in range(len(_FORMS)):
        forms = Counter(form for form in (_form(arm, kind) for arm in single) if _CALLED.match(form))
        form, times = next(iter(forms.most_common(1)), ("", 0))
        if times > 1 and (body := _filled(form, one, (), kind)):
            return body
    return None


def mapped(arms: Sequence[Arm], order: Sequence[str], variant: str) -> str | None:
    """Give the body where variants become variants: each its own, or each another one and a single one is left over."""
    paths = [_PATH.match(arm.body.lstrip("{ \n")) for arm in arms]
    heads = [(arm, found) for arm, found in zip(arms, paths, strict=True) if found is not None]
    if len(heads) != len(arms) or len(arms) < 2 or any(len(arm.variants) != 1 for arm in arms):
        return None
    prefixes = {found[1] for _, found in heads}
    made = [found[2] for _, found in heads]
    if len(prefixes) != 1:
        return None
    if all(arm.variants[0] == name for arm, name in zip(arms, made, strict=True)):
        return prefixes.pop() + variant
    left = [name for name in order if name not in made]
    whole = all(found[0] == arm.body for arm, found in heads)
    return prefixes.pop() + left[0] if whole and len(left) == 1 and len(set(made)) == len(order) - 1 else None


def counted(arms: Sequence[Arm], order: Sequence[str], variant: str) -> str | None:
    """Give the body where the arms count along the variants in their order: `A => 0, B => 1, D => 3`; else None."""
    known: dict[int, tuple[str, int]] = {}
    for arm in arms:
        numbers = _NUMBER.findall(arm.body)
        if len(numbers) != 1 or len(arm.variants) != 1 or arm.variants[0] not in order:
            return None
        known[order.index(arm.variants[0])] = (_NUMBER.sub("\0", arm.body), int(numbers[0]))
    if len(known) < 3 or len({form for form, _ in known.values()}) != 1 or variant not in order:
        return None
    (first, (form, start)), *rest = sorted(known.items())
    last, (_, end) = rest[-1]
    step, odd = divmod(end - start, last - first)
    if odd or step == 0 or any(start + step * (at - first) != number for at, (_, number) in known.items()):
        return None
    value = start + step * (order.index(variant) - first)
    return form.replace("\0", str(value)) if value >= 0 else None


def _form(arm: Arm, kind: int) -> str:
    body = arm.body
    for at, name in enumerate(arm.binds):
        body = re.sub(rf"(?<![\w.]){re.escape(name)}(?!\w)(?!\s*:[^:])", f"\0B{at}\0", body)
    for mark, words in (("V", arm.variants[0]), ("F", _written(arm.variants[0], kind))):
        body = re.sub(rf"(?<![A-Za-z0-9\0]){re.escape(words)}(?![A-Za-z0-9\0])", f"\0{mark}\0", body)
    return body


def _filled(form: str, other: Missed, names: Sequence[str], kind: int) -> str:
    body = form.replace("\0V\0", other.variant).replace("\0F\0", _written(other.variant, kind))
    for at, name in enumerate(names):
        body = body.replace(f"\0B{at}\0", name)
    return "" if "\0" in body else body


def _written(name: str, kind: int) -> str:
    return _FORMS[kind](_WORD.findall(name) or [name])
