"""Which changed files can concern a test, and whether source or test has changed in them."""

from pathlib import Path

import pytest

from ferrule.facts.failing import Cause, ChangedFile, Role
from ferrule.facts.finding import Finding, Level
from ferrule.facts.workspace import Package, Target, Workspace
from ferrule.repair.failing.case import Case
from ferrule.repair.failing.changed import cause_of, changed_since
from flow.failing.pasts import commit
from workspaces import write

TESTS = "#[cfg(test)]\nmod tests {\n    fn shared() {}\n    #[test]\n    fn one() {}\n    #[test]\n    fn two() {}\n}\n"
PROGRAM = "mod common;\n#[test]\nfn one() {}\n#[test]\nfn two() {}\n"
EXAMPLE = "/// ```\n/// f();\n/// ```\npub fn f() {}\n"
FILES = {
    "Cargo.toml": "",
    "Cargo.lock": "1",
    ".gitignore": "",
    "low/src/lib.rs": "pub fn low() {}\n" + TESTS,
    "top/Cargo.toml": "",
    "top/src/lib.rs": "mod a;\n" + EXAMPLE,
    "top/src/a/b.rs": "fn b() {}\n" + TESTS,
    "top/src/a/tests.rs": "fn helps() {}\n#[test]\nfn apart() {}\n",
    "top/src/words.dat": "",
    "top/README.md": "",
    "top/tests/it.rs": PROGRAM,
    "top/tests/other.rs": PROGRAM,
    "top/tests/common/mod.rs": "pub fn help() {}\n",
    "top/tests/data.json": "{}",
    "top/benches/speed.rs": "fn main() {}\n",
    "apart/src/lib.rs": TESTS,
}
UNIT, PLAIN, OTHER = ("top", "a::b::tests::one"), ("top::it", "one"), ("low", "tests::one")
MADE, NAMELESS, CASES = ("top", "made::by_macro"), ("top::it", ""), ("top::it", "one::case_1")
OWN_FILE, EXAMPLE_OF = ("top", "a::tests::apart"), ("top::doc", "top/src/lib.rs - f (line 2)")

ROWS: dict[str, tuple[tuple[str, str], str, tuple[str, str], str]] = {
    "source of the package": (UNIT, "top/src/lib.rs", ("mod a;", "mod a;\nmod c;"), "source"),
    "source of a member that it needs": (UNIT, "low/src/lib.rs", ("low() {}", "low() { 1 }"), "source"),
    "tests of a member that it needs": (UNIT, "low/src/lib.rs", ("fn one() {}", "fn one() { 1 }"), ""),
    "source of another member": (UNIT, "apart/src/lib.rs", ("#[cfg", "fn x() {}\n#[cfg"), ""),
    "source of a dependent": (OTHER, "top/src/lib.rs", ("mod a;", "mod b;"), ""),
    "the test": (UNIT, "top/src/a/b.rs", ("fn one() {}", "fn one() { 1 }"), "test"),
    "what tests share": (UNIT, "top/src/a/b.rs", ("shared() {}", "shared() { 1 }"), "test"),
    "another test": (UNIT, "top/src/a/b.rs", ("fn two() {}", "fn two() { 1 }"), ""),
    "a test of the same name": (UNIT, "low/src/lib.rs", ("fn one() {}", "fn one() { 1 }"), ""),
    "source and test": (UNIT, "top/src/a/b.rs", ("fn", "pub fn"), "both"),
    "a remark": (UNIT, "top/src/a/b.rs", ("fn b", "// why\nfn  b"), ""),
    "a file of tests": (OWN_FILE, "top/src/a/tests.rs", ("helps() {}", "helps() { 1 }"), "test"),
    "a test by a macro": (MADE, "top/src/a/b.rs", ("fn one() {}", "fn one() { 1 }"), ""),
    "an integration test": (PLAIN, "top/tests/it.rs", ("fn one() {}", "fn one() { 1 }"), "test"),
    "a case of a test": (CASES, "top/tests/it.rs", ("fn one() {}", "fn one() { 1 }"), "test"),
    "another one of its file": (PLAIN, "top/tests/it.rs", ("fn two() {}", "fn two() { 1 }"), ""),
    "any of its file": (NAMELESS, "top/tests/it.rs", ("fn two() {}", "fn two() { 1 }"), "test"),
    "another program": (PLAIN, "top/tests/other.rs", ("fn one() {}", "fn one() { 1 }"), ""),
    "what programs share": (PLAIN, "top/tests/common/mod.rs", ("help() {}", "help() { 1 }"), "test"),
    "data of the tests": (PLAIN, "top/tests/data.json", ("{}", "[]"), "test"),
    "an integration test for a unit test": (UNIT, "top/tests/it.rs", ("fn one() {}", "fn one() { 1 }"), ""),
    "a benchmark": (UNIT, "top/benches/speed.rs", ("{}", "{ 1 }"), ""),
    "data of the source": (UNIT, "top/src/words.dat", ("", "word"), "source"),
    "a text": (UNIT, "top/README.md", ("", "word"), ""),
    "a manifest": (UNIT, "top/Cargo.toml", ("", "[features]"), "source"),
    "the manifest of the root": (UNIT, "Cargo.toml", ("", "[workspace]"), "source"),
    "the lock": (UNIT, "Cargo.lock", ("1", "2"), "source"),
    "settings": (UNIT, ".cargo/config.toml", ("", "[build]"), "source"),
    "what git ignores": (UNIT, ".gitignore", ("", "x"), ""),
    "a new module": (UNIT, "top/src/c.rs", ("", "fn c() {}"), "source"),
    "an example": (EXAMPLE_OF, "top/src/lib.rs", ("f();", "f(1);"), "test"),
    "an example and its function": (EXAMPLE_OF, "top/src/lib.rs", ("f()", "f(1)"), "both"),
    "another line of an example": (EXAMPLE_OF, "top/src/a/b.rs", ("fn b() {}", "fn b() { 1 }"), "source"),
    "a program that no member has": (("gone::it", "one"), "top/src/lib.rs", ("mod a;", "mod b;"), ""),
}


