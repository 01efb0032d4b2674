//! The harbour: its berths, their calendars, and who goes where.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use quay_types::{BerthId, Stay, VesselName};

use crate::{Berth, Calendar, Policy, PriorityQueue, Visit};

/// Berths with their bookings, and the policy that hands them out.
#[derive(Debug)]
pub struct Harbour<P> {
    policy: P,
    slots: BTreeMap<BerthId, Slot>,
}

#[derive(Debug)]
struct Slot {
    berth: Berth,
    calendar: Calendar<VesselName>,
}

/// A visit that has its berth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The vessel.
    pub vessel: VesselName,
    /// Where it lies.
    pub berth: BerthId,
    /// When it lies there.
    pub stay: Stay,
}

/// Why a visit got no berth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No berth is long and deep enough, whatever the hour.
    TooLarge(VesselName),
    /// Each berth that would do is taken.
    Full(VesselName),
}

/// What became of a list of visits.
#[derive(Debug, Default)]
pub struct Plan {
    /// The visits that were placed, in the order they were dealt with.
    pub placed: Vec<Placement>,
    /// The visits that were not.
    pub refused: Vec<Refusal>,
}

impl<P: Policy> Harbour<P> {
    /// A harbour with nobody in it; of two berths with one number the later counts.
    pub fn new(policy: P, berths: impl IntoIterator<Item = Berth>) -> Self {
        let slots = berths
            .into_iter()
            .map(|berth| {
                let calendar = Calendar::default();
                (berth.id, Slot { berth, calendar })
            })
            .collect();
        Self { policy, slots }
    }

    /// Finds a berth for one visit and books it.
    ///
    /// ```
    /// use quay_plan::{FirstFit, Harbour, Manifest};
    ///
    /// let text = "berth B1 120 8.5\nvisit Aurora 95 6.2 8..14 low";
    /// let Manifest { berths, visits } = Manifest::parse(text).unwrap();
    /// let mut harbour = Harbour::new(FirstFit, berths);
    /// let placement = harbour.place(visits[0].clone()).unwrap();
    /// assert_eq!(placement.to_string(), "Aurora lies at B1 for hours 8..14");
    /// ```
    pub fn place(&mut self, visit: Visit) -> Result<Placement, Refusal> {
        let fitting = || self.slots.values().filter(|slot| slot.berth.admits(&visit));
        if fitting().next().is_none() {
            return Err(Refusal::TooLarge(visit.vessel));
        }
        let free: Vec<&Berth> = fitting()
            .filter(|slot| slot.calendar.is_free(visit.stay))
            .map(|slot| &slot.berth)
            .collect();
        match self.policy.choose(&free, &visit).map(|berth| berth.id) {
            Some(id) => self.book(id, visit),
            None => Err(Refusal::Full(visit.vessel)),
        }
    }

    /// Places many visits, the longest vessels first as they have the least choice.
    pub fn place_all(&mut self, visits: impl IntoIterator<Item = Visit>) -> Plan {
        let mut queue = PriorityQueue::default();
        for visit in visits {
            queue.push(visit.length, visit);
        }
        let mut plan = Plan::default();
        for visit in queue.drain() {
            match self.place(visit) {
                Ok(placement) => plan.placed.push(placement),
                Err(refusal) => plan.refused.push(refusal),
            }
        }
        plan
    }

    /// Drops every booking of `vessel`, and says how many there were.
    pub fn cancel(&mut self, vessel: &VesselName) -> usize {
        self.slots
            .values_mut()
            .map(|slot| slot.calendar.cancel(|guest| guest == vessel))
            .sum()
    }

    /// The berths and their calendars, in order of number.
    pub fn calendars(&self) -> impl Iterator<Item = (BerthId, &Calendar<VesselName>)> {
        self.slots.iter().map(|(id, slot)| (*id, &slot.calendar))
    }

    fn book(&mut self, berth: BerthId, visit: Visit) -> Result<Placement, Refusal> {
        let Visit { vessel, stay, .. } = visit;
        let Some(slot) = self.slots.get_mut(&berth) else {
            return Err(Refusal::Full(vessel));
        };
        match slot.calendar.book(stay, vessel.clone()) {
            Ok(()) => Ok(Placement {
                vessel,
                berth,
                stay,
            }),
            Err(vessel) => Err(Refusal::Full(vessel)),
        }
    }
}

impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vessel, berth, .. } = self;
        write!(f, "{vessel} lies at {berth} for hours {}", self.stay)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(vessel) => write!(f, "{vessel} fits no berth"),
            Self::Full(vessel) => write!(f, "no berth is free for {vessel}"),
        }
    }
}

impl Error for Refusal {}
