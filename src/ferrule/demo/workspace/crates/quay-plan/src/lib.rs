//! Puts vessels into berths.
//!
//! A [`Manifest`] is read from text, a [`Harbour`] keeps one [`Calendar`] for each [`Berth`],
//! and a [`Policy`] says which of the free berths a [`Visit`] gets.

mod adaptors;
mod calendar;
mod fields;
mod harbour;
mod manifest;
mod model;
mod policy;
mod queue;

pub use adaptors::{Merged, StayIterator};
pub use calendar::{Calendar, Gaps};
pub use fields::{FieldError, Fields};
pub use harbour::{Harbour, Placement, Plan, Refusal};
pub use manifest::{Manifest, ManifestError};
pub use model::{Berth, Visit};
pub use policy::{ByCost, FirstFit, Policy, TightestFit};
pub use queue::PriorityQueue;
