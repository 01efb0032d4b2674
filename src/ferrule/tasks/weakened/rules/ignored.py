"""Tests that are still written down and no longer run, or may fail."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.gates import holds
from ferrule.tasks.rust.tests import Placed
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "ignored-test"
_T = "#[test]\nfn t() { assert_eq!(f(), 4); }"
_PANICS = '#[test]\n#[should_panic(expected = "no more than 8")]\nfn t() { f(9); }'
EXAMPLES: Final = (
    refused(_T, _T.replace("fn", "#[ignore]\nfn")),
    refused(_T, _T.replace("fn", '#[ignore = "flaky"]\nfn')),
    refused(_T, _T.replace("fn", "#[cfg_attr(all(), ignore)]\nfn")),
    refused(_T, _T.replace("fn", "#[cfg_attr(not(feature = \"slow\"), ignore)]\nfn")),
    refused(_T, "#[cfg(test)]\nmod tests {\n" + _T.replace("fn", "#[ignore]\nfn") + "}"),
    refused(_T, _T.replace("fn", "#[should_panic]\nfn")),
    refused(_PANICS, _PANICS.replace('(expected = "no more than 8")', "")),
    refused(_PANICS, _PANICS.replace("no more than 8", "no")),
    refused(_T.replace("#[test]", "#[rstest]\n#[timeout(9)]"), _T.replace("#[test]", "#[rstest]\n#[ignore]")),
    refused(_T, _T.replace("fn", "#[test_with::env(SLOW)]\nfn")),
    noted(_T, _T.replace("fn", "#[cfg_attr(miri, ignore)]\nfn")),
    noted("", _T.replace("fn", '#[ignore = "needs a server"]\nfn')),
    noted(_PANICS, _PANICS.replace("no more than 8", "too many, at most 8")),
    fine("", _PANICS),
    fine(_T.replace("fn", "#[ignore]\nfn"), _T),
    fine(_T.replace("fn", "#[ignore]\nfn"), _T.replace("fn", '#[ignore = "slow"]\nfn').replace("4", "5")),
    fine(_PANICS, _PANICS.replace("no more than 8", "takes no more than 8")),
    fine(_T, _T.replace("#[test]", "#[tokio::test]").replace("fn", "async fn")),
)  # fmt: skip
_IGNORE: Final = re.compile(r"(?:\w+::)*(?:ignore|skip)\b|test_with::")
_IGNORE_IF: Final = re.compile(r"cfg_attr\((.*),(?:\w+::)*ignore\b.*\)")
_PANIC: Final = re.compile(r"should_panic\b")
_EXPECTED: Final = re.compile(r'expected="(.*)"')


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give tests that are ignored now, and those that may panic in more ways than before."""
    for old, new in scene.tests.kept:
        yield from _ignored(old, new)
        yield from _panics(old, new)
    for new in scene.tests.new:
        if any(_IGNORE.match(text) for text in new.piece.attributes):
            yield _found(new, f"the new test `{new.name}` is ignored, and proves nothing here", is_note=True)


def _ignored(old: Placed, new: Placed) -> Iterator[Weakened]:
    if any(_IGNORE.match(text) for text in old.piece.attributes):
        return
    if any(_IGNORE.match(text) for text in new.piece.attributes):
        yield _found(new, f"the test `{new.name}` is ignored now")
    known = set(old.piece.attributes)
    for text in new.piece.attributes:
        found = _IGNORE_IF.match(text)
        if found and text not in known:
            words = f"the test `{new.name}` is ignored now where `{found[1]}`"
            yield _found(new, words, is_note=holds(found[1]) is False)


def _panics(old: Placed, new: Placed) -> Iterator[Weakened]:
    before, after = _panic(old), _panic(new)
    if after is None or before == after:
        return
    if before is None:
        yield _found(new, f"the test `{new.name}` must panic now")
    elif after in before:  # less of the message, or none of it
        yield _found(new, f"the test `{new.name}` may panic in more ways now: {before!r} was expected")
    elif before not in after:
        yield _found(new, f"the test `{new.name}` expects another panic: {after!r}, not {before!r}", is_note=True)


def _panic(test: Placed) -> str | None:
    """Give the message with which a test has to panic, empty for any; None where it must not."""
    for text in test.piece.attributes:
        if _PANIC.match(text):
            found = _EXPECTED.search(text)
            return found[1] if found else ""
    return None


def _found(test: Placed, words: str, *, is_note: bool = False) -> Weakened:
    return Weakened(ID, test.path, test.piece.line, words, is_note)
