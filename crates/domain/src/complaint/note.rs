//! The complaint note 投诉记录 and its form. Source: COM-01, COM-03; F9

use crate::form::{Check, Draft, Field, Form, Input, Merge, Problem};
use crate::values::{Members, Moment, Phone, RecordId, by_members, choices, set_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

choices! {
    /// Who complains.
    Complainant {
        /// 客户
        Customer = "customer",
        /// 发展商
        Partner = "partner",
        /// 其他
        Someone = "someone",
    }
}

choices! {
    /// What it is about. Source: COM-03
    ComplaintKind {
        /// 服务
        Service = "service",
        /// 产品质量
        Quality = "quality",
        /// 交货
        Delivery = "delivery",
        /// 价格、对账
        Price = "price",
        /// 人员态度
        Conduct = "conduct",
        /// 其他
        Misc = "misc",
    }
}

choices! {
    /// What the customer wishes.
    Wish {
        /// 解释
        Explanation = "explanation",
        /// 换货
        Replacement = "replacement",
        /// 退货
        Return = "return",
        /// 折让
        Allowance = "allowance",
        /// 赔款
        Compensation = "compensation",
        /// 还没说
        Unsaid = "unsaid",
    }
}

choices! {
    /// How bad it is. Source: COM-03
    Severity {
        /// 一般
        Normal = "normal",
        /// 重大
        Major = "major",
        /// 危机
        Crisis = "crisis",
    }
}

choices! {
    /// How it reached us.
    Channel {
        /// 电话
        Phone = "phone",
        /// 微信
        WeChat = "wechat",
        /// 上门
        OnSite = "on_site",
        /// 短信
        Sms = "sms",
        /// 来信
        Mail = "mail",
        /// 意见簿
        OpinionBook = "opinion_book",
    }
}

/// Whose complaint: a file we have, or a name somebody gave. Source: DECISIONS "The core"
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// A customer file.
    Known(RecordId),
    /// A name without a file.
    Named(String),
}

/// What was taken down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Whose complaint it is.
    pub customer: Whom,
    /// Who complains.
    pub by: Complainant,
    /// What happened, in the customer's words.
    pub what: String,
    /// What it is about, if that is clear already.
    pub kind: Option<ComplaintKind>,
    /// What the customer wishes.
    pub wishes: BTreeSet<Wish>,
    /// How bad it is.
    pub severity: Severity,
    /// Attachments, by id.
    pub photos: BTreeSet<RecordId>,
    /// When it happened, if that was said.
    pub happened: Option<Moment>,
    /// How it reached us.
    pub channel: Option<Channel>,
    /// Where to call back.
    pub phone: Option<Phone>,
    /// The product.
    pub product: Option<String>,
    /// The batch.
    pub batch: Option<String>,
    /// How many, in the customer's words: "6 箱" is an answer.
    pub quantity: Option<String>,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Note {
    needed customer,
    needed by,
    needed what,
    may kind,
    may wishes,
    needed severity,
    may photos,
    may happened,
    may channel,
    may phone,
    may product,
    may batch,
    may quantity,
});

/// The keys of the form's fields.
pub mod keys {
    /// Whose complaint.
    pub const CUSTOMER: &str = "complaint-customer";
    /// Who complains.
    pub const BY: &str = "complaint-by";
    /// What happened.
    pub const WHAT: &str = "complaint-what";
    /// Photos.
    pub const PHOTOS: &str = "complaint-photos";
    /// What it is about.
    pub const KIND: &str = "complaint-kind";
    /// What the customer wishes.
    pub const WISHES: &str = "complaint-wishes";
    /// How bad it is.
    pub const SEVERITY: &str = "complaint-severity";
    /// How it reached us.
    pub const CHANNEL: &str = "complaint-channel";
    /// When it happened.
    pub const HAPPENED: &str = "complaint-happened";
    /// Where to call back.
    pub const PHONE: &str = "complaint-phone";
    /// The product.
    pub const PRODUCT: &str = "complaint-product";
    /// The batch.
    pub const BATCH: &str = "complaint-batch";
    /// How many.
    pub const QUANTITY: &str = "complaint-quantity";
}

