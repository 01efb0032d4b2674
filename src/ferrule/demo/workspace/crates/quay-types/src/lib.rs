//! Shared vocabulary of the quay berth planner.
//!
//! Every type here checks its value when it is made, so the other crates never meet an empty
//! vessel name or a stay that ends before it begins. All of them read from text with
//! [`FromStr`](std::str::FromStr) and write the same text with [`Display`](std::fmt::Display).

mod error;
mod ids;
mod metres;
mod stay;
mod tide;

pub use error::ParseError;
pub use ids::{BerthId, VesselName};
pub use metres::Metres;
pub use stay::Stay;
pub use tide::Tide;
