"""Whether a sentence forbids what it names: the negation that reaches it, and what turns that around again."""

import re
from typing import Final

_PLAIN: Final = (
    r"never|cannot|donts?|off[- ]limits|neither|nor|none|nothing|nobody|no one|forbid(?:s|den)?|prohibit(?:s|ed)?"
    r"|not(?!\s+(?:only|just|merely|yet|enough|sufficient|to mention)\b)(?<!whether or not)(?<!if not)(?<!or not)"
    r"|(?<![-\w])no(?![-\w])(?!\s+(?:matter|problem|doubt|later|longer than|more than|less)\b)"
    r"|nicht|niemals|kein\w*|jamais|nunca|jam\u00e1s|n\u00e3o"
)
"""Words that forbid what follows, however often they are said."""
_TURNING: Final = (
    r"avoid(?:s|ing)?|refrain(?:s|ing)?|refus(?:e|es|ing)"
    r"|(?:without|instead of|rather than|skip(?:s|ping)?|ohne|sans|sem)(?=(?:[^,;(]|,\s*[`-])*$)"
)
"""Words that turn the sense of what follows; the second ones up to the next comma, unless it stands in a list."""
_AFTER_NO: Final = (
    r"hesitate\w*|fail(?:s|ing)?|forget\w*|omit\w*|neglect\w*|afraid|scared|shy|worry|wait|miss(?:es|ing)?|mind|object"
    r"|before|until|till|unless|except"
)
"""Words that turn the sense once more, where a negation stands before them."""
_ASKING: Final = r"(?:ask|confirm|check with|request|approval|permission|consent)\w*"
_SIGN: Final = "[\u274c\U0001f6ab\u26d4\u2717\u2718]"
_CHINESE: Final = (
    "\u4e0d\u8981|\u4e0d\u5f97|\u4e0d\u53ef|\u7981\u6b62|\u4e25\u7981|\u5207\u52ff|\u8bf7\u52ff|\u7edd\u4e0d"
)
_LAST: Final = re.compile(
    "\u3057\u306a\u3044|\u3057\u307e\u305b\u3093|\u305b\u305a|\u7981\u6b62|\u907f\u3051|\u4e0d\u8981"
    r"|\ud558\uc9c0\s?(?:\uc54a|\ub9c8|\ub9d0)|\uae08\uc9c0"
)
"""Japanese and Korean: the verb stands last, and what forbids it behind the verb."""
_TURNS: Final = re.compile(
    rf"(?P<plain>\b(?:{_PLAIN})\b|n['\u2019]ts?\b|{_SIGN}|{_CHINESE})|\b(?P<turning>{_TURNING})\b"
    rf"|\b(?P<after_no>{_AFTER_NO})\b|\b(?P<asking>{_ASKING})\b(?:(?!\b{_ASKING}\b)[^.;])*?\bbefore\b"
    rf"|\b(?P<asked>{_ASKING})\b",
    re.IGNORECASE,
)
_GO: Final = (
    r"(?:then|just|run|use|execute|always|go ahead|please|simply|now|so|therefore|instead|do(?! not|n['\u2019]t))"
)
_BREAK: Final = re.compile(
    rf";|,?\s(?:but|however|whereas)\s|,?\s(?:and\s+)?then\s|,\s+(?:and\s+)?{_GO}\b|\s[\u2013\u2014]\s|\s--?\s"
    rf"|:\s+(?={_GO}\b)|\binstead,?\s(?!of\b)",
    re.IGNORECASE,
)
"""Where a negation ends: what follows is told anew."""
_IF: Final = re.compile(
    r"\W*(?:if|when|whenever|unless|once|where|while|because|since|as|in case|after|before)\b", re.IGNORECASE
)
_CONDITION: Final = re.compile(r"\W*if\b", re.IGNORECASE)
_IMPERATIVE: Final = re.compile(rf"\b{_GO}\b", re.IGNORECASE)
_LIST: Final = re.compile(r",?\s(?:or|nor|and)\s", re.IGNORECASE)
_VERB: Final = re.compile(r"(?!git\b|rm\b|cargo\b|curl\b|sudo\b|gh\b|dd\b)[a-z]", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(
    r"\b(?:do not|don['\u2019]?t|never|must not|forbidden|prohibited|following|these|those|things|forms?|ways?"
    r"|commands?)\W*$",
    re.IGNORECASE,
)
_IN_A_LIST: Final = 3
"""More words than that between two commas are no member of a list."""
_BARE: Final = re.compile(
    r"\b(?:do not|don['\u2019]?t|never|must not|forbidden|prohibited|not allowed|avoid|off[- ]limits|donts?"
    rf"|what not to do)\b|{_SIGN}",
    re.IGNORECASE,
)
_AFTERWARDS: Final = re.compile(
    r"\b(?:is|are|be|being|remains?|stays?|counts? as)\s+(?:\w+ly\s+|always\s+)?(?:forbidden|prohibited|disallowed"
    r"|banned|denied|never\b|off[- ]limits|blocked|refused|out of scope|the (?:user|human)['\u2019]s"
    r"|not\s+(?:allowed|permitted|ok|okay|an option|your|needed|required|part|yours))"
    r"|\b(?:must|should|may|shall|can|will)\s*(?:not|never)\b|\bcannot\b|\bup to the (?:user|human)\b"
    r"|[:|(]\s*\**(?:never|forbidden|not allowed|no(?=\s*(?:[|).*]|$)))\b"
    r"|#.*\b(?:never|don['\u2019]t|do not|forbidden)\b"
    rf"|\b(?:nicht|niemals|verboten|interdit|prohibido|proibido)\b|{_SIGN}",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(
    r"\b(?:user|human|maintainer|owner|reviewer|developer|person|somebody|someone)s?\b"
    r"(?:\s+(?:to|can|may|will|must|should|has|have|decides|who|runs?|calls?|does|do|types?|executes?))*\s*[`*]*$",
    re.IGNORECASE,
)


def is_forbidden(text: str, start: int, end: int) -> bool:
    """Say whether a sentence forbids what stands between two of its offsets, or leaves it to somebody else.

    What stands in its condition (`if a rebase is needed, ...`) it does not ask for either.
    """
    scope = _scope(text, start)
    if _CONDITION.match(text, scope) and text.find(", ", end) >= 0 and not _IMPERATIVE.search(text, scope, start):
        return True
    if _SOMEBODY.search(text[scope:start]) or _turned(text[scope:start]):
        return True
    behind = _BREAK.search(text, end)
    rest = text[end : behind.start() if behind else len(text)]
    return bool(_AFTERWARDS.search(rest) or _LAST.search(text))


def forbids(lead: str) -> bool:
    """Say whether a heading or a sentence forbids what follows it, as "Never do this:" does."""
    return bool(_BARE.search(lead)) and not _IF.match(lead) and _turned(f"{lead} ")


def _turned(text: str) -> bool:
    """Say whether the words before a demand turn it into its contrary."""
    is_turned = is_released = False
    for turn in _TURNS.finditer(text):
        kind = turn.lastgroup
        if kind == "plain":
            is_turned = True
        elif is_turned or kind == "turning" or (kind == "asking" and not is_released):
            is_turned, is_released = not is_turned, is_turned
    return is_turned


def _scope(text: str, start: int) -> int:
    """Give where the part of the sentence begins whose negation reaches an offset."""
    begin = 0
    for found in _BREAK.finditer(text, 0, start + 1):
        if found.end() <= start + 1 and not _is_in_span(text, found.start()):
            begin = min(found.end(), start)
    end_of_if = re.search(r",\s", text[begin:start]) if _IF.match(text[begin:start]) else None
    return begin + end_of_if.end() if end_of_if else _behind_colon_or_comma(text, begin, start)


def _behind_colon_or_comma(text: str, begin: int, start: int) -> int:
    """Give the offset of a demand that a colon or comma sets apart from what is forbidden; else `begin`."""
    colon, comma = text.rfind(": ", begin, start), text.rfind(", ", begin, start)
    if colon >= 0 and _begins_with_a_verb(text, colon + 2, start) and not _ANNOUNCED.search(text[begin:colon]):
        return colon + 2
    if text.count("(", begin, start) > text.count(")", begin, start):
        return begin
    if comma < 0 or not _begins_with_a_verb(text, comma + 2, start) or _LIST.search(text, comma + 2):
        return begin
    turns = list(_TURNS.finditer(text, begin, comma))
    words = text[turns[-1].end() if turns else begin : comma].split()
    return comma + 2 if len(words) > _IN_A_LIST else begin


def _begins_with_a_verb(text: str, first: int, start: int) -> bool:
    """Say whether a demand in plain words stands right behind a colon or comma."""
    return not text[first:start].strip(" *_") and bool(_VERB.match(text, start))


def _is_in_span(text: str, at: int) -> bool:
    return text.count("`", 0, at) % 2 == 1
