//! Berths, and the visits that want one.

use quay_types::{BerthId, Metres, Stay, Tide, VesselName};

use crate::{FieldError, Fields};

/// A place along the quay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Berth {
    /// Its number.
    pub id: BerthId,
    /// The longest vessel it takes.
    pub length: Metres,
    /// The water over its sill at low tide.
    pub depth: Metres,
}

/// A vessel that asks for a berth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The vessel.
    pub vessel: VesselName,
    /// Its length over all.
    pub length: Metres,
    /// The water it needs to float.
    pub draught: Metres,
    /// When it wants to lie here.
    pub stay: Stay,
    /// The tide on which it crosses the sill.
    pub tide: Tide,
}

impl Berth {
    /// Reads `<berth> <length> <depth>`.
    pub fn from_fields(mut fields: Fields<'_>) -> Result<Self, FieldError> {
        let berth = Self {
            id: fields.value("berth")?,
            length: fields.value("length")?,
            depth: fields.value("depth")?,
        };
        fields.finish().map(|()| berth)
    }

    /// Whether the vessel is short enough to lie here and can cross the sill on its tide.
    pub fn admits(&self, visit: &Visit) -> bool {
        visit.length <= self.length && visit.draught <= self.depth + visit.tide.rise()
    }
}

impl Visit {
    /// Reads `<vessel> <length> <draught> <stay> <tide>`.
    ///
    /// ```
    /// use quay_plan::{Fields, Visit};
    ///
    /// let visit = Visit::from_fields(Fields::of("Aurora 95 6.2 8..14 high")).unwrap();
    /// assert_eq!(visit.stay.hours(), 6);
    /// ```
    pub fn from_fields(mut fields: Fields<'_>) -> Result<Self, FieldError> {
        let visit = Self {
            vessel: fields.value("vessel")?,
            length: fields.value("length")?,
            draught: fields.value("draught")?,
            stay: fields.value("stay")?,
            tide: fields.value("tide")?,
        };
        fields.finish().map(|()| visit)
    }
}
