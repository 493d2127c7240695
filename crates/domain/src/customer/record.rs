//! One customer file and who looks after it.

use super::command::CustomerCommand;
use super::profile::{Profile, ProfileForm};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Outcome};
use crate::form::Form as _;
use crate::kind::RecordKind;
use crate::merge::{CorrectFields, correct};
use crate::people::Role;
use crate::refusal::{Clash, Refusal};
use crate::values::{Kept, Moment, RecordId};
use serde::{Deserialize, Serialize};

/// One customer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Customer {
    /// What the file says.
    pub profile: Profile,
    /// Who looks after the customer; decides who sees everything done for them.
    pub pair: Pair,
    /// When the file was opened.
    pub registered_at: Moment,
    /// Fields of a newer build.
    #[serde(flatten)]
    pub kept: Kept,
}

impl Customer {
    fn registered(profile: &Profile, pair: Pair, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        ProfileForm::check(&ProfileForm::show(profile), ctx.at).map_err(Refusal::Malformed)?;
        if !may_name(pair, ctx) {
            return Err(Refusal::Denied);
        }
        Ok(Accepted::applied(Self {
            profile: profile.clone(),
            pair,
            registered_at: ctx.at,
            kept: Kept::new(),
        }))
    }

    fn corrected(&self, correction: &CorrectFields, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let merged = correct::<ProfileForm>(&ProfileForm::show(&self.profile), correction)?;
        if !merged.changed {
            return Ok(Accepted::noop(self.clone()));
        }
        let mut profile = ProfileForm::check(&merged.draft, ctx.at).map_err(Refusal::Malformed)?;
        profile.kept.clone_from(&self.profile.kept);
        let outcome =
            if merged.clashes.is_empty() { Outcome::Applied } else { Outcome::Merged(merged.clashes) };
        Ok(Accepted { record: Self { profile, ..self.clone() }, outcome, flags: Vec::new() })
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

/// Whether the one who opens a file may name these two: a rep names only themself, whoever assigns names anyone.
///
/// Source: CUS-06
fn may_name(pair: Pair, ctx: &Ctx<'_>) -> bool {
    let Some(user) = ctx.actor.user() else { return true };
    let assigns = [Role::ServiceSupervisor, Role::SalesManager, Role::InformationAdministrator]
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
            (None, C::Register(register)) => Self::registered(&register.profile, register.pair, ctx),
            (Some(same), C::Register(r)) if same.profile == r.profile && same.pair == r.pair => {
                Ok(Accepted::noop(same.clone()))
            }
            (Some(_), C::Register(_)) => Err(Refusal::Exists),
            (Some(customer), C::Correct(correction)) => customer.corrected(correction, ctx),
            (Some(customer), C::Assign(assign)) => customer.assigned(assign.from, assign.to),
            (None, C::Correct(_) | C::Assign(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    fn scope(&self, _: &Related) -> Scope {
        Scope::care(self.pair)
    }

    fn face(&self) -> Face {
        Face {
            title: self.profile.name.clone(),
            note: self.profile.address.clone().unwrap_or_default(),
            at_ms: self.registered_at.utc_ms,
            ..Face::default()
        }
    }
}
