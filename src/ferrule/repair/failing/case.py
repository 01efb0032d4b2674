"""One failing test, and the command lines that run it: alone, or with the other tests of its program."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.workspace import Package, Workspace
from ferrule.repair.verify.ground import Terms
from ferrule.repair.verify.tested import feature_words

JSON: Final = "--message-format=json"
DOC: Final = "doc"
_KINDS: Final = ("bin", "example", "bench")


@dataclass(frozen=True, slots=True)
class Case:
    """A test that fails, or may."""

    binary: str
    """The program's id, as nextest has it; `crate::doc` for examples in documentation."""
    name: str
    """Empty for the whole program."""
    finding: Finding

    @property
    def is_doc(self) -> bool:
        """Whether rustdoc runs it."""
        return self.finding.tool == "rustdoc"

    @property
    def target(self) -> str:
        """Which of a package's targets it belongs to: `lib`, `doc`, or a kind and a name."""
        if self.is_doc:
            return DOC
        _, has_more, rest = self.binary.partition("::")
        if not has_more:
            return "lib"
        kind, slash, name = rest.partition("/")
        return f"{kind} {name}" if slash and kind in _KINDS else f"test {rest}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which packages are tested, with which features: the same for each run, so that nothing is built twice."""

    packages: tuple[Package, ...]
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    """The names of all examples in documentation, to tell them apart."""

    def argv(self, *words: str) -> tuple[str, ...]:
        """Give the command line of `cargo test` for these packages."""
        return ("cargo", "test", *self.words, *words)


def scope_of(workspace: Workspace, names: Iterable[str], terms: Terms) -> Scope:
    """Give the scope of these members."""
    wanted = frozenset(names)
    packages = tuple(package for package in workspace.packages if package.name in wanted)
    every = len(packages) == len(workspace.packages)
    chosen = ("--workspace",) if every else tuple(word for package in packages for word in ("-p", package.name))
    if every and len(packages) == 1:
        chosen = ()
    return Scope(packages, (*chosen, *feature_words(packages, terms)))


def owner(case: Case, packages: Iterable[Package]) -> Package | None:
    """Give the package of a test; None where no package has such a program."""
    head = case.binary.partition("::")[0]
    for package in packages:
        crates = {target.name.replace("-", "_") for target in package.targets if target.is_library}
        if head in crates if case.is_doc else head == package.name:
            return package
    return None


def selector(case: Case) -> tuple[str, ...]:
    """Give the words by which Cargo chooses the program of a test."""
    kind, _, name = case.target.partition(" ")
    return (f"--{kind}", name) if name else (f"--{kind}",)


def alone(case: Case, scope: Scope) -> tuple[str, ...]:
    """Give the command line that runs one test and no other, on one thread."""
    if not case.name:
        return together(case, scope)
    words = _example(case.name, scope.examples) if case.is_doc else ("--exact", case.name, "--test-threads=1")
    return scope.argv(*selector(case), "--", *words)


def together(case: Case, scope: Scope) -> tuple[str, ...]:
    """Give the command line that runs all tests of the program."""
    return scope.argv(*selector(case), "--no-fail-fast")


def quoted(argv: Iterable[str]) -> str:
    """Give a command line as a shell takes it, without what only a program wants to read."""
    return shlex.join(word for word in argv if word != JSON)


def _example(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the filter for one example: rustdoc cuts filters at blanks, so it is the word that fewest others have."""
    others = tuple(known)
    path, *rest = name.split()
    words = [word for word in rest if len(word) > 1 and not word.startswith("(")][:-1]  # the last one is the line
    return (min((*words, path), key=lambda word: sum(word in other for other in others)),)
