//! Names: of the berths along the quay and of the vessels that lie there.

use std::fmt;
use std::str::FromStr;

use crate::ParseError;

/// The number of a berth, written `B7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BerthId(u16);

/// A vessel's name: 1 to 24 letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VesselName(String);

impl BerthId {
    /// The berth with this number.
    ///
    /// ```
    /// use quay_types::BerthId;
    /// assert_eq!(BerthId::new(7).to_string(), "B7");
    /// ```
    pub const fn new(number: u16) -> Self {
        Self(number)
    }
}

impl VesselName {
    /// Checks `name` and keeps it.
    ///
    /// ```
    /// use quay_types::VesselName;
    /// assert!(VesselName::new("Sea-Wolf").is_ok());
    /// assert!(VesselName::new("no spaces").is_err());
    /// ```
    pub fn new(name: impl Into<String>) -> Result<Self, ParseError> {
        let name = name.into();
        let allowed = |c: char| c.is_alphanumeric() || c == '-';
        if name.chars().all(allowed) && (1..=24).contains(&name.chars().count()) {
            Ok(Self(name))
        } else {
            Err(ParseError::new("vessel name", name))
        }
    }
}

impl fmt::Display for BerthId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "B{}", self.0)
    }
}

impl fmt::Display for VesselName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for BerthId {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix('B')
            .and_then(|number| number.parse().ok())
            .map(Self)
            .ok_or_else(|| ParseError::new("berth", text))
    }
}

impl FromStr for VesselName {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}
