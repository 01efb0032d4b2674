//! The state of the tide, and the water it adds.

use std::fmt;
use std::str::FromStr;

use crate::{Metres, ParseError};

/// The state of the tide when a vessel crosses the sill into the basin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tide {
    /// Low water, which the charted depths refer to.
    Low,
    /// Half tide, rising or falling.
    Half,
    /// High water.
    High,
}

impl Tide {
    /// The water this tide adds to a charted depth.
    ///
    /// ```
    /// use quay_types::{Metres, Tide};
    /// assert_eq!(Tide::High.rise(), Metres::from_decimetres(38));
    /// assert!(Tide::Low.rise() < Tide::Half.rise());
    /// ```
    pub const fn rise(self) -> Metres {
        match self {
            Self::Low => Metres::from_decimetres(0),
            Self::Half => Metres::from_decimetres(17),
            Self::High => Metres::from_decimetres(38),
        }
    }
}

impl fmt::Display for Tide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Low => "low",
            Self::Half => "half",
            Self::High => "high",
        })
    }
}

impl FromStr for Tide {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "low" => Ok(Self::Low),
            "half" => Ok(Self::Half),
            "high" => Ok(Self::High),
            other => Err(ParseError::new("tide", other)),
        }
    }
}
