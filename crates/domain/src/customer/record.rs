//! One customer file and who looks after it.

use super::command::CustomerCommand;
use super::fields::keys;
use super::profile::{Profile, ProfileForm};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Outcome};
use crate::form::Form as _;
use crate::form::YES;
use crate::kind::RecordKind;
use crate::merge::{CorrectFields, correct};
use crate::people::Role;
use crate::refusal::{Clash, Refusal};
use crate::values::{BatchId, Members, Moment, Number, RecordId, by_members, day_of, day_text};
use chrono::NaiveDate;

/// One customer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Customer {
    /// Given by the server, gap-free in each year; until then the screen shows a provisional one. Source: CUS-01
    pub number: Option<Number>,
    /// What the file says.
    pub profile: Profile,
    /// Who looks after the customer; decides who sees everything done for them.
    pub pair: Pair,
    /// When the file was opened.
    pub registered_at: Moment,
    /// The import that opened it, if one did. Source: DAT-03
    pub batch: Option<BatchId>,
    /// Whether that import was taken back: the file is nobody's any more, and nothing brings it back.
    pub withdrawn: bool,
    /// Fields of a newer build.
    pub(super) kept: Members,
}

by_members!(Customer {
    may number,
    needed profile,
    needed pair,
    needed registered_at,
    may batch,
    may withdrawn,
});

impl Customer {
    /// A new file.
    pub const fn new(profile: Profile, pair: Pair, registered_at: Moment) -> Self {
        let (number, batch, withdrawn) = (None, None, false);
        Self { number, profile, pair, registered_at, batch, withdrawn, kept: Members::new() }
    }

    fn registered(profile: &Profile, pair: Pair, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        ProfileForm::check(&ProfileForm::show(profile), ctx.at).map_err(Refusal::Malformed)?;
        if !may_name(pair, ctx) {
            return Err(Refusal::Denied);
        }
        Ok(Accepted::applied(Self::new(profile.clone(), pair, ctx.at)))
    }

    fn corrected(&self, correction: &CorrectFields, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let merged = correct::<ProfileForm>(&ProfileForm::show(&self.profile), correction)?;
        if !merged.changed {
            return Ok(Accepted::noop(self.clone()));
        }
        // What was there before is no fault of the one who corrects: a choice of a newer build, a longer text.
        let faults = |draft| ProfileForm::check(draft, ctx.at).err().unwrap_or_default();
        let old = faults(self.profile.draft());
        let new: Vec<_> = faults(&merged.draft).into_iter().filter(|fault| !old.contains(fault)).collect();
        if !new.is_empty() {
            return Err(Refusal::Malformed(new));
        }
        let profile = Profile::tidied(&merged.draft).after(&self.profile);
        let outcome =
            if merged.clashes.is_empty() { Outcome::Applied } else { Outcome::Merged(merged.clashes) };
        Ok(Accepted { record: Self { profile, ..self.clone() }, outcome, flags: Vec::new() })
    }

    /// Source: FOL-01
    fn ordered(&self, on: &str, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let Some(day) = day_of(on).filter(|day| has_come(*day, ctx.at)) else {
            return Err(Refusal::malformed(keys::LAST_ORDER, "not-a-date"));
        };
        if day_of(self.profile.get(keys::LAST_ORDER)).is_some_and(|known| known >= day) {
            return Ok(Accepted::noop(self.clone()));
        }
        let draft = self.profile.draft().clone().with(keys::LAST_ORDER, day_text(day));
        let profile = Profile::tidied(&draft).after(&self.profile);
        Ok(Accepted::applied(Self { profile, ..self.clone() }))
    }

    fn assigned(&self, from: Pair, to: Pair) -> Result<Accepted<Self>, Refusal> {
        if self.pair == to {
            return Ok(Accepted::noop(self.clone()));
        }
        if self.pair != from {
            let show = |pair: Pair| Scope::care(pair).as_str().to_owned();
            return Err(Refusal::Clash(vec![Clash {
                key: "customer-pair".to_owned(),
                mine: show(to),
                theirs: show(self.pair),
            }]));
        }
        Ok(Accepted::applied(Self { pair: to, ..self.clone() }))
    }
}