/// The form of the complaint note.
#[derive(Clone, Copy, Debug)]
pub struct NoteForm;

impl NoteForm {
    /// A new note as the form opens: what is so in nine cases of ten is chosen already.
    pub fn fresh() -> Draft {
        Draft::default()
            .with(keys::BY, Complainant::Customer.code())
            .with(keys::SEVERITY, Severity::Normal.code())
            .with(keys::CHANNEL, Channel::Phone.code())
    }
}

impl Form for NoteForm {
    type Content = Note;

    const FIELDS: &'static [Field] = &[
        Field::required(keys::CUSTOMER, Input::Customer),
        Field::required(keys::BY, Input::Choice(Complainant::CHOICES)),
        Field::required(keys::WHAT, Input::Text { max: 4000 }),
        Field::optional(keys::PHOTOS, Input::Photos).merged(Merge::Set),
        Field::optional(keys::KIND, Input::Choice(ComplaintKind::CHOICES)),
        Field::optional(keys::WISHES, Input::Many(Wish::CHOICES)).merged(Merge::Set),
        Field::required(keys::SEVERITY, Input::Choice(Severity::CHOICES)),
        Field::optional(keys::CHANNEL, Input::Choice(Channel::CHOICES)).later(),
        Field::optional(keys::HAPPENED, Input::Moment).later(),
        Field::optional(keys::PHONE, Input::Phone).later().merged(Merge::Latest),
        Field::optional(keys::PRODUCT, Input::Line { max: 120 }).later(),
        Field::optional(keys::BATCH, Input::Line { max: 60 }).later(),
        Field::optional(keys::QUANTITY, Input::Line { max: 60 }).later(),
    ];

    fn check(draft: &Draft, now: Moment) -> Result<Note, Vec<Problem>> {
        let check = Check::table::<Self>(draft, now);
        check.finish(|form| {
            let customer = form.text(keys::CUSTOMER);
            Some(Note {
                customer: customer.parse().map_or(Whom::Named(customer), Whom::Known),
                by: Complainant::choose(&form.text(keys::BY))?,
                what: form.text(keys::WHAT),
                kind: ComplaintKind::choose(&form.text(keys::KIND)),
                wishes: set_of(form.many(keys::WISHES).iter().filter_map(|code| Wish::choose(code))),
                severity: Severity::choose(&form.text(keys::SEVERITY))?,
                photos: set_of(form.many(keys::PHOTOS).iter().filter_map(|id| id.parse().ok())),
                happened: form.moment(keys::HAPPENED),
                channel: Channel::choose(&form.text(keys::CHANNEL)),
                phone: form.phone(keys::PHONE),
                product: form.filled(keys::PRODUCT),
                batch: form.filled(keys::BATCH),
                quantity: form.filled(keys::QUANTITY),
                kept: Members::new(),
            })
        })
    }

    fn show(note: &Note) -> Draft {
        let mut draft = Draft::default()
            .with(
                keys::CUSTOMER,
                match &note.customer {
                    Whom::Known(id) => id.to_string(),
                    Whom::Named(name) => name.clone(),
                },
            )
            .with(keys::BY, note.by.code())
            .with(keys::WHAT, &note.what)
            .with(keys::KIND, note.kind.as_ref().map_or("", ComplaintKind::code))
            .with(keys::SEVERITY, note.severity.code())
            .with(keys::CHANNEL, note.channel.as_ref().map_or("", Channel::code))
            .with(keys::HAPPENED, note.happened.map_or_else(String::new, Moment::to_local))
            .with(keys::PHONE, note.phone.as_ref().map_or("", Phone::typed))
            .with(keys::PRODUCT, note.product.as_deref().unwrap_or(""))
            .with(keys::BATCH, note.batch.as_deref().unwrap_or(""))
            .with(keys::QUANTITY, note.quantity.as_deref().unwrap_or(""));
        draft.set_many(keys::WISHES, note.wishes.iter().map(Wish::code));
        let photos: Vec<String> = note.photos.iter().map(ToString::to_string).collect();
        draft.set_many(keys::PHOTOS, photos.iter().map(String::as_str));
        draft
    }
}
