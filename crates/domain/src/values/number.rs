//! Numbers people say on the phone: `YYYYMM-nnn` or `YYYY-nnnn`, given by the server, never reused.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A human number of a record: the month or year it was given in and a serial that starts again with each.
///
/// Shape: `202611-007` with at least three digits (COM-02), `2026-0007` with at least four (CUS-01).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    /// Year × 100 + month, e.g. 202611, or the year alone.
    pub period: u32,
    /// 1, 2, 3 …
    pub serial: u32,
}

const YEARS: std::ops::RangeInclusive<u32> = 1000..=9999;

/// The text is no number of ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not of the form YYYYMM-nnn or YYYY-nnnn")]
pub struct NumberError;

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if YEARS.contains(&self.period) { 4 } else { 3 };
        write!(f, "{}-{:0digits$}", self.period, self.serial)
    }
}

impl TryFrom<String> for Number {
    type Error = NumberError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (period, serial) = text.split_once('-').ok_or(NumberError)?;
        let period: u32 = period.parse().map_err(|_| NumberError)?;
        let serial: u32 = serial.parse().map_err(|_| NumberError)?;
        let number = Self { period, serial };
        // One way to write each number, so that texts can be compared.
        let known = YEARS.contains(&period) || (100_001..=999_912).contains(&period);
        if known && serial > 0 && number.to_string() == text { Ok(number) } else { Err(NumberError) }
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}
