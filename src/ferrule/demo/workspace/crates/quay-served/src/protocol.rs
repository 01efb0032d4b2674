//! What can be asked of the service, and what it answers.

use std::fmt;
use std::str::FromStr;

use quay_plan::{FieldError, Fields, Harbour, Placement, Policy, Refusal, Visit};
use quay_types::{BerthId, Stay, VesselName};

/// A question or an order to the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Find a berth: `book <vessel> <length> <draught> <stay> <tide>`.
    Book(Visit),
    /// Drop a vessel's bookings: `cancel <vessel>`.
    Cancel(VesselName),
    /// List the free hours of each berth: `free <window>`.
    Free(Stay),
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// The vessel has its berth.
    Booked(Placement),
    /// The vessel got no berth.
    Refused(Refusal),
    /// This many bookings were dropped.
    Cancelled(usize),
    /// These hours are free.
    Free(Vec<(BerthId, Stay)>),
}

impl Request {
    /// Carries the request out.
    ///
    /// ```
    /// use quay_plan::{FirstFit, Harbour};
    /// use quay_served::{Request, Response};
    ///
    /// let mut empty = Harbour::new(FirstFit, []);
    /// let request: Request = "free 0..24".parse().unwrap();
    /// assert_eq!(request.apply(&mut empty), Response::Free(Vec::new()));
    /// ```
    pub fn apply<P: Policy>(self, harbour: &mut Harbour<P>) -> Response {
        match self {
            Self::Book(visit) => harbour
                .place(visit)
                .map_or_else(Response::Refused, Response::Booked),
            Self::Cancel(vessel) => Response::Cancelled(harbour.cancel(&vessel)),
            Self::Free(window) => Response::Free(free_hours(harbour, window)),
        }
    }
}

fn free_hours<P: Policy>(harbour: &Harbour<P>, window: Stay) -> Vec<(BerthId, Stay)> {
    harbour
        .calendars()
        .flat_map(|(berth, calendar)| calendar.gaps(window).map(move |gap| (berth, gap)))
        .collect()
}

impl FromStr for Request {
    type Err = FieldError;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let mut fields = Fields::of(line);
        let request = match fields.word("request")? {
            "book" => return Visit::from_fields(fields).map(Self::Book),
            "cancel" => Self::Cancel(fields.value("vessel")?),
            "free" => Self::Free(fields.value("window")?),
            other => return Err(FieldError::Unexpected(other.to_owned())),
        };
        fields.finish().map(|()| request)
    }
}

impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Booked(placement) => write!(f, "ok {placement}"),
            Self::Refused(refusal) => write!(f, "refused {refusal}"),
            Self::Cancelled(count) => write!(f, "ok {count} cancelled"),
            Self::Free(gaps) => {
                f.write_str("ok")?;
                gaps.iter()
                    .try_for_each(|(berth, gap)| write!(f, " {berth}:{gap}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_whole() {
        let aurora = VesselName::new("Aurora").expect("a name");
        assert_eq!("cancel Aurora".parse(), Ok(Request::Cancel(aurora)));
        let extra = "cancel Aurora now".parse::<Request>();
        assert_eq!(extra, Err(FieldError::Unexpected("now".to_owned())));
    }
}
