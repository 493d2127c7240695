//! What is said of many samples.

use std::fmt;

/// Median, least and most of some times, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    /// None of nothing.
    pub(super) fn of(mut times: Vec<f64>) -> Option<Self> {
        times.sort_by(f64::total_cmp);
        let (least, most) = (*times.first()?, *times.last()?);
        let middle = times.len() / 2;
        let upper = *times.get(middle)?;
        let lower = if times.len().is_multiple_of(2) { *times.get(middle - 1)? } else { upper };
        Some(Self { median: f64::midpoint(lower, upper), least, most })
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms ({}–{})", short(self.median), short(self.least), short(self.most))
    }
}

/// As many digits as mean something.
pub(super) fn short(value: f64) -> String {
    if value >= 100.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_in_the_middle() {
        let median = |times: &[f64]| Spread::of(times.to_vec()).map(|spread| spread.median);
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[9.0, 1.0, 2.0, 4.0]), Some(3.0));
    }

    #[test]
    fn a_spread_says_all_three() {
        let spread = Spread::of(vec![250.4, 12.34, 99.96]).unwrap();
        assert_eq!(spread.to_string(), "100.0 ms (12.3–250)");
    }
}
