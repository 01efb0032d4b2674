"""What a task leaves besides code, and what it is asked for."""

import pytest

from ferrule.facts.difference import Difference
from ferrule.facts.task import Mode
from ferrule.tasks.artefacts import Artefacts, artefacts, lacking

OLD = "pub fn old() -> u8 { 1 }\n"
TEST = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn new_one() { assert_eq!(super::f(), 2); }\n}\n"


def found(
    after: str | dict[str, str], before: str | dict[str, str] = OLD, rest: dict[str, str] | None = None
) -> Artefacts:
    """Give what differs between two texts of src/lib.rs, or between two sets of files; `rest` is as it was."""
    old, new = ({"src/lib.rs": side} if isinstance(side, str) else side for side in (before, after))
    texts = {name: text.encode() for name, text in ((rest or {}) | new).items()}
    before_, after_ = ({name: text.encode() for name, text in side.items()} for side in (old, new))
    return artefacts(Difference(before_, after_), texts.get)


def names(
    after: str | dict[str, str], before: str | dict[str, str] = OLD, rest: dict[str, str] | None = None
) -> list[str]:
    """Give the public items without documentation."""
    return [spot.name for spot in found(after, before, rest).undocumented]


def test_tests() -> None:
    """New tests are named with their module, new examples with their place."""
    more = "/// Two.\n/// ```\n/// assert_eq!(a::f(), 2);\n/// ```\npub fn f() -> u8 { 2 }\n"
    result = found(OLD + more + TEST)
    assert [str(spot) for spot in result.tests] == ["src/lib.rs:10 tests::new_one", "src/lib.rs:3 example"]
    assert [spot.name for spot in result.documented] == ["f"]
    assert (result.undocumented, result.has_code) == ((), True)


def test_what_is_no_test() -> None:
    """A test that is ignored or does nothing is not counted; one that changed is told apart."""
    assert found(OLD + "#[test]\n#[ignore]\nfn a() { f(); }\n#[test]\nfn b() {}\n").tests == ()
    changed = found(TEST.replace("2)", "3)"), TEST)
    assert ([spot.name for spot in changed.changed_tests], changed.tests) == (["tests::new_one"], ())
    assert found({"tests/b.rs": TEST}, {"tests/a.rs": TEST}).tests == ()


@pytest.mark.parametrize(
    ("text", "undocumented"),
    [
        ("pub fn f() {}", ["f"]),
        ("/// Does it.\npub fn f() {}", []),
        ("/** Does it. */\n#[must_use]\npub const unsafe fn f() {}", []),
        ("#[must_use]\n/// Does it.\npub fn f() {}", []),
        ('#[doc = "Does it."]\npub fn f() {}', []),
        ("// Does it.\npub fn f() {}", ["f"]),
        ("/// Of the struct.\npub struct A { x: u8 }\nimpl A {\n    pub fn new() -> A { A { x: 1 } }\n}", ["A::new"]),
        ("pub(crate) fn f() {}\nfn g() {}\nstruct B;", []),
        ("pub struct A;\npub enum B { C }\npub trait T {}\npub type X = u8;\npub static Z: u8 = 1;",
         ["A", "B", "T", "X", "Z"]),
        ("mod inner {\n    pub fn f() {}\n}", []),
        ("/// Inner.\npub mod inner {\n    pub fn f() {}\n}", ["inner::f"]),
        ("#[doc(hidden)]\npub fn f() {}", []),
        ("#[cfg(test)]\nmod t {\n    pub fn f() {}\n}", []),
        ("macro_rules! a { () => {} }\n#[macro_export]\nmacro_rules! b { () => {} }", ["b"]),
        ("pub fn old() -> u8 { 2 }", []),
    ],
)  # fmt: skip
def test_documentation(text: str, undocumented: list[str]) -> None:
    """Each new public item of a library needs a doc comment, and nothing else does."""
    assert names(f"{OLD}{text}\n" if "fn old" not in text else text) == undocumented