def member(root: Path, name: str, *needs: str) -> Package:
    """Give a member with its targets."""
    folder = root / name
    library = Target(name, ("lib",), folder / "src/lib.rs", tested=True, doctested=True)
    programs = tuple(
        Target(kind, ("test",), folder / f"tests/{kind}.rs", tested=True, doctested=False)
        for kind in ("it", "other")
        if name == "top"
    )
    return Package(name, name, "0.1.0", "2021", folder / "Cargo.toml", (library, *programs), (), needs)


@pytest.mark.parametrize("name", ROWS)
def test_roles(tmp_path: Path, name: str) -> None:
    """A file is named with the side that changed in it, and is not where it cannot concern the test."""
    (binary, test), path, (old, new), role = ROWS[name]
    good = commit(write(tmp_path, FILES))
    text = FILES.get(path, "")
    write(tmp_path, {path: text.replace(old, new) if old else text + new})
    packages = (member(tmp_path, "low"), member(tmp_path, "top", "low"), member(tmp_path, "apart"))
    workspace = Workspace(tmp_path, tmp_path / "target", packages, is_virtual=True)
    is_doc = binary.endswith("::doc")
    place = ("top/src/lib.rs", 2) if is_doc else (None, None)
    finding = Finding("rustdoc" if is_doc else "libtest", "test-failed", Level.ERROR, "", *place)

    found = changed_since(good, workspace, Case(binary, test, finding), tmp_path)

    assert ([ChangedFile(path, Role(role))] if role else []) == list(found)


def test_causes() -> None:
    """The sides of all files together are the cause."""
    source, test, both = (ChangedFile("a", role) for role in (Role.SOURCE, Role.TEST, Role.BOTH))

    assert (Cause.NEITHER, Cause.SOURCE_CHANGED) == (cause_of(()), cause_of((source, source)))
    assert (Cause.TEST_CHANGED, Cause.BOTH, Cause.BOTH) == (
        cause_of((test,)),
        cause_of((both,)),
        cause_of((source, test)),
    )


def test_what_is_deleted_or_made_by_cargo(tmp_path: Path) -> None:
    """A file that is gone is a change; a lock that the good revision had not, and a target folder, are none."""
    good = commit(write(tmp_path, {name: text for name, text in FILES.items() if name != "Cargo.lock"}))
    (tmp_path / "top/src/a/b.rs").unlink()
    write(tmp_path, {"Cargo.lock": "new", "target/top/src/lib.rs": "built"})
    packages = (member(tmp_path, "low"), member(tmp_path, "top", "low"))
    workspace = Workspace(tmp_path, tmp_path / "target", packages, is_virtual=True)
    case = Case(*OWN_FILE, Finding("libtest", None, Level.ERROR, ""))

    found = changed_since(good, workspace, case, tmp_path)

    assert [ChangedFile("top/src/a/b.rs", Role.SOURCE)] == list(found)
