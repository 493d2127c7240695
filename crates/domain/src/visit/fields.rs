//! The table of a visit's report: from it come form, detail, amendment and the body itself.
//! Source: VIS-07, VIS-08, VIS-17; F3

use super::choices::{Answer, Attitude, Gift, Purpose, Way};
use crate::form::{Field, Input, Merge};

/// The keys of the form's fields, and of what commands say beside it.
pub mod keys {
    /// How.
    pub const WAY: &str = "visit-way";
    /// What for.
    pub const PURPOSE: &str = "visit-purpose";
    /// Who was spoken to.
    pub const CONTACT: &str = "visit-contact";
    /// Where.
    pub const PLACE: &str = "visit-place";
    /// When it began.
    pub const STARTED: &str = "visit-started";
    /// When it ended.
    pub const ENDED: &str = "visit-ended";
    /// 对公司的评价
    pub const EVALUATION: &str = "visit-evaluation";
    /// 产品性能
    pub const PERFORMANCE: &str = "visit-performance";
    /// 使用情况
    pub const USE: &str = "visit-use";
    /// 意见与建议
    pub const OPINIONS: &str = "visit-opinions";
    /// Satisfied, average, unsatisfied.
    pub const ATTITUDE: &str = "visit-attitude";
    /// 1 to 10.
    pub const SCORE: &str = "visit-score";
    /// Whether the matter is solved.
    pub const SOLVED: &str = "visit-solved";
    /// Whether a fee was taken.
    pub const FEE: &str = "visit-fee";
    /// 库存、进货、销售
    pub const STOCK: &str = "visit-stock";
    /// 竞品与市场
    pub const MARKET: &str = "visit-market";
    /// 其他厂家的销售政策
    pub const SALES_POLICY: &str = "visit-sales-policy";
    /// New products and activities that were introduced.
    pub const INTRODUCED: &str = "visit-introduced";
    /// What became of the gift.
    pub const GIFT: &str = "visit-gift";
    /// What was promised.
    pub const PROMISED: &str = "visit-promised";
    /// What was done.
    pub const DONE: &str = "visit-done";
    /// Result and effect.
    pub const RESULT: &str = "visit-result";
    /// What comes next.
    pub const NEXT_STEP: &str = "visit-next-step";
    /// The next appointment.
    pub const NEXT_APPOINTMENT: &str = "visit-next-appointment";
    /// Whether something must be solved at once. Source: VIS-17
    pub const AT_ONCE: &str = "visit-at-once";
    /// Who was told of it, or that it was solved on the spot.
    pub const AT_ONCE_TO: &str = "visit-at-once-to";
    /// Photos.
    pub const PHOTOS: &str = "visit-photos";
    /// The customer's signature, as drawn. Source: VIS-12
    pub const SIGNATURE: &str = "visit-signature";

    /// When it is planned for.
    pub const PLANNED: &str = "visit-planned";
    /// Why it is put off or called off.
    pub const REASON: &str = "visit-reason";
    /// Where one was.
    pub const POSITION: &str = "visit-position";
}

/// The steps in which the form is filled in.
pub mod steps {
    /// 开场
    pub const OPENING: &str = "visit-step-opening";
    /// 客户怎么说
    pub const CUSTOMER: &str = "visit-step-customer";
    /// 市场
    pub const MARKET: &str = "visit-step-market";
    /// 结果
    pub const OUTCOME: &str = "visit-step-outcome";
}

const SCORES: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// Of a signature four times over.
const SIGNATURE_LETTERS: usize = 8000;

const fn text(key: &'static str) -> Field {
    Field::optional(key, Input::Text { max: 2000 })
}

/// The table. What is asked for only now and then stands aside until it is: a call must not look like a survey. What no policy can do without is required here; what else must be filled in is the policy's word
/// ([`crate::Policy::visit_asks`]).
pub(super) const REPORT: &[Field] = &[
    Field::required(keys::WAY, Input::Choice(Way::CHOICES)).part(steps::OPENING),
    Field::required(keys::PURPOSE, Input::Choice(Purpose::CHOICES)).part(steps::OPENING),
    Field::required(keys::STARTED, Input::Moment).part(steps::OPENING),
    Field::optional(keys::CONTACT, Input::Line { max: 80 }).part(steps::OPENING),
    Field::optional(keys::PLACE, Input::Line { max: 200 }).part(steps::OPENING),
    Field::optional(keys::ATTITUDE, Input::Choice(Attitude::CHOICES)).part(steps::CUSTOMER),
    Field::optional(keys::SCORE, Input::Choice(SCORES)).part(steps::CUSTOMER).aside(),
    text(keys::EVALUATION).part(steps::CUSTOMER).aside(),
    text(keys::PERFORMANCE).part(steps::CUSTOMER).aside(),
    text(keys::USE).part(steps::CUSTOMER).aside(),
    text(keys::OPINIONS).part(steps::CUSTOMER).aside(),
    text(keys::STOCK).part(steps::MARKET).aside(),
    text(keys::MARKET).part(steps::MARKET).aside(),
    text(keys::SALES_POLICY).part(steps::MARKET).aside(),
    text(keys::INTRODUCED).part(steps::MARKET).aside(),
    text(keys::DONE).part(steps::OUTCOME),
    text(keys::PROMISED).part(steps::OUTCOME),
    Field::optional(keys::SOLVED, Input::Choice(Answer::CHOICES)).part(steps::OUTCOME).aside(),
    Field::optional(keys::AT_ONCE, Input::Choice(Answer::CHOICES)).part(steps::OUTCOME),
    Field::optional(keys::AT_ONCE_TO, Input::Line { max: 80 }).part(steps::OUTCOME),
    Field::optional(keys::FEE, Input::Choice(Answer::CHOICES)).part(steps::OUTCOME).aside(),
    Field::optional(keys::GIFT, Input::Choice(Gift::CHOICES)).part(steps::OUTCOME).aside(),
    text(keys::RESULT).part(steps::OUTCOME),
    text(keys::NEXT_STEP).part(steps::OUTCOME),
    Field::optional(keys::NEXT_APPOINTMENT, Input::Moment).part(steps::OUTCOME),
    Field::optional(keys::PHOTOS, Input::Photos).part(steps::OUTCOME).merged(Merge::Set),
    // Whoever signed, signed once. Source: SYNC 2.1
    Field::optional(keys::SIGNATURE, Input::Ink { max: SIGNATURE_LETTERS })
        .part(steps::OUTCOME)
        .merged(Merge::Once),
    Field::required(keys::ENDED, Input::Moment).part(steps::OUTCOME),
];
