//! Every number of the rules in one place: compiled-in defaults until the first policy record is pulled.

/// The policy in force. Source: "Defaults" in REQUIREMENTS; each field cites its rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// The organisation's clock, minutes east of UTC. Months of numbers and working days run on it.
    pub zone_min: i16,
    /// Minutes within which a complaint gets its first answer. Source: COM-06
    pub first_answer_min: u32,
    /// Photos on one complaint note. Source: COM-01
    pub photos_per_note: usize,
    /// A device clock further ahead of the server than this is flagged on facts, in minutes. Source: SYNC 5
    pub clock_ahead_min: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self { zone_min: 8 * 60, first_answer_min: 60, photos_per_note: 3, clock_ahead_min: 5 }
    }
}
