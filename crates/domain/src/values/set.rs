//! Sets and maps, built without a sorting algorithm.

use std::collections::{BTreeMap, BTreeSet};

/// The set of these, put in one by one.
///
/// `collect` sorts first, and brings a sort of 4 kB into the app for every type of element (docs/size.md). For
/// thousands of elements it would be the faster one; what a record or a request holds is a handful.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The map of these, put in one by one; see [`set_of`].
pub fn map_of<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}
