//! What a customer file says. Source: CUS-01

use super::choices::{CustomerKind, Grade, Stage, Tier};
use super::fields::{CONTACT, PAIRS, PROFILE, keys};
use crate::form::{Check, Draft, Field, Form, Input, Problem, Sheet, YES, rows};
use crate::policy::{OwnRest, Rest};
use crate::values::{Fen, Members, Moment, Phone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The part of a file that people fill in: a checked sheet, with the types that rules look at read from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile(Sheet);

/// One of the people there.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    draft: &'a Draft,
    /// Its id within the file.
    pub id: &'a str,
}

impl Contact<'_> {
    /// What stands in a field of the contact.
    pub fn get(&self, key: &str) -> &str {
        self.draft.get(&rows::key(keys::CONTACTS, self.id, key))
    }

    /// The numbers, mobile first.
    pub fn phones(&self) -> impl Iterator<Item = Phone> {
        CONTACT
            .iter()
            .filter(|field| field.input == Input::Phone && field.key != keys::CONTACT_FAX)
            .filter_map(|field| Phone::parse(self.get(field.key)).ok())
    }
}

impl Profile {
    /// A customer of whom only the name is known.
    pub fn named(name: &str) -> Self {
        Self(Sheet::of(PROFILE, &ProfileForm::fresh().with(keys::NAME, name)))
    }

    /// The texts by key.
    pub const fn draft(&self) -> &Draft {
        self.0.draft()
    }

    /// What stands in a field.
    pub fn get(&self, key: &str) -> &str {
        self.draft().get(key)
    }

    fn choice<T: From<String>>(&self, key: &str) -> Option<T> {
        let code = self.get(key);
        (!code.is_empty()).then(|| T::from(code.to_owned()))
    }

    /// Company, shop or person.
    pub fn kind(&self) -> Option<CustomerKind> {
        self.choice(keys::KIND)
    }

    /// Prospect or customer.
    pub fn stage(&self) -> Option<Stage> {
        self.choice(keys::STAGE)
    }

    /// Core, key or general.
    pub fn tier(&self) -> Option<Tier> {
        self.choice(keys::TIER)
    }

    /// A to D.
    pub fn grade(&self) -> Option<Grade> {
        self.choice(keys::GRADE)
    }

    /// Whether something is owed. Source: CUS-01
    pub fn owes(&self) -> bool {
        self.get(keys::DEBT) == YES
    }

    /// Within how many days they pay. Source: CUS-08
    pub fn credit_days(&self) -> Option<u32> {
        self.get(keys::CREDIT_DAYS).parse().ok()
    }

    /// Up to which amount they may owe. Source: CUS-08
    pub fn credit_limit(&self) -> Option<Fen> {
        Fen::parse(self.get(keys::CREDIT_LIMIT))
    }

    /// The people there, in the order they were added.
    pub fn contacts(&self) -> impl Iterator<Item = Contact<'_>> {
        let draft = self.draft();
        draft.get(keys::CONTACTS).split(',').filter(|id| !id.is_empty()).map(move |id| Contact { draft, id })
    }

    /// Every number by which somebody may be reached.
    pub fn phones(&self) -> Vec<Phone> {
        let main = Phone::parse(self.get(keys::PHONE)).ok();
        main.into_iter()
            .chain(self.contacts().flat_map(|contact| contact.phones().collect::<Vec<_>>()))
            .collect()
    }

    /// The number to call first: of the first contact that has one, with their name, else the switchboard's.
    pub fn to_call(&self) -> Option<(String, Phone)> {
        let of_contact = self.contacts().find_map(|contact| {
            let phone = contact.phones().next()?;
            Some((contact.get(keys::CONTACT_NAME).to_owned(), phone))
        });
        of_contact.or_else(|| Some((String::new(), Phone::parse(self.get(keys::PHONE)).ok()?)))
    }

    /// When they rest, where that is not when customers do by the policy. Source: VIS-04
    pub fn rests(&self) -> OwnRest {
        rests(self.draft())
    }

    /// The visiting address in one line, as short as a list can show it: from the city on.
    pub fn place(&self) -> String {
        one_line(self.draft(), &[keys::CITY, keys::DISTRICT, keys::STREET])
    }

    /// This profile in place of another: what a newer build wrote there stays.
    #[must_use]
    pub(super) fn after(self, before: &Self) -> Self {
        Self(self.0.after(&before.0))
    }

    /// A draft that was merged from checked ones, or comes from another system, tidied: nothing is checked here. What a
    /// newer build can choose and this one cannot stays, and so do phones that are none.
    pub fn tidied(draft: &Draft) -> Self {
        Self(Sheet::of(PROFILE, draft))
    }
}

impl Serialize for Profile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(PROFILE).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Members::deserialize(deserializer)?;
        Sheet::read(PROFILE, members).map(Self).map_err(serde::de::Error::custom)
    }
}

/// When a customer rests, where that is not when customers do by the policy. Half a time, of two that were corrected apart,
/// says nothing. Source: VIS-04
pub fn rests(draft: &Draft) -> OwnRest {
    let [noon, night] = PAIRS.map(|(from, until)| Rest::between(draft.get(from), draft.get(until)));
    OwnRest { noon, night }
}

/// The visiting address in one line.
pub fn address(draft: &Draft) -> String {
    one_line(draft, &[keys::PROVINCE, keys::CITY, keys::DISTRICT, keys::STREET])
}

/// Chinese is set solid; between other words stands a blank.
fn one_line(draft: &Draft, parts: &[&str]) -> String {
    let spaced = |sign: Option<char>| sign.is_some_and(|sign| sign < '\u{2e80}');
    parts.iter().map(|key| draft.get(key)).fold(String::new(), |mut line, part| {
        if spaced(line.chars().last()) && spaced(part.chars().next()) {
            line.push(' ');
        }
        line + part
    })
}

/// The form of a customer file.
#[derive(Clone, Copy, Debug)]
pub struct ProfileForm;

impl ProfileForm {
    /// A new file as the form opens: what is so in most cases is chosen already.
    pub fn fresh() -> Draft {
        Draft::default()
            .with(keys::KIND, CustomerKind::Company.code())
            .with(keys::STAGE, Stage::Prospect.code())
    }
}

impl Form for ProfileForm {
    type Content = Profile;

    const FIELDS: &'static [Field] = PROFILE;

    fn check(draft: &Draft, now: Moment) -> Result<Profile, Vec<Problem>> {
        let mut check = Check::table::<Self>(draft, now);
        for (from, until) in PAIRS {
            match (draft.get(from).trim(), draft.get(until).trim()) {
                ("", "") => {}
                ("", _) => check.problem(from, "required"),
                (_, "") => check.problem(until, "required"),
                _ => {}
            }
        }
        check.finish(|_| Some(Profile(Sheet::of(PROFILE, draft))))
    }

    fn show(profile: &Profile) -> Draft {
        profile.draft().clone()
    }
}
