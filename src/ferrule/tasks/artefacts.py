"""What a task leaves behind besides code: tests, documentation, benchmarks; and what it lacks (E03)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from ferrule.facts.difference import Difference
from ferrule.facts.task import Mode
from ferrule.tasks.design import says_something
from ferrule.tasks.rust.examples import examples
from ferrule.tasks.rust.pieces import pieces
from ferrule.tasks.rust.tests import Placed, is_benchmark, is_test_file, pair, placed
from ferrule.tasks.rust.words import read

Source: TypeAlias = Callable[[str], bytes | None]
"""Gives the text of a file as it is; None where there is none."""
NO_TESTS: Final = "no-tests"
NO_BENCHMARK: Final = "no-benchmark"
_DOCS: Final = re.compile(
    r"(?:docs?|book)/.*|(?:.*/)?(?:README|CHANGELOG|ARCHITECTURE|CONTRIBUTING)[^/]*|.*\.(?:md|adoc|rst)", re.IGNORECASE
)
_ITEMS: Final = frozenset({"fn", "struct", "enum", "union", "trait", "const", "static", "type", "mod", "mod;", "macro"})
_PROGRAMS: Final = re.compile(r"(?:.*/)?(?:src/main\.rs|src/bin/.*|examples/.*|tests/.*|benches/.*|build\.rs)")


@dataclass(frozen=True, slots=True)
class Spot:
    """An item and where it stands."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        """Give it as `path:line name`."""
        return f"{self.path}:{self.line} {self.name}"


@dataclass(frozen=True, slots=True)
class Artefacts:
    """What was found in a difference."""

    tests: tuple[Spot, ...]
    """New tests and new examples in documentation; those that are ignored or do nothing are none."""
    changed_tests: tuple[Spot, ...]
    documented: tuple[Spot, ...]
    """New public items with documentation."""
    doc_files: tuple[str, ...]
    benchmarks: tuple[Spot, ...]
    """New or changed."""
    undocumented: tuple[Spot, ...]
    """New public items without documentation."""
    has_code: bool
    """Code that is built without tests differs."""


def artefacts(difference: Difference, source: Source | None = None) -> Artefacts:
    """Give what a difference holds besides code.

    Args:
        difference: of the task.
        source: gives files that do not differ; it tells which modules are public. None: those that are unknown are.
    """
    before, after = placed(difference.before), placed(difference.after)
    tests = pair(before, after)
    look = source or difference.after.get
    fresh = tuple(_fresh(before, after, look))
    code = {(one.path, one.piece.body) for one in before if not one.is_for_tests}
    return Artefacts(
        (*(_spot(one) for one in tests.new if _runs(one)), *_new_examples(difference)),
        tuple(_spot(new) for old, new in tests.kept if old.piece.body != new.piece.body),
        tuple(_spot(one) for one in fresh if _is_documented(one, difference)),
        tuple(path for path in difference.after if _DOCS.fullmatch(path)),
        tuple(_benchmarks(before, after)),
        tuple(_spot(one) for one in fresh if not _is_documented(one, difference)),
        any((one.path, one.piece.body) not in code for one in after if not one.is_for_tests and one.piece.kind == "fn"),
    )


def lacking(found: Artefacts, mode: Mode, answers: Mapping[str, str], target: str = "") -> tuple[str, ...]:
    """Give what a task of this mode still needs; empty when nothing.

    Args:
        found: what its difference holds.
        mode: only developing has to leave tests and documentation; a target asks for a benchmark in all but reviews.
        answers: `no-tests` and `no-benchmark` with a reason stand for what is not there.
        target: what was stated for speed; empty: nothing.
    """
    return tuple(_lacking(found, mode, answers, target))


def _lacking(found: Artefacts, mode: Mode, answers: Mapping[str, str], target: str) -> Iterator[str]:
    untested = found.has_code and not (found.tests or found.changed_tests)
    if mode is Mode.DEVELOP and untested and not says_something(answers.get(NO_TESTS, "")):
        yield f"no test was added or changed: write one, or say why none is needed as `{NO_TESTS}`"
    if mode is Mode.DEVELOP:
        yield from (f"{spot}: it is public and has no documentation" for spot in found.undocumented)
    unmeasured = mode is not Mode.REVIEW and bool(target) and not found.benchmarks
    if unmeasured and not says_something(answers.get(NO_BENCHMARK, "")):
        yield f"a target is stated and no benchmark differs: say which one measures it as `{NO_BENCHMARK}`"


def _spot(one: Placed) -> Spot:
    return Spot(one.path, one.piece.line, "::".join((*one.piece.around, one.name)))


def _runs(test: Placed) -> bool:
    """Say whether a test is run and does anything."""
    is_ignored = any(text.startswith("ignore") for text in test.piece.attributes)
    return not is_ignored and any(word in {"(", "!", "?"} for word in test.piece.body)


def _new_examples(difference: Difference) -> Iterator[Spot]:
    known = {one.text for path, text in difference.before.items() if path.endswith(".rs") for one in examples(text)}
    for path, text in difference.after.items():
        for one in examples(text) if path.endswith(".rs") else ():
            if one.strength > 1 and one.text not in known and one.text:
                yield Spot(path, one.line, "example")


def _benchmarks(before: tuple[Placed, ...], after: tuple[Placed, ...]) -> Iterator[Spot]:
    known = {(one.path, one.piece.name, one.piece.body) for one in before if is_benchmark(one)}
    for one in after:
        if is_benchmark(one) and (one.path, one.piece.name, one.piece.body) not in known:
            yield _spot(one)


def _fresh(before: tuple[Placed, ...], after: tuple[Placed, ...], look: Source) -> Iterator[Placed]:
    """Yield the public items of libraries that were nowhere before."""
    known = {
        (one.piece.kind.rstrip(";"), one.piece.around[-1:], one.piece.name) for one in before if one.piece.is_public
    }
    private: dict[str, bool] = {}
    hidden = {(one.path, one.piece.name) for one in after if one.piece.kind == "mod" and not one.piece.is_public}
    for one in after:
        key = (one.piece.kind.rstrip(";"), one.piece.around[-1:], one.piece.name)
        if one.piece.kind not in _ITEMS or not one.piece.is_public or one.is_for_tests or key in known:
            continue
        if _PROGRAMS.fullmatch(one.path) or any((one.path, name) in hidden for name in one.piece.around):
            continue
        if one.path not in private:
            private[one.path] = _is_private(one.path, look)
        if not private[one.path] and not any(
            "doc(hidden)" in text for text in (*one.piece.attributes, *one.piece.outer)
        ):
            yield one


def _is_private(path: str, look: Source) -> bool:
    """Say whether the module of a file is declared without `pub`, and nothing in it is given on by name."""
    at = PurePosixPath(path)
    name, folder = (at.parent.name, at.parent.parent) if at.name == "mod.rs" else (at.stem, at.parent)
    if name in {"lib", "main"} or is_test_file(path):
        return False
    above = (folder / "lib.rs", folder / "mod.rs", folder.with_suffix(".rs"), folder / "main.rs")
    for place in above:
        text = look(place.as_posix())
        declared = [piece for piece in pieces(text) if (piece.kind, piece.name) == ("mod;", name)] if text else []
        if text and declared:
            gives_on = re.search(rf"\bpub\s+use\s+(?:self::|crate::)?(?:\w+::)*{re.escape(name)}\b".encode(), text)
            is_public = any(piece.is_public for piece in declared)
            return not (is_public or gives_on) or (is_public and _is_private(place.as_posix(), look))
    return False


def _is_documented(one: Placed, difference: Difference) -> bool:
    """Say whether a doc comment or attribute stands before an item; a module may have its own at its top."""
    piece = one.piece
    if any(text.startswith("doc=") for text in piece.attributes):
        return True
    text = difference.after[one.path]
    first, at = piece.span
    if any(first <= comment.at <= at and comment.is_doc for comment in read(text).comments):
        return True
    if piece.kind == "mod;":
        folder = PurePosixPath(one.path).parent
        homes = (
            folder / f"{piece.name}.rs",
            folder / piece.name / "mod.rs",
            folder / PurePosixPath(one.path).stem / f"{piece.name}.rs",
        )
        return any(b"//!" in difference.after.get(home.as_posix(), b"") for home in homes)
    return piece.kind == "mod" and "//!" in "".join(c.text for c in read(text).comments if c.at == at + 3)
