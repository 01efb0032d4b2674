"""A small crate, and ordinary work on it: what a change makes of its files."""

LIB = """//! Sums.
mod parse;

/// Adds.
///
/// ```
/// assert_eq!(sums::add(1, 2), 3);
/// ```
pub fn add(a: u64, b: u64) -> u64 {
    a + b
}

pub struct Total {
    sum: u64,
}

impl Total {
    pub fn new() -> Self {
        Total { sum: 0 }
    }

    pub fn push(&mut self, n: u64) {
        self.sum += n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add(20, 22), 42);
        assert!(add(1, 1) < 3);
    }

    #[test]
    fn total() {
        let mut total = Total::new();
        total.push(17);
        assert_eq!(total.sum, 17);
    }
}
"""
PARSE = """pub fn number(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| format!("no number: {text}"))
}
"""
FLOW = """use sums::add;

#[test]
fn large() {
    assert_eq!(add(1000, 2345), 3345);
}

#[test]
fn many() {
    let sum = (0..100).fold(0, add);
    assert_eq!(sum, 4950);
}
"""
MANIFEST = '[package]\nname = "sums"\nversion = "0.1.0"\nedition = "2021"\n\n[lints.clippy]\nall = "warn"\n'
CI = """on: [push]
jobs:
  a:
    steps:
      - run: cargo test --workspace
      - run: cargo clippy -- -D warnings
"""
BEFORE = {
    "src/lib.rs": LIB,
    "src/parse.rs": PARSE,
    "tests/flow.rs": FLOW,
    "Cargo.toml": MANIFEST,
    ".github/workflows/ci.yml": CI,
    ".gitignore": "/target\n",
    "clippy.toml": "too-many-lines-threshold = 80\n",
}
TESTS = LIB[LIB.index("#[cfg(test)]") :]
ADDS = "    #[test]\n    fn adds() {\n        assert_eq!(add(20, 22), 42);\n        assert!(add(1, 1) < 3);\n    }\n\n"


Files = dict[str, str | None]
"""What becomes of files; None takes one away."""


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Give a text with other words in the place of some that stand in it."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def lib(*changes: tuple[str, str]) -> Files:
    """Give src/lib.rs with other words in it."""
    return {"src/lib.rs": edited(LIB, *changes)}


def flow(more: str) -> Files:
    """Give tests/flow.rs with more at its end."""
    return {"tests/flow.rs": f"{FLOW}\n{more}"}


ZERO = "    #[test]\n    fn zero() {\n        assert_eq!(add(0, 0), 0);\n    }\n\n"
AID = "    use super::*;\n\n    fn assert_sum(t: &Total, n: u64) {\n        assert_eq!(t.sum, n);\n    }\n"
TABLE = """use sums::add;

#[test]
fn sums() {
    for (sum, want) in [(add(1000, 2345), 3345), ((0..100).fold(0, add), 4950)] {
        assert_eq!(sum, want);
    }
}
"""
MEAN = "//! Means.\n\n/// Gives the mean.\npub fn mean(n: &[u64]) -> u64 {\n    n.iter().sum::<u64>() / 2\n}\n"
PANICS = 'pub fn one(n: u64) -> u64 {\n    if n == 0 { panic!("no zero here") }\n    n\n}\n'
OVERFLOW = '#[test]\n#[should_panic(expected = "overflow")]\nfn over() {\n    add(u64::MAX, 1);\n}\n'
BIG = '#[cfg(feature = "big")]\n#[test]\nfn big() {\n    assert_eq!(add(7, 9), 16);\n}\n'
EXPECTS = '#[expect(clippy::new_without_default, reason = "a sum begins at a number")]\npub struct Total'
EXAMPLE = "/// A sum.\n///\n/// ```\n/// let t = sums::Total::new();\n/// ```\npub struct Total"
PROPERTY = "proptest! {\n    #[test]\n    fn sums(a in 0..9u64) {\n        prop_assert_eq!(add(a, 0), a);\n    }\n}\n"
PUSH = LIB[LIB.index("    pub fn push") : LIB.index("}\n\n#[cfg(test)]")]
TOTAL = LIB[LIB.index("\n    #[test]\n    fn total") : -2]
ADD = LIB[LIB.index("/// Adds.") : LIB.index("pub struct")]

