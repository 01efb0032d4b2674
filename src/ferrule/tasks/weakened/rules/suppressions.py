"""Attributes and comments that keep a tool from seeing something."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.tasks.rust.attributes import Attribute, attributes
from ferrule.tasks.rust.words import read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "suppressions"
_F = "fn f() { let x = 1; }"
EXAMPLES: Final = (
    refused(_F, "#[allow(unused)]\n" + _F),
    refused(_F, "#![allow(clippy::all)]\n" + _F),
    refused(_F, "#[expect(dead_code)]\n" + _F),
    refused(_F, "#[cfg_attr(all(), allow(dead_code))]\n" + _F),
    refused(_F, "#[cfg_attr(not(test), expect(dead_code))]\n" + _F),
    refused(_F, "#[rustfmt::skip]\n" + _F),
    refused(_F, "#[coverage(off)]\n" + _F),
    refused(_F, "#[cfg_attr(coverage_nightly, coverage(off))]\n" + _F),
    refused(_F, "#[cfg(not(tarpaulin_include))]\n" + _F),
    refused(_F, "#[cfg(not(coverage))]\n" + _F),
    refused(_F, "#[mutants::skip]\n" + _F),
    refused(_F, "// LCOV_EXCL_START\n" + _F + "\n// LCOV_EXCL_STOP"),
    refused("#[allow(dead_code)]\n" + _F, "#![allow(dead_code)]\n" + _F),
    refused("#[allow(dead_code)]\n" + _F, "#[allow(dead_code, unused)]\n" + _F),
    refused(_F, "m! { #[allow(unused)] fn g() {} }"),
    noted(_F, '#[expect(dead_code, reason = "the next step calls it")]\n' + _F),
    noted(_F, '#[allow(dead_code, reason = "one of two targets calls it")]\n' + _F),
    fine("#[allow(unused)]\n" + _F, _F),
    fine({"src/a.rs": "#[allow(unused)]\n" + _F}, {"src/b.rs": "#[allow(unused)]\n" + _F}),
    fine("#[allow(unused)]\n" + _F, "#[expect(unused)]\n" + _F),
    fine(_F, "#![deny(missing_docs)]\n#[derive(Debug)]\n#[must_use]\nstruct A;\n" + _F),
    fine(_F, '/// #[allow(unused)]\nfn allow(expect: &str) { log("#[allow(unused)]"); }'),
)  # fmt: skip
_SILENT: Final = re.compile(r"(?:cfg_attr\(.*?,)?(allow|expect)\((.*?)\)*$")
_HIDING: Final = re.compile(
    r"(?:cfg_attr\(.*,)?(?:(?:rustfmt|clippy)::skip\b|rustfmt_skip|mutants::skip\b|coverage\(off\)|no_coverage)"
    r"|cfg\(not\((?:tarpaulin\w*|coverage\w*)\)\)"
)
_MARK: Final = re.compile(
    r"LCOV_EXCL\w*|GCOVR?_EXCL\w*|grcov[-_]excl\w*|tarpaulin::skip|cargo-mutants:\s*skip", re.IGNORECASE
)
_REASON: Final = re.compile(r',?reason="([^"]*)"')
_REASON_LENGTH: Final = 8
_WHOLE: Final = "for all that is around it"


@dataclass(frozen=True, slots=True)
class _Silence:
    """One thing that a tool is not to see."""

    what: str
    """A lint, or a mark; what makes two of them equal."""
    line: int
    words: str
    is_note: bool = False


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give what is silenced or hidden more often than before, in all files together; one finding for a line."""
    before = Counter(one.what for text in _rust(scene.difference.before).values() for one in _silences(text))
    for path, text in _rust(scene.difference.after).items():
        found: dict[int, list[_Silence]] = {}
        for one in _silences(text):
            if before[one.what]:
                before[one.what] -= 1
            else:
                found.setdefault(one.line, []).append(one)
        for line, said in found.items():
            yield Weakened(ID, path, line, ", ".join(one.words for one in said), all(one.is_note for one in said))


def _rust(texts: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: text for path, text in texts.items() if path.endswith(".rs")}


def _silences(text: bytes) -> Iterator[_Silence]:
    for attribute in attributes(text):
        if _HIDING.match(attribute.text):
            yield _Silence(attribute.text, attribute.line, f"`#[{attribute.text}]` hides code from a tool")
        elif found := _SILENT.match(attribute.text):
            yield from _lints(attribute, found[2])
    for comment in read(text).comments:
        if mark := _MARK.search(comment.text):
            yield _Silence(mark[0], comment.line, f"`{mark[0]}` hides code from a tool")


def _lints(attribute: Attribute, listed: str) -> Iterator[_Silence]:
    reason = _REASON.search(listed)
    is_note = reason is not None and len(reason[1]) >= _REASON_LENGTH
    for lint in filter(None, _REASON.sub("", listed).split(",")):
        where = f" {_WHOLE}" if attribute.is_inner else ""
        yield _Silence(f"{lint}{where}", attribute.line, f"`{lint}` is silenced{where}", is_note)
