"""Phrases of other languages."""

import pytest

from repair.moves.mending import mend

SOUND = """use std::collections::HashMap;

#[derive(Debug)]
pub struct Bag {
    pub size: usize,
    names: HashMap<String, u32>,
}

pub enum Step {
    Go(u32),
    Stop,
}

impl Bag {
    pub fn add(&mut self, name: &str) -> bool {
        let mut found = Vec::new();
        for at in 0..self.size {
            found.push(at);
        }
        if found.is_empty() {
            return false;
        }
        self.names.insert(name.to_string(), 1).is_none()
    }

    pub fn all(&self, parts: &[u32], step: Step) -> Vec<u32> {
        match step {
            Step::Go(n) if n > 1 => parts.iter().map(|p| p + n).collect(),
            _ => Vec::new(),
        }
    }
}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("#[derive(Debug)]", "#derive(Debug)"),
        ("#[derive(Debug)]", "@derive(Debug)"),
        ("#[derive(Debug)]", "#[derive Debug]"),
        ("pub struct Bag", "struct pub Bag"),
        ("    names: HashMap<String, u32>", "    HashMap<String, u32> names"),
        ("HashMap<String, u32>", "HashMap[String, u32]"),
        ("    Go(u32)", "    Go: u32"),
        ("pub fn add", "fn pub add"),
        ("&mut self", "&self mut"),
        ("name: &str", "name &str"),
        ("name: &str", "const name: &str"),
        ("let mut found", "let found mut"),
        ("Vec::new();\n        for", "new Vec();\n        for"),
        ("for at in 0..self.size {", "for (int at = 0; at < self.size; at++) {"),
        ("for at in 0..self.size {", "for at in 0..self.size do {"),
        ("is_empty() {", "is_empty() then {"),
        ("&[u32]", "&u32[]"),
        ("&[u32]", "&[u32; ]"),
        ("n > 1 =>", "n > 1 ->"),
        ("if n > 1", "when n > 1"),
        ("Step::Go(n) if n", "case Step::Go(n) if n"),
        ("_ => Vec", "else => Vec"),
        ("|p| p + n", "p => p + n"),
        ("|p| p + n", "|p| -> p + n"),
    ],
)
def test_it_is_written_as_rust_writes_it(right: str, wrong: str) -> None:
    """The text is as it was."""
    mended = mend(SOUND.replace(right, wrong, 1))
    assert mended.text == SOUND


def test_every_arm_loses_its_word() -> None:
    """Who writes `case` once writes it before each arm."""
    sound = "pub fn f(n: u8) -> u8 {\n    match n {\n        1 => 2,\n        2 => 3,\n        _ => 4,\n    }\n}\n"
    wrong = sound.replace("1 =>", "case 1 =>").replace("2 =>", "case 2 =>").replace("_ =>", "default =>", 1)
    assert mend(wrong).text == sound.replace("_ =>", "default =>")


def test_a_missing_return_type_is_found_by_the_compiler() -> None:
    """`_` in its place makes rustc say what it is."""
    mended = mend("pub fn half(n: i64) -> {\n    n / 2\n}\n")
    assert mended.text == "pub fn half(n: i64) -> i64 {\n    n / 2\n}\n"


def test_a_name_with_hyphens() -> None:
    """It gets the one that its uses have."""
    mended = mend("pub fn get-all() -> u8 {\n    1\n}\npub fn f() -> u8 {\n    get_all()\n}\n")
    assert mended.text == "pub fn get_all() -> u8 {\n    1\n}\npub fn f() -> u8 {\n    get_all()\n}\n"


def test_strings_and_comments_stay() -> None:
    """What a text says is no phrase."""
    text = '// case 1 => x\npub fn f() -> &\'static str {\n    "new Vec() then {"\n}}\n'
    assert '"new Vec() then {"' in mend(text).text


def test_text_that_parses_is_left_alone() -> None:
    """An error of types is none of the parser's."""
    assert "rust-phrase" not in mend("pub fn f() -> u8 {\n    String::new()\n}\n").moves
