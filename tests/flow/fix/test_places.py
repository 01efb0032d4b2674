"""Faults in odd places of a workspace: repaired where they stand, and nowhere else."""

from pathlib import Path

import pytest

from ferrule.facts.fix import Testing
from ferrule.facts.workspace import Selection
from flow.fix.crates import FAULT, MARKS, changed, is_left_alone, leftovers, mended, repaired, tree
from workspaces import manifest, members, package, write

pytestmark = MARKS

MACRO = """macro_rules! counters {
    ($($name:ident)*) => { $(
        pub fn $name() -> usize {
            let v = Vec::new();
            v.push(1u8);
            v.len()
        }
    )* };
}
counters!(one two);
"""
SAME = "macro_rules! same {\n    ($($t:tt)*) => { $($t)* };\n}\nsame! {\n" + FAULT + "}\n"
BUILD = "fn main() {\n    let v = Vec::new();\n    v.push(1u8);\n}\n"
SHARED = {
    "src/lib.rs": "pub mod shared;\n",
    "src/main.rs": 'mod shared;\nfn main() {\n    println!("{}", shared::count());\n}\n',
    "src/shared.rs": FAULT,
    "tests/t.rs": '#[path = "../src/shared.rs"]\nmod s;\n#[test]\nfn t() {\n    assert_eq!(1, s::count())\n}\n',
}

CASES: dict[str, tuple[str, dict[str, str]]] = {
    "macro": ("src/lib.rs", {"src/lib.rs": MACRO}),
    "macro-argument": ("src/lib.rs", {"src/lib.rs": SAME}),
    "include": ("src/part.rs", {"src/lib.rs": 'include!("part.rs");\n', "src/part.rs": FAULT}),
    "include-above": ("gen/part.in", {"src/lib.rs": 'include!("../gen/part.in");\n', "gen/part.in": FAULT}),
    "build-script": ("build.rs", {"build.rs": BUILD}),
    "blanks-in-names": ("src/a b.rs", {"src/lib.rs": '#[path = "a b.rs"]\npub mod ab;\n', "src/a b.rs": FAULT}),
    "shared-module": ("src/shared.rs", SHARED),
} | {
    f"edition-{year}": ("src/lib.rs", {"Cargo.toml": manifest("demo").replace("2021", year), "src/lib.rs": FAULT})
    for year in ("2015", "2018", "2021", "2024")
}

READER = """use proc_macro::TokenStream;
#[proc_macro]
pub fn body(_: TokenStream) -> TokenStream {
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    std::fs::read_to_string(format!("{folder}/body.txt")).unwrap().parse().unwrap()
}
"""


@pytest.mark.parametrize("name", CASES)
def test_the_fault_is_repaired_where_it_stands(tmp_path: Path, name: str) -> None:
    """One file is changed, by its edit only; all targets compile."""
    place, files = CASES[name]
    root = package(tmp_path, files)
    before = tree(root)

    report = repaired(root, tests=Testing.AFFECTED if name == "shared-module" else Testing.NONE)

    after = tree(root)
    assert ("fixed", 0, True) == (report.verdict, report.errors_after, report.applied)
    assert {place} == changed(before, after)
    assert mended(files[place].encode()) == after[place][1]
    assert [] == leftovers(root)
    assert is_left_alone(root)


def reader(root: Path, body: str, lib: str) -> Path:
    """Make a workspace in which a procedural macro reads a file of the crate that calls it."""
    members(root, {"app": '[dependencies]\nmac = { path = "../mac" }\n', "mac": "[lib]\nproc-macro = true\n"})
    return write(root, {"app/body.txt": body, "app/src/lib.rs": lib, "mac/src/lib.rs": READER})


def test_a_macro_that_reads_a_file_finds_it(tmp_path: Path) -> None:
    """Candidates are compiled at their own path, so the macro sees the file beside the manifest."""
    root = reader(tmp_path, "pub fn extra() -> u8 { 1 }", "mac::body!();\n" + FAULT)
    before = tree(root)

    report = repaired(root)

    assert ("fixed", {"app/src/lib.rs"}) == (report.verdict, changed(before, tree(root)))


def test_what_a_macro_reads_is_no_source(tmp_path: Path) -> None:
    """An error in what the macro made has no place in a source: it is left."""
    root = reader(tmp_path, FAULT, "mac::body!();\n")
    before = tree(root)

    report = repaired(root)

    assert ("unfixed", ["E0596"]) == (report.verdict, [one.finding.rule for one in report.incidents])
    assert before == tree(root)


def test_code_that_is_switched_off_is_left_alone(tmp_path: Path) -> None:
    """A fault behind a feature is none without the feature, and is repaired with it."""
    files = {"src/lib.rs": '#[cfg(feature = "x")]\npub mod x;\n', "src/x.rs": FAULT}
    root = package(tmp_path, files, "[features]\nx = []\n")
    before = tree(root)

    without = repaired(root)
    unchanged = tree(root)
    with_it = repaired(root, selection=Selection(features=("x",)))

    assert ("clean", before) == (without.verdict, unchanged)
    assert ("fixed", {"src/x.rs"}) == (with_it.verdict, changed(before, tree(root)))
