//! Time at the quay, as half-open intervals of whole hours.

use std::fmt;
use std::str::FromStr;

use crate::ParseError;

/// The hours from `from` up to, but not including, `until`; never empty. Written `8..14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stay {
    from: u32,
    until: u32,
}

impl Stay {
    /// The stay between two hours, or `None` if it would be empty.
    ///
    /// ```
    /// use quay_types::Stay;
    /// assert_eq!(Stay::new(8, 14).map(Stay::hours), Some(6));
    /// assert_eq!(Stay::new(8, 8), None);
    /// ```
    pub fn new(from: u32, until: u32) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// The first hour.
    pub const fn from(self) -> u32 {
        self.from
    }

    /// The hour at which the berth is free again.
    pub const fn until(self) -> u32 {
        self.until
    }

    /// How long the stay lasts.
    pub const fn hours(self) -> u32 {
        self.until - self.from
    }

    /// Whether the two stays share an hour.
    ///
    /// ```
    /// # use quay_types::{ParseError, Stay};
    /// # fn main() -> Result<(), ParseError> {
    /// let morning: Stay = "6..12".parse()?;
    /// assert!(morning.overlaps("11..15".parse()?));
    /// assert!(!morning.overlaps("12..15".parse()?));
    /// # Ok(())
    /// # }
    /// ```
    pub const fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

impl fmt::Display for Stay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.until)
    }
}

impl FromStr for Stay {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once("..")
            .and_then(|(from, until)| Self::new(from.parse().ok()?, until.parse().ok()?))
            .ok_or_else(|| ParseError::new("stay", text))
    }
}
