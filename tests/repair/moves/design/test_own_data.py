"""Types that outlive what they borrow own their data (P15)."""

from ferrule.facts.repair import CostKind
from ferrule.repair.moves.design import own_data
from repair.moves.design.offering import answer

CONFIG = """pub struct Config<'a> { name: &'a str, tags: Vec<&'a str>, limit: usize }
impl<'a> Config<'a> {
    pub fn new(name: &'a str, limit: usize) -> Config<'a> { Config { name, tags: Vec::new(), limit } }
    pub fn name(&self) -> &'a str { self.name }
    pub fn tag(&mut self, tag: &'a str) { self.tags.push(tag); }
}
"""
APP = """use crate::config::Config;
pub struct App<'a> { config: Config<'a>, title: &'a str }
impl<'a> App<'a> {
    pub fn show(&self) -> String { format!("{}/{}", self.title, self.config.name()) }
}
pub fn load(text: &str) -> App<'static> {
    let name = text.trim().to_uppercase();
    let title = format!("app {name}");
    let mut config = Config::new(&name, 3);
    config.tag("x");
    App { config, title: &title }
}
"""


def test_two_types_in_two_files() -> None:
    """What is made of a borrowing type follows it: fields, lifetimes, impls, constructors and getters of both files."""
    answered = answer(own_data, {"lib.rs": "pub mod app;\npub mod config;\n", "config.rs": CONFIG, "app.rs": APP})
    assert answered.compiles
    assert "pub struct Config { name: String, tags: Vec<String>, limit: usize }" in answered.files["config.rs"]
    assert "Config { name: name.to_string(), tags: Vec::new(), limit }" in answered.files["config.rs"]
    assert "pub fn name(&self) -> &str { &self.name }" in answered.files["config.rs"]
    assert "self.tags.push(tag.to_string());" in answered.files["config.rs"]
    assert "pub struct App { config: Config, title: String }\nimpl App {" in answered.files["app.rs"]
    assert "    App { config, title }\n" in answered.files["app.rs"]
    assert set(answered.costs) == {CostKind.PUBLIC_SIGNATURE}


def test_an_enum_and_what_iterates_over_it() -> None:
    """Variants of both forms own their data; a type that only hands it out keeps its own lifetime."""
    answered = answer(
        own_data,
        """pub enum Token<'a> { Ident(&'a str), Pair { key: &'a str, n: u32 }, Plus }
pub struct Lexer<'a> { rest: &'a str }
impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;
    fn next(&mut self) -> Option<Token<'a>> {
        let (word, after) = self.rest.split_once(' ')?;
        self.rest = after;
        if word == "+" { return Some(Token::Plus); }
        if let Some(key) = word.strip_suffix('=') { return Some(Token::Pair { key, n: 1 }); }
        Some(Token::Ident(word))
    }
}
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let lower = text.to_lowercase();
    Lexer { rest: &lower }.collect()
}
""",
    )
    assert "pub enum Token { Ident(String), Pair { key: String, n: u32 }, Plus }" in answered.text
    assert "    type Item = Token;\n    fn next(&mut self) -> Option<Token> {" in answered.text
    assert "Token::Pair { key: key.to_string(), n: 1 }" in answered.text
    assert "impl<'a> Iterator for Lexer<'a> {" in answered.text
    assert "-> Vec<Token> {" in answered.text


def test_maps_options_and_numbers() -> None:
    """Keys are owned, options are looked into, and a number is no longer dereferenced."""
    answered = answer(
        own_data,
        """use std::collections::HashMap;
pub struct Index<'a> { words: HashMap<&'a str, u32>, longest: Option<&'a str>, limit: &'a u32 }
impl<'a> Index<'a> {
    fn add(&mut self, word: &'a str) {
        *self.words.entry(word).or_default() += *self.limit;
        if self.longest.map_or(true, |one| one.len() < word.len()) { self.longest = Some(word); }
    }
    pub fn longest(&self) -> Option<&'a str> { self.longest }
}
pub fn build(text: &str) -> Index<'static> {
    let (text, limit) = (text.repeat(2), 3);
    let mut index = Index { words: HashMap::new(), longest: None, limit: &limit };
    for word in text.split(' ') { index.add(word); }
    index
}
""",
    )
    assert "words: HashMap<String, u32>, longest: Option<String>, limit: u32 }" in answered.text
    assert "*self.words.entry(word.to_string()).or_default() += self.limit;" in answered.text
    assert "self.longest.as_deref().map_or(true" in answered.text
    assert "self.longest = Some(word.to_string());" in answered.text
    assert "-> Option<&str> { self.longest.as_deref() }" in answered.text


def test_what_is_changed_through_a_reference_stays_lent() -> None:
    """A change to a copy would be lost: neither `&mut` nor a cell is copied."""
    for kind, value in (("&'a mut Vec<u32>", "&mut made"), ("&'a std::cell::Cell<u32>", "&made")):
        made = "vec![1]" if "mut" in kind else "std::cell::Cell::new(1)"
        answered = answer(
            own_data,
            f"pub struct Log<'a> {{ to: {kind} }}\npub fn log() -> Log<'static> {{\n"
            f"    let mut made = {made};\n    Log {{ to: {value} }}\n}}\n",
        )
        assert answered.offered == 0


def test_a_copied_type_and_a_constant() -> None:
    """Owned data can be neither `Copy` nor a constant of borrowed text."""
    plain = "pub struct Name<'a> { text: &'a str }\n"
    rest = "pub fn name(n: u32) -> Name<'static> {\n    let text = n.to_string();\n    Name { text: &text }\n}\n"
    assert answer(own_data, plain + rest).compiles
    assert answer(own_data, "#[derive(Clone, Copy)]\n" + plain + rest).offered == 0
    assert answer(own_data, plain + 'pub const NONE: Name<\'static> = Name { text: "" };\n' + rest).offered == 0
