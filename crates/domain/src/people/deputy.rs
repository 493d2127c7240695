//! From when to when somebody stands in: whole days, as people say it. Source: ROL-06

use crate::form::{Check, Draft, Field, Form, Input, Problem};
use crate::values::Moment;

/// The keys of its fields.
pub mod keys {
    /// The first day.
    pub const FROM: &str = "deputy-from";
    /// The last day.
    pub const UNTIL: &str = "deputy-until";
}

/// The form of a period: its first moment, and the moment just after its last day.
#[derive(Clone, Copy, Debug)]
pub struct DeputyForm;

const DAY_MS: i64 = 86_400_000;

impl DeputyForm {
    /// As it opens: today.
    pub fn fresh(now: Moment) -> Draft {
        Self::show(&(now, now.plus_ms(1)))
    }
}

impl Form for DeputyForm {
    type Content = (Moment, Moment);

    const FIELDS: &'static [Field] =
        &[Field::required(keys::FROM, Input::Date), Field::required(keys::UNTIL, Input::Date)];

    fn check(draft: &Draft, now: Moment) -> Result<(Moment, Moment), Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        let day = |key| Moment::from_local(&format!("{}T00:00", draft.get(key)), now.offset_min);
        let (from, last) = (day(keys::FROM), day(keys::UNTIL));
        let until = last.map(|last| last.plus_ms(DAY_MS));
        if let (Some(from), Some(until)) = (from, until) {
            if until.utc_ms <= from.utc_ms {
                check.problem(keys::UNTIL, "ends-before-start");
            } else if until.utc_ms <= now.utc_ms {
                check.problem(keys::UNTIL, "in-the-past");
            }
        }
        check.finish(|_| Some((from?, until?)))
    }

    fn show((from, until): &(Moment, Moment)) -> Draft {
        let day = |at: Moment| at.to_local().split('T').next().unwrap_or_default().to_owned();
        Draft::default().with(keys::FROM, day(*from)).with(keys::UNTIL, day(until.plus_ms(-1)))
    }
}
