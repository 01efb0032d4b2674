//! The one error that reading a domain value from text can give.

use std::error::Error;
use std::fmt;

/// A piece of text that is not what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    what: &'static str,
    text: String,
}

impl ParseError {
    /// The error for `text` that does not read as a `what`, for example a "vessel name".
    pub fn new(what: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { what, text }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a {}", self.text, self.what)
    }
}

impl Error for ParseError {}
