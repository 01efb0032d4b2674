//! Every domain type reads back the text it writes.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use quay_types::{BerthId, Metres, ParseError, Stay, Tide, VesselName};

fn assert_round_trip<T>(texts: &[&str])
where
    T: FromStr<Err = ParseError> + Display + Debug,
{
    for &text in texts {
        let value: T = text.parse().expect(text);
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn text_survives_a_round_trip() {
    assert_round_trip::<BerthId>(&["B1", "B65535"]);
    assert_round_trip::<VesselName>(&["Aurora", "Pilot-3"]);
    assert_round_trip::<Metres>(&["0m", "8.5m", "120m"]);
    assert_round_trip::<Stay>(&["0..1", "8..14"]);
    assert_round_trip::<Tide>(&["low", "half", "high"]);
}

#[test]
fn an_error_names_what_was_expected() {
    let error = "14..8".parse::<Stay>().expect_err("it ends too early");
    assert_eq!(error.to_string(), "\"14..8\" is not a stay");
}
