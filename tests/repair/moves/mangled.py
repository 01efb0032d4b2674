"""Rust text that was cut, torn and shuffled, the same way on every run."""

import random
from collections.abc import Iterator

SOURCE = """//! Orders.
use std::collections::{BTreeMap, HashMap as Map};
use std::fmt::{self, Display};

mod parts {
    pub struct Part<'a> { pub name: &'a str, count: u32 }
    pub(crate) trait Weigh {
        type Unit; const MOST: u32 = 7;
        fn weigh(&self) -> Self::Unit; fn double(&self) -> u32 { 2 }
    }
    impl<'a> Weigh for Part<'a> { type Unit = u32; fn weigh(&self) -> u32 { self.count * 2 } }
}

#[derive(Debug, Clone, PartialEq)]
pub enum State { New, Paid { amount: u64, by: String }, Sent(u8, u8) }

/// One order.
pub struct Order<T: Clone = u8> where T: Display { id: T, lines: Vec<(String, u32)>, state: State }

impl<T> Order<T> where T: Clone + Display {
    pub fn new(id: T) -> Self { Order { id, lines: vec![], state: State::New } }
    pub fn total(&self, prices: &Map<String, u32>) -> Option<u64> {
        let mut sum = 0u64;
        for (name, count) in &self.lines {
            sum += u64::from(*prices.get(name)?) * u64::from(*count);
        }
        Some(sum)
    }
    fn label(&self, long: bool) -> String {
        match &self.state {
            State::New => "new".to_string(),
            State::Paid { amount, by } if *amount > 10 => format!("{} by {by}", amount),
            State::Paid { .. } => String::from("paid"),
            State::Sent(a, b) => if long { format!("sent {a}/{b}") } else { 'x'.to_string() },
        }
    }
}

impl<T: Clone + Display> Display for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}: {}", self.id, self.label(true)) }
}

const LIMIT: usize = 1 << 4;
static NAMES: [&str; 2] = ["a", "b"];

pub fn parse(text: &str) -> Result<BTreeMap<char, i64>, Box<dyn std::error::Error>> {
    let mut found = BTreeMap::new();
    'outer: for line in text.lines().take(LIMIT) {
        let (key, value) = line.split_once('=').ok_or("no sign")?;
        while let Some(first) = key.chars().next() {
            found.insert(first, value.trim().parse::<i64>()? as i64);
            continue 'outer;
        }
    }
    let add = |one: i64, other: i64| -> i64 { one + other };
    found.insert('s', add(1, -2));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn parses() { assert_eq!(parse("a=1").unwrap()[&'a'], 1); assert!(NAMES.len() == 2); }
}
"""
_WORDS = (
    "&",
    "mut ",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    ";",
    ",",
    "'",
    '"',
    "?",
    "::",
    "self",
    " as u8",
    "fn ",
    "é",
    "/*",
    "#[",
    "!",
)


def mangled(number: int, seed: int = 1) -> Iterator[str]:
    """Yield that many broken versions of a source, each torn in one to four places or cut at one."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(number):
        text = SOURCE
        for _ in range(chance.randint(1, 4)):
            text = _torn(text, chance)
        yield text


def _torn(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) or 1)
    end = min(len(text), at + chance.choice((1, 2, 5, 12, 40)))
    match chance.randrange(6):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chance.choice(_WORDS) + text[at:]
        case 2:
            return text[:at] + text[end:]
        case 3:
            return text[:end] + text[at:end] + text[end:]
        case 4:
            lines = text.split("\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            return "\n".join(lines)
        case _:
            names = ("sum", "state", "id", "Order", "u64", "String", "lines", "Part", "self", "0", "text", "count")
            return text.replace(chance.choice(names), chance.choice(names), chance.randint(1, 2))
