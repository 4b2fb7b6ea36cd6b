//! Many short lists in two allocations.

/// Lists of different lengths in one array.
#[derive(Debug, Clone, Default)]
pub(super) struct JaggedArray<T> {
    pub(super) items: Vec<T>,
    pub(super) ends: Vec<u32>,
}

impl<T> JaggedArray<T> {
    pub(super) fn new() -> JaggedArray<T> {
        JaggedArray { items: Vec::new(), ends: Vec::new() }
    }

    pub(super) fn from_lists(lists: Vec<Vec<T>>) -> JaggedArray<T> {
        let mut array = JaggedArray { items: Vec::with_capacity(lists.iter().map(Vec::len).sum()), ends: Vec::new() };
        for list in lists {
            array.items.extend(list);
            array.end();
        }
        array
    }

    pub(super) fn end(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    pub(super) fn get(&self, place: usize) -> &[T] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.items[start..self.ends[place] as usize]
    }
}
