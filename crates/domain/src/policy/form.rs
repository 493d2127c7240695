//! Each number of the policy as a field of a form: what may stand in it, and how it is read and written. Source: ROL-09

use super::numbers::Policy;
use super::rest::{Rest, minute, time};
use crate::form::{Check, Draft, Field, Form, Input, Problem, Sheet};
use crate::values::Moment;
use crate::visit::Purpose;

/// The keys of the form's fields.
pub mod keys {
    /// Minutes to the first answer to a complaint.
    pub const FIRST_ANSWER: &str = "policy-first-answer-min";
    /// Photos on one note.
    pub const PHOTOS: &str = "policy-photos";
    /// Days within which a visit is made after it fell due.
    pub const VISIT_WITHIN: &str = "policy-visit-within-days";
    /// Minutes above which a visit is long.
    pub const VISIT_LONG: &str = "policy-visit-long-min";
    /// From when customers rest at noon.
    pub const NOON_FROM: &str = "policy-noon-from";
    /// Until when.
    pub const NOON_UNTIL: &str = "policy-noon-until";
    /// From when customers rest in the evening.
    pub const NIGHT_FROM: &str = "policy-night-from";
    /// Until when in the morning.
    pub const NIGHT_UNTIL: &str = "policy-night-until";
    /// Purposes that need no request on site.
    pub const ON_SITE_FREELY: &str = "policy-on-site-freely";
    /// Visits of one request.
    pub const VISITS_PER_REQUEST: &str = "policy-visits-per-request";
    /// Days within which the giver reports a gift.
    pub const GIFT_REPORT: &str = "policy-gift-report-days";
    /// Days within which service confirms a gift.
    pub const GIFT_CONFIRM: &str = "policy-gift-confirm-days";
    /// Days after the last order after which it is a lapse.
    pub const LAPSE_AFTER: &str = "policy-lapse-after-days";
    /// Days within which somebody calls then.
    pub const LAPSE_CALL: &str = "policy-lapse-call-days";
    /// Months after which a lapse is a long one.
    pub const LONG_AFTER: &str = "policy-long-lapse-months";
    /// The days of the month for it.
    pub const LONG_DAYS: &str = "policy-long-lapse-days";
    /// Days between contacts with a core customer.
    pub const CORE: &str = "policy-core-days";
    /// Months between contacts with a key customer.
    pub const KEY: &str = "policy-key-months";
    /// Months between visits to a very important customer.
    pub const VIP: &str = "policy-vip-months";
    /// Days that Today looks ahead.
    pub const AHEAD: &str = "policy-today-ahead-days";
    /// Minutes that a device's clock may be ahead.
    pub const CLOCK: &str = "policy-clock-ahead-min";
    /// From which day on it is to be in force.
    pub const FROM: &str = "policy-from";
    /// Why.
    pub const REASON: &str = "policy-reason";
}

/// A number that is one whole number.
struct Whole {
    key: &'static str,
    least: u32,
    most: u32,
    read: fn(&Policy) -> u32,
    write: fn(&mut Policy, u32),
}

macro_rules! wholes {
    ($($key:ident: $field:ident, $least:literal to $most:literal;)*) => {
        const WHOLES: &[Whole] = &[$(Whole {
            key: keys::$key,
            least: $least,
            most: $most,
            read: |policy| policy.$field,
            write: |policy, number| policy.$field = number,
        }),*];
    };
}

wholes! {
    FIRST_ANSWER: first_answer_min, 5 to 1440;
    PHOTOS: photos_per_note, 1 to 9;
    VISIT_WITHIN: visit_within_days, 0 to 90;
    VISIT_LONG: visit_long_min, 5 to 480;
    VISITS_PER_REQUEST: visits_per_request, 1 to 366;
    GIFT_REPORT: gift_report_days, 0 to 90;
    GIFT_CONFIRM: gift_confirm_days, 1 to 366;
    LAPSE_AFTER: lapse_after_days, 1 to 366;
    LAPSE_CALL: lapse_call_within_days, 0 to 90;
    LONG_AFTER: long_lapse_after_months, 1 to 24;
    CORE: core_every_days, 1 to 366;
    KEY: key_every_months, 1 to 24;
    VIP: vip_every_months, 1 to 24;
    AHEAD: today_ahead_days, 1 to 60;
    CLOCK: clock_ahead_min, 1 to 1440;
}

/// The days of a month that are planned for a long lapse, at most.
const DAYS_A_MONTH: usize = 8;

/// What may stand in each is said by [`WHOLES`].
const fn whole(key: &'static str) -> Field {
    Field::required(key, Input::Number { max: 9999 })
}

