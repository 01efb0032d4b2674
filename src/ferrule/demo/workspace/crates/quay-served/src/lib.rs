//! Berth bookings as a service: worker threads that share one harbour.
//!
//! A [`Service`] owns the threads, each [`Client`] sends it [`Request`]s over a channel and
//! waits for the [`Response`], and [`serve`] puts a client at the end of a text stream.

mod protocol;
mod service;
mod session;

pub use protocol::{Request, Response};
pub use service::{Client, Service, Stopped};
pub use session::serve;
