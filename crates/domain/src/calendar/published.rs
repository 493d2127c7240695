//! The calendars that the State Council has published, year by year.
//! Source: <https://www.gov.cn>, 国务院办公厅关于部分节假日安排的通知, for 2024 (国办发明电〔2023〕7号), 2025 (国办发明电〔2024〕12号)
//! and 2026 (国办发明电〔2025〕7号)

use chrono::NaiveDate;

/// One holiday as it was published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Published {
    /// Its code, for the locale files.
    pub code: &'static str,
    /// The year.
    pub year: i32,
    /// The first free day, month and day.
    pub from: (u32, u32),
    /// The last free day.
    pub until: (u32, u32),
    /// The days at weekends that are worked in exchange.
    pub make_up: &'static [(u32, u32)],
}

impl Published {
    /// The day in its year.
    pub fn day(&self, (month, day): (u32, u32)) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, month, day)
    }
}

const fn holiday(
    code: &'static str,
    year: i32,
    from: (u32, u32),
    until: (u32, u32),
    make_up: &'static [(u32, u32)],
) -> Published {
    Published { code, year, from, until, make_up }
}

const NEW_YEAR: &str = "new-year";
const SPRING: &str = "spring";
const QINGMING: &str = "qingming";
const LABOUR: &str = "labour";
const DRAGON_BOAT: &str = "dragon-boat";
const MID_AUTUMN: &str = "mid-autumn";
const NATIONAL: &str = "national";

/// What is compiled in, in the order of the days.
pub const PUBLISHED: &[Published] = &[
    holiday(NEW_YEAR, 2024, (1, 1), (1, 1), &[]),
    holiday(SPRING, 2024, (2, 10), (2, 17), &[(2, 4), (2, 18)]),
    holiday(QINGMING, 2024, (4, 4), (4, 6), &[(4, 7)]),
    holiday(LABOUR, 2024, (5, 1), (5, 5), &[(4, 28), (5, 11)]),
    holiday(DRAGON_BOAT, 2024, (6, 10), (6, 10), &[]),
    holiday(MID_AUTUMN, 2024, (9, 15), (9, 17), &[(9, 14)]),
    holiday(NATIONAL, 2024, (10, 1), (10, 7), &[(9, 29), (10, 12)]),
    holiday(NEW_YEAR, 2025, (1, 1), (1, 1), &[]),
    holiday(SPRING, 2025, (1, 28), (2, 4), &[(1, 26), (2, 8)]),
    holiday(QINGMING, 2025, (4, 4), (4, 6), &[]),
    holiday(LABOUR, 2025, (5, 1), (5, 5), &[(4, 27)]),
    holiday(DRAGON_BOAT, 2025, (5, 31), (6, 2), &[]),
    holiday(NATIONAL, 2025, (10, 1), (10, 8), &[(9, 28), (10, 11)]),
    holiday(NEW_YEAR, 2026, (1, 1), (1, 3), &[(1, 4)]),
    holiday(SPRING, 2026, (2, 15), (2, 23), &[(2, 14), (2, 28)]),
    holiday(QINGMING, 2026, (4, 4), (4, 6), &[]),
    holiday(LABOUR, 2026, (5, 1), (5, 5), &[(5, 9)]),
    holiday(DRAGON_BOAT, 2026, (6, 19), (6, 21), &[]),
    holiday(MID_AUTUMN, 2026, (9, 25), (9, 27), &[]),
    holiday(NATIONAL, 2026, (10, 1), (10, 7), &[(9, 20), (10, 10)]),
];
