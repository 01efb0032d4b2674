//! Ways to choose among the berths that would do.

use quay_types::Metres;

use crate::{Berth, Visit};

/// Chooses a berth for a visit.
pub trait Policy {
    /// The berth that `visit` gets; each of `free` admits it, and they come in order of number.
    fn choose<'b>(&self, free: &[&'b Berth], visit: &Visit) -> Option<&'b Berth>;
}

/// Takes the first berth that will do.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstFit;

/// Takes the shortest berth that will do, which leaves the least quay unused.
#[derive(Debug, Clone, Copy, Default)]
pub struct TightestFit;

/// Takes the berth for which the closure gives the least cost.
#[derive(Debug, Clone, Copy)]
pub struct ByCost<F>(pub F);

impl Policy for FirstFit {
    fn choose<'b>(&self, free: &[&'b Berth], _visit: &Visit) -> Option<&'b Berth> {
        free.first().copied()
    }
}

impl Policy for TightestFit {
    fn choose<'b>(&self, free: &[&'b Berth], _visit: &Visit) -> Option<&'b Berth> {
        free.iter().copied().min_by_key(|berth| berth.length)
    }
}

impl<F> Policy for ByCost<F>
where
    F: Fn(&Berth, &Visit) -> Metres,
{
    fn choose<'b>(&self, free: &[&'b Berth], visit: &Visit) -> Option<&'b Berth> {
        free.iter()
            .copied()
            .min_by_key(|berth| self.0(berth, visit))
    }
}
