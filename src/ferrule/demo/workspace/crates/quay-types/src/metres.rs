//! Lengths and depths, exact to a tenth of a metre.

use std::fmt;
use std::ops::Add;
use std::str::FromStr;

use crate::ParseError;

/// A length or depth, kept in whole decimetres so that it compares exactly. Written `8.5m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metres {
    decimetres: u32,
}

impl Metres {
    /// The length of this many tenths of a metre.
    ///
    /// ```
    /// use quay_types::Metres;
    /// assert_eq!(Metres::from_decimetres(85).to_string(), "8.5m");
    /// ```
    pub const fn from_decimetres(decimetres: u32) -> Self {
        Self { decimetres }
    }
}

impl Add for Metres {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::from_decimetres(self.decimetres.saturating_add(other.decimetres))
    }
}

impl fmt::Display for Metres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.decimetres / 10, self.decimetres % 10) {
            (whole, 0) => write!(f, "{whole}m"),
            (whole, tenths) => write!(f, "{whole}.{tenths}m"),
        }
    }
}

impl FromStr for Metres {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_suffix('m').unwrap_or(text);
        let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
        decimetres(whole, tenths)
            .map(Self::from_decimetres)
            .ok_or_else(|| ParseError::new("length in metres", text))
    }
}

fn decimetres(whole: &str, tenths: &str) -> Option<u32> {
    let mut digits = tenths.chars();
    let (Some(tenths), None) = (digits.next()?.to_digit(10), digits.next()) else {
        return None;
    };
    let whole: u32 = whole.parse().ok()?;
    whole.checked_mul(10)?.checked_add(tenths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_decimal_is_read() {
        assert_eq!("8.5".parse(), Ok(Metres::from_decimetres(85)));
        for text in ["", "m", "8.55", "8.", ".5", "-3", "99999999999"] {
            assert!(text.parse::<Metres>().is_err(), "{text:?}");
        }
    }
}
