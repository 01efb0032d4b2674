"""Secrets masked, before anything is shown or stored."""

import html
import json
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

MASK = "***"
_SHORTEST = 8
_SHORTEST_LINE = 16
_SECRET_NAME = re.compile(
    r"(?:(?:^|_)(?:TOKEN|KEY|SECRET|CREDENTIALS?|AUTHORIZATION|COOKIE)|APIKEY|PASSWORD|PASSWD|PASSPHRASE)$",
    re.IGNORECASE,
)

# Here and below each repetition is bounded or possessive (`++`), and none can begin anew at each of its own
# characters: the time to mask is proportional to the length of a text, whatever the text is.
_ASSIGNED = re.compile(
    r"""(token|key|secret|credentials?|password|passwd|passphrase)\\{0,3}["']?([ \t]{0,4}[:=][ \t]{0,4})(?![:=>])""",
    re.IGNORECASE,
)
_LONGEST_NAME = 80
_NAME_BEFORE = re.compile(r"(?<![\w-])[\w-]{0,80}\Z")
_DECLARED = re.compile(r"\b(?:const|static|mut|fn|let|pub) \Z")
_HEADERS = ("x-", "api-", "auth-", "access-", "private-", "secret-", "deploy-", "csrf-", "session-")
_QUOTED = re.compile(
    r"""(?P<q>")(?P<v>(?:[^"\\\n]|\\.)++)(?P<end>"?)|(?P<q1>')(?P<v1>(?:[^'\\\n]|\\.)++)(?P<end1>'?)"""
    r"""|(?P<q2>\\{1,3}["'])(?P<v2>(?:[^"'\\\n]|\\(?!\\{0,2}["']))++)(?P<end2>(?:\\{1,3}["'])?)"""
)
_BARE = re.compile(r"""(?:(?:[Bb]earer|[Bb]asic) )?(?:[^\s"'\\]|\\(?![nrt"']))++""")
_BARE_WORD = re.compile(r"""[^\s"'\\,;&(){}<>]++""")
_RUST = re.compile(r"&|[A-Za-z_]\w{0,64}(?:<|::|\(|\.)|(?:String|str|bool|char|[iu](?:8|16|32|64|128|size))\b")
"""A type or a call: what stands behind the colon or the sign in Rust code."""
_RANDOM = re.compile(r"(?=[^\d\s]{0,64}\d)[\w/+=-]{16,512}+(?=[\s\"']|\Z)")

# Each pattern keeps its first group and masks the rest; it is tried where one of its hints is in the text.
_PATTERNS = tuple(
    (hints, re.compile(pattern))
    for hints, pattern in (
        (
            ("uthoriz", "UTHORIZ"),
            r"""(?i)(\bauthorization\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?)(?-i:(?!&|String\b|Option<|HeaderValue\b))"""
            r"""(?:(?:bearer|basic|token|digest|negotiate)\s{1,4})?[^\s"',;\\]++""",
        ),
        (("earer", "EARER"), r"(?i)(\bbearer\s{1,4})[\w.~+/-]{8,}+={0,4}"),
        (("ookie",), r"""(\b(?:[Ss]et-[Cc]ookie|Cookie)\\{0,3}["']?: {0,4}(?:\\{0,3}["'])?)(?!:)[^"'\\\n]++"""),
        (("ookie",), r"""(\bcookie\\{0,3}["']: {0,4}\\{0,3}["'])[^"'\\\n]++"""),
        (("://",), r"(://)[^\s/@:]{0,256}+:[^\s/]{1,512}(?=@)"),
        (("://",), r"(https?://)(?!git@)[^\s/@:\"'<>()]{1,512}+(?=@)"),
        (
            ("gh", "gl", "npm_", "pypi-", "xox", "sk-"),
            r"((?:\\[nrt])?)(?:(?<=\\[nrt])|\b)"
            r"(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|xox[abprs]-|sk-)[\w-]{16,}+",
        ),
        (("cio",), r"()\bcio[A-Za-z0-9]{32}\b"),
        (("AKIA",), r"()\bAKIA[0-9A-Z]{16}\b"),
        (("eyJ",), r"((?<![\w-])(?:(?!eyJ)[\w-])*+)eyJ[\w-]{8,}+\.[\w-]{8,}+\.[\w-]{8,}+"),
        (
            ("PRIVATE KEY",),
            r"(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[\s\S]*?(?=-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)",
        ),
    )
)


