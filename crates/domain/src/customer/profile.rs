//! What a customer file says, and its form. Source: CUS-01

use crate::form::{Check, Draft, Field, Form, Input, Merge, Problem};
use crate::values::{Kept, Moment, Phone, choices};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

choices! {
    /// Short marks on a file. Source: CUS-05
    Tag {
        /// 核心
        Core = "core",
        /// 重点
        Key = "key",
        /// VIP
        Vip = "vip",
        /// 欠款
        Debt = "debt",
    }
}

/// The part of a file that people type.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// The full name.
    pub name: String,
    /// The name colleagues use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// The main number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Where to visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Short marks.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<Tag>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Fields of a newer build.
    #[serde(flatten)]
    pub kept: Kept,
}

/// The keys of the form's fields.
pub mod keys {
    /// The full name.
    pub const NAME: &str = "customer-name";
    /// The name colleagues use.
    pub const SHORT_NAME: &str = "customer-short-name";
    /// The main number.
    pub const PHONE: &str = "customer-phone";
    /// Where to visit.
    pub const ADDRESS: &str = "customer-address";
    /// Short marks.
    pub const TAGS: &str = "customer-tags";
    /// Remarks.
    pub const REMARKS: &str = "customer-remarks";
}

/// The form of a customer file.
#[derive(Clone, Copy, Debug)]
pub struct ProfileForm;

impl Form for ProfileForm {
    type Content = Profile;

    const FIELDS: &'static [Field] = &[
        Field::required(keys::NAME, Input::Line { max: 120 }),
        Field::optional(keys::SHORT_NAME, Input::Line { max: 40 }),
        Field::optional(keys::PHONE, Input::Phone).merged(Merge::Latest),
        Field::optional(keys::ADDRESS, Input::Line { max: 200 }),
        Field::optional(keys::TAGS, Input::Many(Tag::CHOICES)).merged(Merge::Set),
        Field::optional(keys::REMARKS, Input::Text { max: 2000 }),
    ];

    fn check(draft: &Draft, now: Moment) -> Result<Profile, Vec<Problem>> {
        Check::table::<Self>(draft, now).finish(|form| {
            Some(Profile {
                name: form.text(keys::NAME),
                short_name: form.filled(keys::SHORT_NAME),
                phone: form.phone(keys::PHONE),
                address: form.filled(keys::ADDRESS),
                tags: form.many(keys::TAGS).iter().filter_map(|code| Tag::choose(code)).collect(),
                remarks: form.filled(keys::REMARKS),
                kept: Kept::new(),
            })
        })
    }

    fn show(profile: &Profile) -> Draft {
        let mut draft = Draft::default()
            .with(keys::NAME, &profile.name)
            .with(keys::SHORT_NAME, profile.short_name.as_deref().unwrap_or(""))
            .with(keys::PHONE, profile.phone.as_ref().map_or("", Phone::typed))
            .with(keys::ADDRESS, profile.address.as_deref().unwrap_or(""))
            .with(keys::REMARKS, profile.remarks.as_deref().unwrap_or(""));
        draft.set_many(keys::TAGS, profile.tags.iter().map(Tag::code));
        draft
    }
}
