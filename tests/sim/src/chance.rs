//! Chance from a seed: the same seed plays the same game on every machine.

/// `SplitMix64`. Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 to n − 1; 0 if there is nothing to choose from.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    pub(crate) fn percent(&mut self, p: u64) -> bool {
        self.next() % 100 < p
    }

    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// An id of version 7, with the given time in it.
    pub(crate) fn id(&mut self, ms: i64) -> uuid::Uuid {
        let bytes = self.next().to_be_bytes();
        let more = self.next().to_be_bytes();
        let mut ten = [0_u8; 10];
        ten[..8].copy_from_slice(&bytes);
        ten[8..].copy_from_slice(&more[..2]);
        domain::values::new_v7(ms, ten)
    }
}
