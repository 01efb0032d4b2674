"""A Rust file in three parts: what is compiled without tests, what tests share, and one test."""

import pytest

from ferrule.repair.failing.texts import example, has_example, split

FILE = b"""
/// Adds.
///
/// ```
/// add();
/// ```
pub fn add() {}

// a remark
#[cfg(not(test))]
fn real() {}

#[cfg(all(test, unix))]
mod tests {
    fn shared() {}

    #[test]
    #[should_panic]
    fn one() { shared() }

    mod deep {
        #[tokio::test]
        async fn one() {}
    }
}
"""
ONE, DEEP = ("tests", "one"), ("tests", "deep", "one")


def parts(change: tuple[bytes, bytes], path: tuple[str, ...] = ONE) -> str:
    """Give which parts differ after a replacement: `s` source, `h` shared, `t` the test."""
    old, new = split(FILE, path, only_tests=False), split(FILE.replace(*change), path, only_tests=False)
    pairs = (("s", old.source, new.source), ("h", old.shared, new.shared), ("t", old.test, new.test))
    return "".join(sign for sign, one, other in pairs if one != other)


CHANGES = {
    "a function": ((b"add() {}", b"add() { 1 }"), "s"),
    "what is not for tests": ((b"real() {}", b"real() { 1 }"), "s"),
    "what tests share": ((b"shared() {}", b"shared() { 1 }"), "h"),
    "the test": ((b"{ shared() }", b"{ }"), "t"),
    "its attribute": ((b"    #[should_panic]\n", b""), "t"),
    "another test": ((b"async fn one() {}", b"async fn one() { 1 }"), ""),
    "a comment": ((b"// a remark", b"// another"), ""),
    "layout": ((b"fn shared() {}", b"fn  shared ( ) { }"), ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed(name: str) -> None:
    """Each change is seen in its part, and comments and layout in none."""
    change, expected = CHANGES[name]

    assert expected == parts(change)


def test_a_test_is_told_by_its_modules() -> None:
    """Of two tests of one name the modules decide; a file may hold none of them, or be part of a longer path."""
    deep, absent = split(FILE, DEEP, only_tests=False), split(FILE, ("other",), only_tests=False)
    longer = split(b"#[test]\nfn one() {}", DEEP, only_tests=True)

    assert (b"async" in (deep.test or ()), 2, None) == (deep.test is not None, deep.modules, absent.test)
    assert (0, True, ()) == (longer.modules, longer.test is not None, longer.source)


def test_every_test_of_a_program() -> None:
    """Without a name all tests count as what is shared."""
    whole = split(b"#[test]\nfn one() {}\nfn two() {}", (), only_tests=True)

    assert ((), None, {b"test", b"one", b"two"}) == (
        whole.source,
        whole.test,
        {b"test", b"one", b"two"} & set(whole.shared),
    )


def test_examples() -> None:
    """An example is known by its text, on whatever line it stands; elsewhere there is none."""
    text = example(FILE, 4)

    assert "```\nadd();\n```" == text
    assert ("", "") == (example(FILE, 3), example(FILE, 400))
    assert (True, False) == (has_example(b"\n\n" + FILE, text), has_example(FILE.replace(b"add();", b"sub();"), text))
    assert "```\nopen" == example(b"/// ```\n/// open", 1)
