"""A collection owns what it gathers from what ends with each round (P15)."""

import pytest

from repair.moves.mending import mend


def test_words_of_a_line() -> None:
    """Parts are copied where they are put in."""
    mended = mend("""pub fn words(lines: &[&str]) -> usize {
    let mut seen = Vec::new();
    for line in lines {
        let lower = line.to_lowercase();
        for word in lower.split(' ') {
            seen.push(word);
        }
    }
    seen.dedup();
    seen.len()
}
""")
    assert mended.moves == ("own-collected",)
    assert "seen.push(word.to_string());" in mended.text


def test_keys_and_the_written_type() -> None:
    """The type that is written changes with what is put in."""
    mended = mend("""use std::collections::HashMap;
pub fn count(lines: &[String]) -> usize {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        let clean = line.replace(',', " ");
        for word in clean.split_whitespace() {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    counts.len()
}
""")
    assert "HashMap<String, usize>" in mended.text
    assert "*counts.entry(word.to_string()).or_insert(0) += 1;" in mended.text


def test_the_value_itself_at_its_last_use() -> None:
    """What ends with the round is given away and not copied."""
    mended = mend("""pub fn longest(lines: &[&str]) -> usize {
    let mut best = "";
    for line in lines {
        let trimmed = line.replace(' ', "");
        if trimmed.len() > best.len() {
            best = &trimmed;
        }
    }
    best.len()
}
""")
    assert "let mut best = String::new();" in mended.text
    assert "            best = trimmed;\n" in mended.text
    assert mended.costs == ()


def test_a_collection_that_begins_with_something() -> None:
    """What is in it from the beginning is of a type that is not known here."""
    mended = mend("""pub fn longest(lines: &[&str], first: &[&str]) -> usize {
    let mut best = first.to_vec();
    for line in lines {
        let trimmed = line.replace(' ', "");
        best.push(&trimmed);
    }
    best.len()
}
""")
    assert "own-collected" not in mended.moves


@pytest.mark.parametrize(
    "start", ["first.iter().copied().collect()", "first.iter().rev().copied().collect::<Vec<_>>()"]
)
def test_what_a_call_without_arguments_gives_is_no_empty_start(start: str) -> None:
    """`collect()` gives a collection of what is lent, however empty its parentheses are."""
    mended = mend(f"""pub fn longest(lines: &[&str], first: &[&str]) -> usize {{
    let mut best: Vec<&str> = {start};
    for line in lines {{
        let trimmed = line.replace(' ', "");
        best.push(&trimmed);
    }}
    best.len()
}}
""")
    assert "own-collected" not in mended.moves
    assert mended.faults == ()


@pytest.mark.parametrize("start", ["Vec::new()", "vec![]", "Vec::with_capacity(2)", "Default::default()"])
def test_an_empty_start(start: str) -> None:
    """Nothing is in it yet, so that it can own all it gets."""
    mended = mend(f"""pub fn all(lines: &[&str]) -> usize {{
    let mut best: Vec<&str> = {start};
    for line in lines {{
        let trimmed = line.replace(' ', "");
        best.push(&trimmed);
    }}
    best.len()
}}
""")
    assert mended.moves == ("own-collected",)
    assert f"let mut best: Vec<String> = {start};" in mended.text