/// Whether a day may be one of the past.
pub(super) fn has_come(day: NaiveDate, at: Moment) -> bool {
    // Over the date line it may be tomorrow already.
    Some(day) <= at.plus_ms(24 * 60 * 60_000).date()
}

/// Whether the one who opens a file may name these two: a rep names only themself, whoever assigns names anyone.
///
/// Source: CUS-06
fn may_name(pair: Pair, ctx: &Ctx<'_>) -> bool {
    let Some(user) = ctx.actor.user() else { return true };
    let assigns = [
        Role::ServiceSupervisor,
        Role::SalesManager,
        Role::MarketingDirector,
        Role::GeneralManager,
        Role::InformationAdministrator,
    ]
    .iter()
    .any(|role| ctx.actor.roles.contains(role));
    assigns || [pair.owner, pair.salesperson].into_iter().flatten().all(|who| who == user)
}

impl RecordKind for Customer {
    type Command = CustomerCommand;
    const KIND: &'static str = "customer";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &CustomerCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use CustomerCommand as C;
        match (before, command) {
            (Some(withdrawn), command) if withdrawn.withdrawn => withdrawn.after_all(command),
            (None, C::Register(register)) => Self::registered(&register.profile, register.pair, ctx),
            (Some(same), C::Register(r)) if same.profile == r.profile && same.pair == r.pair => {
                Ok(Accepted::noop(same.clone()))
            }
            (Some(_), C::Register(_)) => Err(Refusal::Exists),
            (Some(customer), C::Correct(correction)) => customer.corrected(correction, ctx),
            (Some(customer), C::Ordered(ordered)) => customer.ordered(&ordered.on, ctx),
            (Some(customer), C::Assign(assign)) => customer.assigned(assign.from, assign.to),
            (None, C::Import(import)) => Self::imported(import, ctx),
            (Some(customer), C::Import(import)) => customer.filled(&import.profile, ctx),
            (Some(customer), C::TakeBack(back)) => customer.taken_back(back),
            (None, C::Correct(_) | C::Ordered(_) | C::Assign(_) | C::TakeBack(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    fn scope(&self, _: &Related) -> Scope {
        if self.withdrawn { Scope::withdrawn() } else { Scope::care(self.pair) }
    }

    fn face(&self) -> Face {
        let said = |key| Some(self.profile.get(key).to_owned()).filter(|text| !text.is_empty());
        let mark = |key| self.profile.get(key).to_owned();
        let flag =
            |key, code: &str| if self.profile.get(key) == YES { code.to_owned() } else { String::new() };
        let names = self.profile.contacts().map(|contact| contact.get(keys::CONTACT_NAME).to_owned());
        let digits = self.profile.phones().into_iter().map(|phone| phone.digits());
        let mut found_by: Vec<String> = said(keys::SHORT_NAME)
            .into_iter()
            .chain(said(keys::CODE))
            .chain(names)
            .chain(digits)
            .filter(|text| !text.is_empty())
            .collect();
        found_by.dedup();
        Face {
            state: said(keys::STAGE).unwrap_or_default(),
            title: self.profile.get(keys::NAME).to_owned(),
            note: self.profile.place(),
            number: self.number.map(|number| number.to_string()),
            at_ms: self.registered_at.utc_ms,
            due_ms: None,
            // In the order of `marks`.
            marks: vec![
                mark(keys::KIND),
                mark(keys::TIER),
                mark(keys::GRADE),
                flag(keys::VIP, "vip"),
                flag(keys::DEBT, "debt"),
                mark(keys::LAST_ORDER),
                self.profile.to_call().map(|(_, phone)| phone.dial()).unwrap_or_default(),
            ],
            keys: found_by,
        }
    }
}