def mask(text: str, env: Mapping[str, str] = os.environ) -> str:
    """Give the text with every secret replaced: values of secret-like variables, and known shapes.

    Names that count: `*_TOKEN`, `*_KEY`, `*_SECRET`, `*PASSWORD`, so `CARGO_REGISTRIES_*_TOKEN` too.
    Meant for what people and logs see; never apply it to text that is written back into a source file.
    """
    for value in _forms(frozenset(v for k, v in env.items() if len(v) >= _SHORTEST and _SECRET_NAME.search(k))):
        text = text.replace(value, MASK)
    for hints, pattern in _PATTERNS:
        if any(hint in text for hint in hints):
            text = pattern.sub(rf"\g<1>{MASK}", text)
    return _without_assigned(text)


@lru_cache(maxsize=8)
def _forms(values: frozenset[str]) -> tuple[str, ...]:
    """Give each value as it may be written: plain, in JSON, in JSON within JSON, in an address, in XML, by lines."""
    found = set(values)
    for value in values:
        found.update(line for line in value.split("\n") if len(line) >= _SHORTEST_LINE and not line.startswith("-----"))
        found |= {quote(value), quote(value, safe=""), html.escape(value), html.escape(value, quote=False)}
        for once in (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]):
            found |= {once, json.dumps(once)[1:-1], json.dumps(once, ensure_ascii=False)[1:-1]}
    return tuple(sorted(found, key=len, reverse=True))  # a secret may contain another


def _without_assigned(text: str) -> str:
    """Give the text with the values masked that are assigned to secret-like names: `X_KEY=v`, `"my_token": "v"`."""
    parts: list[str] = []
    done = 0
    for found in _ASSIGNED.finditer(text):
        if found.start() < done:
            continue
        span = _value(text, found)
        if span is not None:
            parts += (text[done : span[0]], MASK)
            done = span[1]
    return "".join((*parts, text[done:])) if parts else text


def _value(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Give where the secret stands that follows this name; None when the name or the value is an ordinary one."""
    begin = found.start()
    before = text[max(0, begin - _LONGEST_NAME) : begin]
    prefix = _NAME_BEFORE.search(before)
    stem = prefix.group() if prefix else before
    name, word = stem + found[1], found[1].lower()
    whole_word = not stem or stem[-1] in "_-" or stem.lower().endswith("api")
    camel = bool(stem) and stem[-1].islower() and found[1][0].isupper()
    if not (word.startswith("pass") or whole_word or camel) or (word == "key" and not stem):
        return None
    if quoted := _QUOTED.match(text, found.end()):
        kind = next(suffix for suffix in ("", "1", "2") if quoted[f"q{suffix}"])
        start, end = quoted.span(f"v{kind}")
        long_and_closed = end - start >= 4 and bool(quoted[f"end{kind}"])
        return (start, end) if name.isupper() or "-" in name or long_and_closed else None
    lead = before[: len(before) - len(stem)]
    bare = _bare(name, lead, found[2]).match(text, found.end())
    return bare.span() if bare and bare.end() > bare.start() else None


_NOTHING = re.compile(r"(?!)")
_NO_RUST = re.compile(rf"(?!{_RUST.pattern}){_BARE.pattern}")
_NO_STATEMENT = re.compile(rf"(?!\w{{1,256}}+;){_NO_RUST.pattern}")
_NO_RUST_WORD = re.compile(rf"(?!{_RUST.pattern}){_BARE_WORD.pattern}")


def _bare(name: str, lead: str, sign: str) -> re.Pattern[str]:
    """Give what a value without quotes has to look like to be taken for a secret, by the style of its name."""
    lower = name.lower()
    if "-" in name and lower.startswith(_HEADERS):  # X-Api-Key: v
        return _BARE
    tight = "=" in sign and len(sign) == 1
    if name.isupper():  # X_TOKEN=v, DEPLOY_KEY: v; but not: const API_KEY: &str = KEY;
        return _BARE if tight else _NOTHING if _DECLARED.search(lead) else _NO_STATEMENT
    if ":" in sign or _DECLARED.search(lead):  # fields, parameters and bindings of Rust
        return _NOTHING
    if lower.startswith("aws_"):
        return _NO_STATEMENT
    if tight:
        return _NO_RUST_WORD if lower != "token" or lead.endswith(("?", "&", "--")) else _NOTHING
    return _RANDOM