const FIELDS: &[Field] = &[
    Field::required(keys::FROM, Input::Date),
    Field::required(keys::REASON, Input::Text { max: 500 }),
    whole(keys::VISIT_WITHIN).part("policy-visits"),
    whole(keys::VISIT_LONG).part("policy-visits"),
    Field::required(keys::NOON_FROM, Input::Time).part("policy-visits"),
    Field::required(keys::NOON_UNTIL, Input::Time).part("policy-visits"),
    Field::required(keys::NIGHT_FROM, Input::Time).part("policy-visits"),
    Field::required(keys::NIGHT_UNTIL, Input::Time).part("policy-visits"),
    Field::optional(keys::ON_SITE_FREELY, Input::Many(Purpose::CHOICES)).part("policy-requests"),
    whole(keys::VISITS_PER_REQUEST).part("policy-requests"),
    whole(keys::LAPSE_AFTER).part("policy-follow"),
    whole(keys::LAPSE_CALL).part("policy-follow"),
    whole(keys::LONG_AFTER).part("policy-follow"),
    Field::required(keys::LONG_DAYS, Input::Words { max: DAYS_A_MONTH }).part("policy-follow"),
    whole(keys::CORE).part("policy-follow"),
    whole(keys::KEY).part("policy-follow"),
    whole(keys::VIP).part("policy-follow"),
    whole(keys::AHEAD).part("policy-follow"),
    whole(keys::GIFT_REPORT).part("policy-gifts"),
    whole(keys::GIFT_CONFIRM).part("policy-gifts"),
    whole(keys::FIRST_ANSWER).part("policy-notes"),
    whole(keys::PHOTOS).part("policy-notes"),
    whole(keys::CLOCK).part("policy-notes"),
];

/// The form of a proposal: every number as it is to be, from when on, and why.
#[derive(Clone, Copy, Debug)]
pub struct PolicyForm;

impl PolicyForm {
    /// The numbers alone.
    pub fn numbers() -> &'static [Field] {
        // Date and reason stand first.
        FIELDS.get(2..).unwrap_or_default()
    }

    /// From which to which number a field goes; none for what is not a whole number.
    pub fn range(key: &str) -> Option<(u32, u32)> {
        WHOLES.iter().find(|whole| whole.key == key).map(|whole| (whole.least, whole.most))
    }

    /// As it opens, with these numbers.
    pub fn fresh(policy: &Policy) -> Draft {
        let rest = [
            (keys::NOON_FROM, policy.noon.from),
            (keys::NOON_UNTIL, policy.noon.to),
            (keys::NIGHT_FROM, policy.night.from),
            (keys::NIGHT_UNTIL, policy.night.to),
        ];
        let mut draft = Draft::default();
        for whole in WHOLES {
            draft.set(whole.key, (whole.read)(policy).to_string());
        }
        for (key, minute) in rest {
            draft.set(key, time(minute));
        }
        draft.set_many(keys::ON_SITE_FREELY, policy.on_site_freely.iter().map(Purpose::code));
        draft.set(keys::LONG_DAYS, days_text(&policy.long_lapse_days));
        draft
    }

    /// Writes a number into a policy, as its field says it. What this build cannot read changes nothing.
    pub(super) fn put(policy: &mut Policy, key: &str, text: &str) {
        if let Some(whole) = WHOLES.iter().find(|whole| whole.key == key) {
            if let Ok(number) = text.parse() {
                (whole.write)(policy, number);
            }
            return;
        }
        let rest = |at: &mut u16| *at = minute(text).unwrap_or(*at);
        let Rest { from: noon, to: noon_until } = &mut policy.noon;
        let Rest { from: night, to: night_until } = &mut policy.night;
        match key {
            keys::NOON_FROM => rest(noon),
            keys::NOON_UNTIL => rest(noon_until),
            keys::NIGHT_FROM => rest(night),
            keys::NIGHT_UNTIL => rest(night_until),
            keys::ON_SITE_FREELY => {
                let codes = Draft::default().with(key, text).many(key);
                policy.on_site_freely = codes.iter().filter_map(|code| Purpose::choose(code)).collect();
            }
            keys::LONG_DAYS => policy.long_lapse_days = days(text).unwrap_or_default(),
            _ => {}
        }
    }
}

impl Form for PolicyForm {
    /// The texts in their one spelling.
    type Content = Draft;

    const FIELDS: &'static [Field] = FIELDS;

    fn check(draft: &Draft, now: Moment) -> Result<Draft, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        for whole in WHOLES {
            let number: Option<u32> = check.text(whole.key).parse().ok();
            if number.is_some_and(|number| !(whole.least..=whole.most).contains(&number)) {
                check.problem(whole.key, "out-of-range");
            }
        }
        if check.filled(keys::LONG_DAYS).is_some_and(|text| days(&text).is_none()) {
            check.problem(keys::LONG_DAYS, "not-a-day-of-month");
        }
        check.finish(|check| {
            let mut tidy = Sheet::of(FIELDS, draft).draft().clone();
            tidy.set(keys::LONG_DAYS, days_text(&days(&check.text(keys::LONG_DAYS))?));
            Some(tidy)
        })
    }

    fn show(content: &Draft) -> Draft {
        content.clone()
    }
}

/// Days of a month as they are typed, in their order; `None` if one is none.
fn days(text: &str) -> Option<Vec<u32>> {
    let typed = Draft::default().with("", text).many("");
    let read = typed.iter().map(|day| day.parse().ok().filter(|day| (1..=31).contains(day)));
    let mut days = read.collect::<Option<Vec<u32>>>()?;
    days.sort_unstable();
    days.dedup();
    Some(days)
}

fn days_text(days: &[u32]) -> String {
    days.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}
