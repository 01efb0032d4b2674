//! A priority queue that keeps the order of arrival among equals.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter;

/// Gives back the greatest priority first, and equal priorities in the order they came.
#[derive(Debug)]
pub struct PriorityQueue<P, T> {
    items: BTreeMap<(Reverse<P>, usize), T>,
    arrivals: usize,
}

impl<P: Ord, T> PriorityQueue<P, T> {
    /// Adds an item.
    pub fn push(&mut self, priority: P, item: T) {
        let rank = (Reverse(priority), self.arrivals);
        self.arrivals += 1;
        self.items.insert(rank, item);
    }

    /// Takes the item that is next.
    ///
    /// ```
    /// use quay_plan::PriorityQueue;
    ///
    /// let mut queue = PriorityQueue::default();
    /// queue.push(1, "dredger");
    /// queue.push(2, "lifeboat");
    /// assert_eq!(queue.pop(), Some("lifeboat"));
    /// ```
    pub fn pop(&mut self) -> Option<T> {
        self.items.pop_first().map(|(_, item)| item)
    }

    /// Empties the queue, in order.
    pub fn drain(mut self) -> impl Iterator<Item = T> {
        iter::from_fn(move || self.pop())
    }
}

impl<P, T> Default for PriorityQueue<P, T> {
    fn default() -> Self {
        Self {
            items: BTreeMap::new(),
            arrivals: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_come_out_in_order_of_arrival() {
        let items = [(1, 'c'), (2, 'a'), (1, 'd'), (2, 'b')];
        let mut queue = PriorityQueue::default();
        for (priority, item) in items {
            queue.push(priority, item);
        }
        assert_eq!(queue.drain().collect::<String>(), "abcd");
    }
}
