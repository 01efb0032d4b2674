//! Reads the blank-separated fields of a line without copying it.

use std::error::Error;
use std::fmt;
use std::str::{FromStr, SplitWhitespace};

use quay_types::ParseError;

/// The fields of one line that are not read yet; borrows from the line.
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    words: SplitWhitespace<'a>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldError {
    /// The line ends before this field.
    Missing(&'static str),
    /// The keyword is not a known one, or there is text after the last field.
    Unexpected(String),
    /// A field does not read as what it should be.
    Invalid(ParseError),
}

impl<'a> Fields<'a> {
    /// The fields of `line`.
    ///
    /// ```
    /// use quay_plan::Fields;
    /// use quay_types::BerthId;
    ///
    /// let mut fields = Fields::of("berth B7");
    /// assert_eq!(fields.word("keyword"), Ok("berth"));
    /// assert_eq!(fields.value("number"), Ok(BerthId::new(7)));
    /// assert!(fields.finish().is_ok());
    /// ```
    pub fn of(line: &'a str) -> Self {
        let words = line.split_whitespace();
        Self { words }
    }

    /// The next field as it stands; `name` is for the error if there is none.
    pub fn word(&mut self, name: &'static str) -> Result<&'a str, FieldError> {
        self.words.next().ok_or(FieldError::Missing(name))
    }

    /// The next field, read as a `T`.
    pub fn value<T>(&mut self, name: &'static str) -> Result<T, FieldError>
    where
        T: FromStr<Err = ParseError>,
    {
        self.word(name)?.parse().map_err(FieldError::Invalid)
    }

    /// Checks that every field has been read.
    pub fn finish(mut self) -> Result<(), FieldError> {
        match self.words.next() {
            Some(word) => Err(FieldError::Unexpected(word.to_owned())),
            None => Ok(()),
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "no {name} given"),
            Self::Unexpected(word) => write!(f, "unexpected {word:?}"),
            Self::Invalid(error) => write!(f, "{error}"),
        }
    }
}

impl Error for FieldError {}
