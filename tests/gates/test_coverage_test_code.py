"""Which lines of a Rust file are test code, and which files its modules lie in; nothing is compiled."""

from pathlib import Path

import pytest

from coverage_crates import job_of
from ferrule.diagnostics.llvm_cov import FileLines
from ferrule.facts.settings import CoverageSettings
from ferrule.gates.coverage_scope import counted
from ferrule.gates.coverage_test_code import Declared, outline
from workspaces import package, write


@pytest.mark.parametrize(
    "attribute",
    [
        "#[test]",
        '#[tokio::test(flavor = "multi_thread")]',
        "#[cfg(test)]",
        "#[cfg( all(unix, test) )]",
        '#[cfg(any(test, all(test, feature = "a,b(")))]',
        "#[cfg(not(not(test)))]",
        "#[cfg(not(any(unix, not(test))))]",
        "#[inline]\n#[cfg(test)]",
    ],
)
def test_what_only_a_test_build_has(attribute: str) -> None:
    """An attribute that needs `test` makes the item test code, from the attribute to its end."""
    text = f"fn before() {{}}\n{attribute}\n// why\nfn within() {{\n}}\nfn after() {{}}\n"

    last = text.count("\n") - 1
    assert set(range(2, last + 1)) == outline(text.encode()).test_lines


@pytest.mark.parametrize(
    "attribute",
    [
        "#[cfg(not(test))]",
        '#[cfg(any(test, feature = "testing"))]',
        '#[cfg(feature = "test")]',
        "#[cfg(unix)]",
        "#[cfg_attr(test, inline)]",
        "#[cfg(not(all(test, unix)))]",
        "#[cfg()]",
        "#[testing::other]",
    ],
)
def test_what_other_builds_have_too(attribute: str) -> None:
    """What can be compiled without `test` is code."""
    assert set() == outline(f"{attribute}\nfn f() {{}}\n".encode()).test_lines


def test_pieces_of_a_function() -> None:
    """Statements, blocks and match arms can be test code, and modules by an attribute within."""
    text = b"""fn f(x: u8) {
    #[cfg(test)]
    let y = 1;
    #[cfg(test)]
    {
        g();
    }
    match x {
        #[cfg(test)]
        1 => {}
        #[cfg(not(test))]
        2 => {}
        _ => {}
    }
}
mod m {
    #![cfg(test)]
}
"""

    assert {2, 3, 4, 5, 6, 7, 9, 10, 16, 17, 18} == outline(text).test_lines


def test_modules_in_files() -> None:
    """Each declaration is told with its path, the modules around it and whether it is for tests."""
    text = b'#[cfg(test)]\nmod a;\nmod b { pub mod r#c; #[cfg(test)] mod d { mod e; } }\n#[path = "x/y.rs"]\nmod f;\n'

    assert {
        Declared("a", None, (), is_test=True),
        Declared("c", None, ("b",), is_test=False),
        Declared("e", None, ("b", "d"), is_test=True),
        Declared("f", "x/y.rs", (), is_test=False),
    } == set(outline(text).modules)


@pytest.mark.parametrize(
    "text", [b"", b"mod", b"#[cfg(test", b"#![cfg(test)]\nfn f() {}", b"\xff\xfe mod x { #["], ids=repr
)
def test_broken_text(text: bytes) -> None:
    """Whatever the text, nothing is raised; a file for tests is one as a whole."""
    found = outline(text)

    assert found.is_test == (b"![cfg" in text)
    assert found.is_test == (1 in found.test_lines)


@pytest.mark.cargo
def test_the_files_that_count(tmp_path: Path) -> None:
    """Modules are followed as rustc does; files of tests, generated, foreign and excluded ones do not count."""
    lib = '#[cfg(test)]\nmod unit;\nmod a;\n#[path = "odd/place.rs"]\nmod odd;\nmod inline { mod deep; }\n'
    names = {
        "src/a.rs": "mod b;\n",
        "src/a/b.rs": "",
        "src/odd/place.rs": "mod beside;\n",
        "src/odd/beside.rs": "",
        "src/inline/deep/mod.rs": "",
        "src/unit.rs": "mod more;\n",
        "src/unit/more.rs": "",
        "src/included.rs": "",
        "src/left/out.rs": "",
        "tests/it.rs": '#[path = "../src/a.rs"]\nmod shared;\nmod common;\n',
        "tests/common/mod.rs": "",
        "tests/read/by_include.rs": "",
        "vendor/x/Cargo.toml": "",
        "vendor/x/src/lib.rs": "",
        "target/debug/build/x/out/made.rs": "",
    }
    root = write(package(tmp_path / "ws", {"src/lib.rs": lib}), names)
    job = job_of(root, tmp_path / "scratch", CoverageSettings(exclude=("src/left/*",)))
    reported = [str(root / name) for name in ("src/lib.rs", *names) if name.endswith(".rs")]
    reported += ["/rustc/1234/library/core/src/option.rs", f"{root}/src/../src/inline/deep/../deep/mod.rs"]

    found = counted(job, [FileLines(path, frozenset({7}), frozenset({8})) for path in dict.fromkeys(reported)])

    kept = ["a.rs", "a/b.rs", "included.rs", "inline/deep/mod.rs", "lib.rs", "odd/beside.rs", "odd/place.rs"]
    assert [f"src/{name}" for name in kept] == [file.path for file in found]