WORK: dict[str, Files] = {
    "a test more": lib(("    #[test]\n    fn total", f"{ZERO}    #[test]\n    fn total")),
    "a test has another name": lib(("fn adds", "fn small_numbers_are_added")),
    "a test module has another name": lib(("mod tests", "mod unit")),
    "tests go to a file of their own": lib((TESTS, "#[cfg(test)]\nmod tests;\n"))
    | {"src/tests.rs": TESTS[TESTS.index("use") : -2]},
    "a unit test goes to tests/": lib((ADDS, "")) | flow(ADDS.replace("    #[", "#[")),
    "a test file has another name": {"tests/flow.rs": None, "tests/sums.rs": FLOW},
    "a test file becomes a program of several": {
        "tests/flow.rs": None,
        "tests/all/main.rs": "mod flow;\n",
        "tests/all/flow.rs": FLOW,
    },
    "a test asks for more": lib(("assert!(add(1, 1) < 3);", "assert_eq!(add(1, 1), 2);")),
    "an assertion has a message": lib(("(total.sum, 17)", '(total.sum, 17, "after one push")')),
    "sides are swapped": lib(("(total.sum, 17)", "(17, total.sum)")),
    "a value has a name": lib(("assert_eq!(add(20, 22), 42);", "let sum = add(20, 22);\n        assert_eq!(sum, 42);")),
    "assertions go to a function": lib(
        ("assert_eq!(total.sum, 17)", "assert_sum(&total, 17)"), ("    use super::*;\n", AID)
    ),
    "two tests become a table": {"tests/flow.rs": TABLE},
    "a test returns a result": {
        "tests/flow.rs": edited(
            FLOW, ("large() {", "large() -> Result<(), String> {"), ("3345);\n}", "3345);\n    Ok(())\n}")
        ),
    },
    "a test is async": {"tests/flow.rs": edited(FLOW, ("#[test]\nfn large", "#[tokio::test]\nasync fn large"))},
    "a function goes with its tests": lib((ADDS, ""), (ADD, "")) | {"tests/flow.rs": None},
    "a function has another name": lib(("add(", "plus(")) | {"tests/flow.rs": FLOW.replace("add", "plus")},
    "a method goes with its test": lib((PUSH, ""), (TOTAL, "")),
    "a signature has another type": lib(("u64", "i64")) | {"src/parse.rs": PARSE.replace("u64", "i64")},
    "a body is written anew": lib(("    a + b\n", '    a.checked_add(b).expect("no overflow")\n')),
    "behaviour changes with its tests": lib(
        ("    a + b\n", "    a + b + 1\n"), (", 42)", ", 43)"), ("add(1, 1) < 3", "add(1, 1) > 2"), (", 3);", ", 4);")
    )
    | {"tests/flow.rs": edited(FLOW, ("3345", "3346"), ("4950", "5050"))},
    "a new module": lib(("mod parse;", "mod parse;\npub mod mean;")) | {"src/mean.rs": MEAN},
    "a module goes away": lib(("mod parse;\n", "")) | {"src/parse.rs": None},
    "a module becomes a folder": {"src/parse.rs": None, "src/parse/mod.rs": PARSE},
    "a module has another name": lib(("mod parse", "mod read")) | {"src/parse.rs": None, "src/read.rs": PARSE},
    "a module is written in place": lib(("mod parse;", f"mod parse {{\n{PARSE}}}")) | {"src/parse.rs": None},
    "a panic with a reason": {"src/parse.rs": PARSE + PANICS},
    "a test that must panic": flow(OVERFLOW),
    "a test behind a new feature": flow(BIG),
    "an expectation with its reason": lib(("pub struct Total", EXPECTS)),
    "lints become stricter": {
        "src/lib.rs": "#![deny(missing_docs)]\n" + LIB,
        "Cargo.toml": MANIFEST.replace("warn", "deny"),
    },
    "more lints": {"Cargo.toml": MANIFEST + 'pedantic = "warn"\n\n[lints.rust]\nunsafe_code = "forbid"\n'},
    "a dependency": {"Cargo.toml": MANIFEST + '\n[dependencies]\nserde = "1"\n'},
    "a benchmark": {
        "Cargo.toml": MANIFEST + '\n[[bench]]\nname = "sum"\nharness = false\n',
        "benches/sum.rs": "fn main() { divan::main(); }\n",
    },
    "a test program with a harness of its own": {
        "Cargo.toml": MANIFEST + '\n[[test]]\nname = "ui"\nharness = false\n',
        "tests/ui.rs": "fn main() { run(); }\n",
    },
    "another version": {"Cargo.toml": MANIFEST.replace("0.1.0", "0.2.0"), "CHANGELOG.md": "## 0.2.0\n\n- sums\n"},
    "a stricter threshold": {"clippy.toml": "too-many-lines-threshold = 40\n"},
    "a server checks more": {".github/workflows/ci.yml": f"{CI}      - run: cargo fmt --check\n"},
    "another test runner on the server": {".github/workflows/ci.yml": CI.replace("cargo test", "cargo nextest run")},
    "editor files are ignored": {".gitignore": "/target\n.idea/\n*.swp\n"},
    "documentation is written": lib(("/// Adds.\n", "/// Adds two numbers; it panics on overflow in debug builds.\n")),
    "an example changes with its function": lib(("sums::add(1, 2), 3", "sums::add(2, 2), 4")),
    "a new example": lib(("pub struct Total", EXAMPLE)),
    "a README": {"README.md": "# sums\n\n```console\n$ cargo add sums\n```\n"},
    "layout": {"src/lib.rs": LIB.replace("    ", "\t"), "tests/flow.rs": FLOW.replace("\n\n", "\n\n\n")},
    "comments": lib(("        assert", "        // as ever\n        assert")),
    "a property test": flow(PROPERTY),
    "an expected result": {"src/snapshots/sums__total.snap": "---\nsource: src/lib.rs\n---\n17\n"},
}
"""What was done, and which files it touched."""
