//! Every number of the rules in one place, as compiled in; what was approved since stands in [`super::Policies`].

use super::rest::{OwnRest, Rest};
use crate::values::Moment;
use crate::visit::{Purpose, Way, keys};

/// The organisation's clock, minutes east of UTC: China's. Months of numbers, working days and the days of policies run on
/// it. Source: DECISIONS "The core"
pub const ZONE_MIN: i16 = 8 * 60;

/// The policy in force. Source: "Defaults" in REQUIREMENTS; each field cites its rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Minutes within which a complaint gets its first answer. Source: COM-06
    pub first_answer_min: u32,
    /// Photos on one complaint note, and of one gift. Source: COM-01, GIF-04
    pub photos_per_note: u32,
    /// A device clock further ahead of the server than this is flagged on facts, in minutes. Source: SYNC 5
    pub clock_ahead_min: u32,
    /// Days within which a visit is made after it fell due. Source: VIS-05
    pub visit_within_days: u32,
    /// A visit longer than this gets a mild hint, in minutes. Source: VIS-10
    pub visit_long_min: u32,
    /// When customers rest at noon. Source: VIS-04
    pub noon: Rest,
    /// When customers rest in the evening, at night and in the morning. Source: VIS-04
    pub night: Rest,
    /// Purposes that need no approved request on site. Source: VIS-02
    pub on_site_freely: Vec<Purpose>,
    /// Visits that one request may plan. Source: REQ-04
    pub visits_per_request: u32,
    /// Days after giving within which the giver of a gift reports it. Source: GIF-03
    pub gift_report_days: u32,
    /// Days after giving within which service confirms a gift: the rhythm of the customers visited most often. Source: GIF-04
    pub gift_confirm_days: u32,
    /// What must stand in the report of a visit. Source: VIS-07
    pub visit_asked: &'static [Asked],
    /// Days since the last order after which it is a lapse. Source: FOL-01
    pub lapse_after_days: u32,
    /// Days within which somebody calls then. Source: FOL-01
    pub lapse_call_within_days: u32,
    /// Months after which a lapse is a long one. Source: FOL-02
    pub long_lapse_after_months: u32,
    /// The days of each month on which somebody gets in touch then. Source: FOL-02
    pub long_lapse_days: Vec<u32>,
    /// Days from one contact with a core customer to the next. Source: FOL-04
    pub core_every_days: u32,
    /// Months from one contact with a key customer to the next. Source: FOL-04
    pub key_every_months: u32,
    /// Months from one time face to face with a very important customer to the next. Source: FOL-04
    pub vip_every_months: u32,
    /// How many days Today looks ahead. Source: FOL-06
    pub today_ahead_days: u32,
}

/// Fields that must be filled in for some visits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// For these ways; for every way if there is none.
    pub ways: &'static [Way],
    /// For these purposes; for every purpose if there is none.
    pub purposes: &'static [Purpose],
    /// The keys of the fields.
    pub fields: &'static [&'static str],
}

/// Those ways in which people talk; of a short message no long report is asked.
const TALK: &[Way] = &[Way::Phone, Way::OnSite, Way::Online];

const ASKED: &[Asked] = &[
    Asked { ways: &[], purposes: &[], fields: &[keys::CONTACT, keys::DONE, keys::RESULT] },
    Asked { ways: TALK, purposes: &[], fields: &[keys::PROMISED, keys::NEXT_STEP] },
    Asked { ways: &[Way::OnSite], purposes: &[], fields: &[keys::PLACE] },
    Asked {
        ways: TALK,
        purposes: &[Purpose::Regular, Purpose::Lapse, Purpose::NewCustomer, Purpose::WinBack],
        fields: &[keys::EVALUATION, keys::OPINIONS, keys::MARKET],
    },
    Asked {
        ways: TALK,
        purposes: &[Purpose::AfterService, Purpose::Complaint],
        fields: &[keys::SOLVED, keys::ATTITUDE, keys::OPINIONS],
    },
    // Source: SRV-04
    Asked { ways: TALK, purposes: &[Purpose::AfterService], fields: &[keys::SCORE, keys::FEE] },
    Asked {
        ways: TALK,
        purposes: &[Purpose::Satisfaction],
        fields: &[keys::ATTITUDE, keys::SCORE, keys::EVALUATION, keys::OPINIONS],
    },
    Asked { ways: &[], purposes: &[Purpose::Gift], fields: &[keys::GIFT] },
    Asked { ways: &[], purposes: &[Purpose::NewProduct], fields: &[keys::INTRODUCED] },
    Asked {
        ways: TALK,
        purposes: &[Purpose::MarketSurvey],
        fields: &[keys::STOCK, keys::MARKET, keys::SALES_POLICY],
    },
];

impl Policy {
    /// Whether a customer with these times of their own rests at that moment, on its own clock. Source: VIS-04
    pub fn rests_at(&self, at: Moment, own: OwnRest) -> bool {
        let minute = at.minute_of_day();
        [own.noon.unwrap_or(self.noon), own.night.unwrap_or(self.night)].iter().any(|rest| rest.has(minute))
    }

    /// Whether a visit of so many minutes took too long. Source: VIS-10
    pub fn visit_is_long(&self, minutes: i64) -> bool {
        minutes > i64::from(self.visit_long_min)
    }

    /// Whether such a visit needs an approved request. Source: VIS-02
    pub fn visit_needs_request(&self, way: &Way, purpose: &Purpose) -> bool {
        *way == Way::OnSite && !self.on_site_freely.contains(purpose)
    }

    /// Whether this field must be filled in when such a visit is finished. Source: VIS-07
    pub fn visit_asks(&self, way: &Way, purpose: &Purpose, key: &str) -> bool {
        self.visit_asked.iter().any(|asked| {
            (asked.ways.is_empty() || asked.ways.contains(way))
                && (asked.purposes.is_empty() || asked.purposes.contains(purpose))
                && asked.fields.contains(&key)
        })
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            first_answer_min: 60,
            photos_per_note: 3,
            clock_ahead_min: 5,
            visit_within_days: 7,
            visit_long_min: 20,
            noon: Rest { from: 12 * 60, to: 14 * 60 },
            night: Rest { from: 20 * 60, to: 8 * 60 + 30 },
            on_site_freely: Vec::new(),
            visits_per_request: 60,
            gift_report_days: 3,
            gift_confirm_days: 14,
            visit_asked: ASKED,
            lapse_after_days: 7,
            lapse_call_within_days: 7,
            long_lapse_after_months: 1,
            long_lapse_days: vec![10, 25],
            core_every_days: 14,
            key_every_months: 1,
            vip_every_months: 1,
            today_ahead_days: 7,
        }
    }
}
