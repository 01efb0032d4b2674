//! Whole plans, from the text of a manifest to the berths.

use quay_plan::{Berth, ByCost, FirstFit, Harbour, Manifest, Policy, TightestFit};

const DAY: &str = "
berth B1 200 9
berth B2 100 5    # behind the sill
visit Dinghy 10 1 8..12 low
visit Aurora 95 6.2 8..14 high
visit Pilot-3 20 2 9..10 low
visit Leviathan 300 9 0..24 high
";

fn plan(policy: impl Policy) -> (Vec<String>, Vec<String>) {
    let Manifest { berths, visits } = Manifest::parse(DAY).expect("a manifest");
    let plan = Harbour::new(policy, berths).place_all(visits);
    (
        plan.placed.iter().map(ToString::to_string).collect(),
        plan.refused.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn the_longest_vessels_are_placed_first() {
    let (placed, refused) = plan(FirstFit);
    assert_eq!(placed[0], "Aurora lies at B1 for hours 8..14");
    assert_eq!(placed[1], "Pilot-3 lies at B2 for hours 9..10");
    assert_eq!(refused[0], "Leviathan fits no berth");
    assert_eq!(refused[1], "no berth is free for Dinghy");
}

#[test]
fn the_policy_decides_among_free_berths() {
    let shallowest = |berth: &Berth, _: &_| berth.depth;
    for (placed, _) in [plan(TightestFit), plan(ByCost(shallowest))] {
        assert_eq!(placed[0], "Aurora lies at B2 for hours 8..14");
    }
}

#[test]
fn a_cancelled_booking_makes_room() {
    let Manifest { berths, visits } = Manifest::parse(DAY).expect("a manifest");
    let dinghy = visits[0].clone();
    let mut harbour = Harbour::new(FirstFit, berths);
    harbour.place_all(visits);
    assert!(harbour.place(dinghy.clone()).is_err());
    assert_eq!(harbour.cancel(&dinghy.vessel), 0);
    assert_eq!(harbour.cancel(&"Aurora".parse().expect("a name")), 1);
    assert!(harbour.place(dinghy).is_ok());
}
