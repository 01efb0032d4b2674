//! Manifests: a text with one berth or visit to a line.

use std::error::Error;
use std::fmt;

use crate::{Berth, FieldError, Fields, Visit};

/// The berths of a harbour and the visits planned there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The berths, in the order of the text.
    pub berths: Vec<Berth>,
    /// The visits, in the order of the text.
    pub visits: Vec<Visit>,
}

/// The first line of a manifest that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestError {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: FieldError,
}

impl Manifest {
    /// Reads a manifest; blank lines and all text after `#` are passed over.
    ///
    /// ```
    /// use quay_plan::Manifest;
    ///
    /// let manifest = Manifest::parse("berth B1 120 8.5  # by the crane").unwrap();
    /// assert_eq!(manifest.berths.len(), 1);
    /// assert_eq!(Manifest::parse("\nbirth B1").unwrap_err().line, 2);
    /// ```
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let mut manifest = Self::default();
        for (line, fields) in lines(text) {
            manifest
                .add(fields)
                .map_err(|problem| ManifestError { line, problem })?;
        }
        Ok(manifest)
    }

    fn add(&mut self, mut fields: Fields<'_>) -> Result<(), FieldError> {
        match fields.word("keyword")? {
            "berth" => self.berths.push(Berth::from_fields(fields)?),
            "visit" => self.visits.push(Visit::from_fields(fields)?),
            other => return Err(FieldError::Unexpected(other.to_owned())),
        }
        Ok(())
    }
}

/// The lines that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, Fields<'_>)> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .zip(1..)
        .filter(|(line, _)| !line.is_empty())
        .map(|(line, number)| (number, Fields::of(line)))
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl Error for ManifestError {}
