"""Errors that go up a chain of types, without the conversions between them."""

from typing import Final

from bench.escalation.faults.fault import Fault, Kind, Splice, crate

_SPAN: Final = "src/span.rs"
_PLAN: Final = "src/plan.rs"
_FROM_DURATION_TEXT: Final = """
impl From<DurationError> for SpanError {
    fn from(error: DurationError) -> Self {
        SpanError::Length(error)
    }
}
"""
_FROM_TIMESTAMP_TEXT: Final = """
impl From<TimestampError> for SpanError {
    fn from(error: TimestampError) -> Self {
        SpanError::Start(error)
    }
}
"""
_FROM_SPAN_TEXT: Final = """
impl From<SpanError> for PlanError {
    fn from(error: SpanError) -> Self {
        PlanError::Span(error)
    }
}
"""
_SPAN_TEXT: Final = f"""//! A stretch of time.

use crate::{{parse_duration, parse_rfc3339, DurationError, TimestampError}};
use std::time::SystemTime;

/// Why a text is no span.
#[derive(Debug, PartialEq, Clone)]
pub enum SpanError {{
    /// Where it begins cannot be read.
    Start(TimestampError),
    /// How long it is cannot be read.
    Length(DurationError),
}}
{_FROM_DURATION_TEXT}{_FROM_TIMESTAMP_TEXT}
/// Gives where a span begins and ends.
pub fn span(start: &str, length: &str) -> Result<(SystemTime, SystemTime), SpanError> {{
    let start = parse_rfc3339(start)?;
    let length = parse_duration(length)?;
    Ok((start, start + length))
}}
"""
_PLAN_TEXT: Final = f"""//! Spans one after the other.

use crate::span::{{span, SpanError}};
use std::time::SystemTime;

/// Why a text is no plan.
#[derive(Debug, PartialEq, Clone)]
pub enum PlanError {{
    /// There is nothing in it.
    Empty,
    /// One of its spans cannot be read.
    Span(SpanError),
}}
{_FROM_SPAN_TEXT}
/// Gives the end of the last span.
pub fn end(lines: &[(&str, &str)]) -> Result<SystemTime, PlanError> {{
    let mut last: Option<SystemTime> = None;
    for (start, length) in lines {{
        let (_, until) = span(start, length)?;
        last = last.max(Some(until));
    }}
    last.ok_or(PlanError::Empty)
}}
"""
_PLAN_TEST_TEXT: Final = """use humantime::plan::{end, PlanError};
use humantime::span::SpanError;
use humantime::{parse_rfc3339, DurationError, TimestampError};

#[test]
fn the_error_says_what_was_wrong() {
    let day = "2018-02-16T00:31:37Z";
    assert_eq!(parse_rfc3339("2018-02-16T00:31:39Z"), Ok(end(&[(day, "2s"), (day, "1s")]).unwrap()));
    assert_eq!(Err(PlanError::Empty), end(&[]));
    assert_eq!(Err(PlanError::Span(SpanError::Length(DurationError::Empty))), end(&[(day, "")]));
    assert_eq!(Err(PlanError::Span(SpanError::Start(TimestampError::InvalidFormat))), end(&[("x", "1s")]));
}
"""

ERRORS: Final = Fault(
    "errors",
    Kind.COMPLEX,
    crate("humantime"),
    "errors do not go up a chain of three types in two files",
    (
        Splice(_SPAN, _FROM_DURATION_TEXT, ""),
        Splice(_SPAN, _FROM_TIMESTAMP_TEXT, ""),
        Splice(_PLAN, _FROM_SPAN_TEXT, ""),
    ),
    (
        Splice("src/lib.rs", "mod wrapper;\n", "pub mod plan;\npub mod span;\nmod wrapper;\n"),
        Splice(_SPAN, "", _SPAN_TEXT),
        Splice(_PLAN, "", _PLAN_TEXT),
        Splice("tests/plan.rs", "", _PLAN_TEST_TEXT),
    ),
)
