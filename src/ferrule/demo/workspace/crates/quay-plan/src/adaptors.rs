//! Iterator adaptors over stays.

use std::iter::Peekable;

use quay_types::Stay;

/// Extra methods for iterators of [`Stay`].
pub trait StayIterator: Iterator<Item = Stay> + Sized {
    /// Joins stays that overlap or touch; the stays must come in order of their start.
    ///
    /// ```
    /// use quay_plan::StayIterator;
    /// use quay_types::Stay;
    ///
    /// let stays = [(1, 3), (3, 5), (8, 9)].map(|(from, until)| Stay::new(from, until));
    /// let joined: Vec<_> = stays.into_iter().flatten().merged().collect();
    /// assert_eq!(joined, [Stay::new(1, 5).unwrap(), Stay::new(8, 9).unwrap()]);
    /// ```
    fn merged(self) -> Merged<Self> {
        let stays = self.peekable();
        Merged { stays }
    }
}

impl<I: Iterator<Item = Stay>> StayIterator for I {}

/// The iterator that [`StayIterator::merged`] makes.
pub struct Merged<I: Iterator<Item = Stay>> {
    stays: Peekable<I>,
}

impl<I: Iterator<Item = Stay>> Iterator for Merged<I> {
    type Item = Stay;

    fn next(&mut self) -> Option<Stay> {
        let mut joined = self.stays.next()?;
        while let Some(next) = self.stays.next_if(|next| next.from() <= joined.until()) {
            joined = Stay::new(joined.from(), joined.until().max(next.until()))?;
        }
        Some(joined)
    }
}