def test_modules() -> None:
    """Whether a file is public is told by the module that declares it, even where that does not differ."""
    fresh = {"src/a.rs": "pub fn f() {}\n"}
    assert names(fresh, {}) == ["f"]
    assert names(fresh, {}, {"src/lib.rs": "mod a;"}) == []
    assert names(fresh, {}, {"src/lib.rs": "pub mod a;"}) == ["f"]
    assert names(fresh, {}, {"src/lib.rs": "mod a;\npub use a::f;"}) == ["f"]
    deep = {"src/a/b.rs": "pub fn f() {}\n"}
    assert names(deep, {}, {"src/lib.rs": "mod a;", "src/a.rs": "pub mod b;"}) == []
    assert names(deep, {}, {"src/lib.rs": "pub mod a;", "src/a/mod.rs": "pub mod b;"}) == ["f"]
    assert (
        names({"src/main.rs": "pub fn f() {}", "examples/x.rs": "pub fn f() {}", "tests/t.rs": "pub fn f() {}"}, {})
        == []
    )


def test_a_module_may_document_itself() -> None:
    """`//!` at the top of its file, or of its block, is documentation."""
    assert names({"src/lib.rs": OLD + "pub mod a;\n", "src/a.rs": "//! Words.\n"}, {"src/lib.rs": OLD}) == []
    assert names(OLD + "pub mod a {\n    //! Words.\n}\n") == []
    assert names(OLD + "pub mod a {\n    fn f() {}\n}\n") == ["a"]


def test_moved_items_are_not_new() -> None:
    """An item that went to another file was there before."""
    assert names({"src/a.rs": "pub fn old() -> u8 { 1 }"}, {"src/lib.rs": OLD}, {"src/lib.rs": "pub mod a;"}) == []


def test_files_and_benchmarks() -> None:
    """Documentation files and benchmarks are listed."""
    bench = 'fn b(c: &mut Criterion) { c.bench_function("b", |b| b.iter(|| f(1))); }'
    result = found({"docs/use.md": "x", "README.md": "x", "notes.txt": "x", "benches/b.rs": bench}, {})
    assert result.doc_files == ("docs/use.md", "README.md")
    assert [spot.name for spot in result.benchmarks] == ["b"]
    assert found({"benches/b.rs": bench.replace("f(1)", "f(9)")}, {"benches/b.rs": bench}).benchmarks
    assert not found({"benches/b.rs": bench}, {"benches/b.rs": bench}).benchmarks


def test_what_is_asked() -> None:
    """Developing asks for tests and documentation; a target asks for a benchmark; a reason ends the question."""
    code = found(OLD + "pub fn f() -> u8 { 2 }\n")
    words = lacking(code, Mode.DEVELOP, {})
    assert [line.split(":")[0] for line in words] == ["no test was added or changed", "src/lib.rs"]
    assert lacking(code, Mode.DEVELOP, {"no-tests": "the generated table is tested elsewhere"})[0].startswith(
        "src/lib.rs:2"
    )
    assert len(lacking(code, Mode.DEVELOP, {"no-tests": "none"})) == 2
    assert lacking(code, Mode.REVIEW, {}, "120us cargo bench") == ()
    [benchmark] = lacking(code, Mode.OPTIMISE, {}, "120us cargo bench")
    assert benchmark.startswith("a target is stated")
    assert lacking(code, Mode.OPTIMISE, {"no-benchmark": "benches/sum.rs measures it already"}, "120us") == ()


def test_nothing_is_asked_of_words() -> None:
    """A task that changes documentation, settings or tests alone needs no test."""
    assert lacking(found({"README.md": "b"}, {"README.md": "a"}), Mode.DEVELOP, {}) == ()
    assert lacking(found({"Cargo.toml": "b"}, {"Cargo.toml": "a"}), Mode.DEVELOP, {}) == ()
    assert lacking(found("/// Words.\n" + OLD), Mode.DEVELOP, {}) == ()
