"""A loop looks at elements that are still needed, or changes them in their place."""

from repair.moves.mending import mend


def test_a_chain_that_only_looks() -> None:
    """`into_iter()` becomes `iter()`, without any clone."""
    text = "pub fn f(words: Vec<String>) -> usize {\n    let n: usize = words.into_iter().map(|w| w.len()).sum();\n"
    mended = mend(text + "    n + words.len()\n}\n")
    assert mended.text == text.replace("into_iter", "iter") + "    n + words.len()\n}\n"
    assert mended.moves == ("iterate-lent",)


def test_numbers_are_copied() -> None:
    """Where the chain wants the numbers themselves, they are copied."""
    text = "pub fn f(v: Vec<u64>) -> u64 {\n    let m: u64 = v.into_iter().fold(0, |a: u64, b: u64| a.max(b));\n"
    text += "    m + v[0]\n}\n"
    assert mend(text).text == text.replace("into_iter()", "iter().copied()")


def test_a_loop_over_numbers() -> None:
    """Each number is taken out of its reference, so that it keeps its type where it goes."""
    text = "use std::collections::HashMap;\npub fn f(all: Vec<i32>) -> usize {\n    let mut map = HashMap::new();\n"
    text += "    for one in all {\n        map.insert(one, ());\n    }\n"
    text += "    for (a, b) in all.iter().zip(map.keys()) {\n        assert_eq!(a, b);\n    }\n    map.len()\n}\n"
    mended = mend(text)
    assert mended.text == text.replace("for one in all", "for &one in &all")
    assert mended.moves == ("iterate-lent",)


def test_a_loop_that_changes_its_elements() -> None:
    """The elements are changed in their place, not in copies, and the method says so."""
    text = """pub struct World {
    hp: Vec<(String, i32)>,
}
impl World {
    pub fn tick(&self) {
        for one in self.hp {
            one.1 -= 1;
        }
    }
}
"""
    mended = mend(text)
    assert mended.compiles
    assert "&mut self.hp" in mended.text
    assert "&mut self)" in mended.text
    assert "clone" not in mended.text


def test_elements_that_leave_are_not_lent() -> None:
    """A chain that keeps the elements themselves cannot look at them only."""
    text = (
        "pub fn f(v: Vec<String>) -> (Vec<String>, usize) {\n    let w: Vec<String> = v.into_iter().rev().collect();\n"
    )
    mended = mend(text + "    (w, v.len())\n}\n")
    assert "into_iter" in mended.text or "cloned" in mended.text
    assert mended.compiles
