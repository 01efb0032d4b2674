//! An interval calendar: who holds a berth, and when it is free.

use std::{mem, slice};

use quay_types::Stay;

/// Stays that do not overlap, each with its guest, in order of time.
#[derive(Debug, Clone)]
pub struct Calendar<T> {
    entries: Vec<(Stay, T)>,
}

impl<T> Calendar<T> {
    /// Books `stay` for `guest`; if some of it is taken, the error hands the guest back.
    ///
    /// ```
    /// use quay_plan::Calendar;
    /// use quay_types::Stay;
    ///
    /// let mut calendar = Calendar::default();
    /// let (early, late) = (Stay::new(2, 6).unwrap(), Stay::new(5, 9).unwrap());
    /// assert!(calendar.book(early, "Aurora").is_ok());
    /// assert_eq!(calendar.book(late, "Borealis"), Err("Borealis"));
    /// ```
    pub fn book(&mut self, stay: Stay, guest: T) -> Result<(), T> {
        let at = self.first_ending_after(stay.from());
        match self.entries.get(at) {
            Some((taken, _)) if taken.overlaps(stay) => Err(guest),
            _ => {
                self.entries.insert(at, (stay, guest));
                Ok(())
            }
        }
    }

    /// Whether `stay` could be booked.
    pub fn is_free(&self, stay: Stay) -> bool {
        let next = self.entries.get(self.first_ending_after(stay.from()));
        !next.is_some_and(|(taken, _)| taken.overlaps(stay))
    }

    /// Drops the bookings of every guest who `leaves`, and says how many there were.
    pub fn cancel(&mut self, mut leaves: impl FnMut(&T) -> bool) -> usize {
        let before = self.entries.len();
        self.entries.retain(|(_, guest)| !leaves(guest));
        before - self.entries.len()
    }

    /// The booked stays, in order of time.
    pub fn stays(&self) -> impl Iterator<Item = Stay> + '_ {
        self.entries.iter().map(|(stay, _)| *stay)
    }

    /// The free stretches within `window`, in order of time.
    ///
    /// ```
    /// use quay_plan::Calendar;
    /// use quay_types::Stay;
    ///
    /// let mut calendar = Calendar::default();
    /// calendar.book(Stay::new(2, 6).unwrap(), "Aurora").unwrap();
    /// let gaps: Vec<Stay> = calendar.gaps(Stay::new(0, 24).unwrap()).collect();
    /// assert_eq!(gaps, [Stay::new(0, 2).unwrap(), Stay::new(6, 24).unwrap()]);
    /// ```
    pub fn gaps(&self, window: Stay) -> Gaps<'_, T> {
        Gaps {
            entries: self.entries.iter(),
            from: window.from(),
            until: window.until(),
        }
    }

    fn first_ending_after(&self, hour: u32) -> usize {
        self.entries
            .partition_point(|(stay, _)| stay.until() <= hour)
    }
}

impl<T> Default for Calendar<T> {
    fn default() -> Self {
        let entries = Vec::new();
        Self { entries }
    }
}

/// The iterator that [`Calendar::gaps`] makes.
#[derive(Debug, Clone)]
pub struct Gaps<'a, T> {
    entries: slice::Iter<'a, (Stay, T)>,
    from: u32,
    until: u32,
}

impl<T> Iterator for Gaps<'_, T> {
    type Item = Stay;

    fn next(&mut self) -> Option<Stay> {
        for (taken, _) in self.entries.by_ref() {
            let gap = Stay::new(self.from, taken.from().min(self.until));
            self.from = self.from.max(taken.until());
            if gap.is_some() {
                return gap;
            }
        }
        let from = mem::replace(&mut self.from, self.until);
        Stay::new(from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(text: &str) -> Stay {
        text.parse().expect("a stay")
    }

    #[test]
    fn gaps_lie_between_the_stays_and_within_the_window() {
        let mut calendar = Calendar::default();
        for hours in ["9..30", "0..2", "4..6"] {
            calendar.book(stay(hours), ()).expect(hours);
        }
        assert!(!calendar.is_free(stay("3..5")));
        let gaps: Vec<_> = calendar.gaps(stay("1..12")).collect();
        assert_eq!(gaps, [stay("2..4"), stay("6..9")]);
    }
}
