//! One person: name, roles, place in the house. No contact data stands here, because everybody holds this row.

use crate::Related;
use crate::access::{Action, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx};
use crate::kind::{RecordKind, commands};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, RecordId, TeamId, UserId, by_members, choices, set_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

choices! {
    /// What a person does here. One person can hold several roles. Source: ROL-01, ROL-11
    Role {
        /// 客服专员
        ServiceRep = "service_rep",
        /// 客服主管
        ServiceSupervisor = "service_supervisor",
        /// 业务员
        SalesRep = "sales_rep",
        /// 业务负责人, head of a business department
        SalesManager = "sales_manager",
        /// 营销总监
        MarketingDirector = "marketing_director",
        /// 财务主管
        FinanceSupervisor = "finance_supervisor",
        /// 总经理
        GeneralManager = "general_manager",
        /// 行政, arranges transport
        Administration = "administration",
        /// 品质, investigates complaints
        Quality = "quality",
        /// 系统管理员
        SystemAdministrator = "system_administrator",
        /// 信息管理员, keeps the files
        InformationAdministrator = "information_administrator",
        /// 成品仓储, takes returns
        Warehouse = "warehouse",
        /// 技术人员
        Technician = "technician",
    }
}

/// Somebody who stands in for an absent person in a period. Source: ROL-06
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deputy {
    /// Who stands in.
    pub user: UserId,
    /// From this moment on.
    pub from: Moment,
    /// Until just before this moment.
    pub until: Moment,
}

impl Deputy {
    /// Whether this is somebody who stands in at that moment. Source: ROL-06
    pub fn stands_in(&self, user: UserId, at: Moment) -> bool {
        self.user == user && self.from.utc_ms <= at.utc_ms && at.utc_ms < self.until.utc_ms
    }
}

/// One person who signs in. The record's id is the user's id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The name colleagues know.
    pub name: String,
    /// Source: ROL-01
    pub roles: BTreeSet<Role>,
    /// The code of the department. Source: ROL-02
    pub department: Option<String>,
    /// The team (region) this person works in.
    pub team: Option<TeamId>,
    /// The teams whose customers this person supervises.
    pub leads: BTreeSet<TeamId>,
    /// The direct superior 直属上级. Source: ROL-08
    pub superior: Option<UserId>,
    /// Who stands in, and when.
    pub deputies: Vec<Deputy>,
    /// Whether this person works here now.
    pub active: bool,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Person {
    needed name,
    always roles,
    always department,
    always team,
    always leads,
    always superior,
    always deputies,
    yes active,
});

impl Person {
    /// Somebody with these roles, of whom nothing else is known yet.
    pub fn new(name: impl Into<String>, roles: impl IntoIterator<Item = Role>) -> Self {
        Self {
            name: name.into(),
            roles: set_of(roles),
            department: None,
            team: None,
            leads: BTreeSet::new(),
            superior: None,
            deputies: Vec::new(),
            active: true,
            kept: Members::new(),
        }
    }
}

/// Writes a person's record as a whole. Done online by an administrator, so no merging is needed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PutPerson {
    /// The whole new content.
    pub person: Person,
}

/// Says who stands in, and when: the person themself does, also without a network. Source: ROL-06
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NameDeputies {
    /// All of them; whoever is left out stands in no more.
    pub deputies: Vec<Deputy>,
}

/// So many deputies at once are enough for anybody.
const DEPUTIES: usize = 10;

commands! {
    /// What can be done to a person's record.
    PersonCommand {
        /// Enter or change a person.
        Put(PutPerson) = "put" @ 1, Intent, Action::ChangePeople,
        /// Say who stands in.
        NameDeputies(NameDeputies) = "name_deputies" @ 1, Intent, Action::NameDeputies,
    }
}

impl crate::kind::Args for PutPerson {}
impl crate::kind::Args for NameDeputies {}

impl RecordKind for Person {
    type Command = PersonCommand;
    const KIND: &'static str = "person";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &PersonCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let after = match command {
            PersonCommand::Put(put) if put.person.name.trim().is_empty() => {
                return Err(Refusal::malformed("person-name", "required"));
            }
            PersonCommand::Put(put) => put.person.clone(),
            PersonCommand::NameDeputies(named) => {
                let before = before.ok_or(Refusal::NotFound)?;
                let deputies = sound(&named.deputies, ctx)?.to_vec();
                Self { deputies, ..before.clone() }
            }
        };
        Ok(if before == Some(&after) { Accepted::noop(after) } else { Accepted::applied(after) })
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    fn scope(&self, _: &Related) -> Scope {
        Scope::org()
    }

    fn face(&self) -> Face {
        let state = if self.active { "active" } else { "inactive" };
        let marks = self.roles.iter().map(|role| role.code().to_owned()).collect();
        Face { state: state.to_owned(), title: self.name.clone(), marks, ..Face::default() }
    }

    /// Of whom it is.
    fn author(&self, id: RecordId) -> Option<UserId> {
        Some(UserId(id.0))
    }
}

/// Nobody stands in for themself, nor in a period that ends before it begins.
fn sound<'a>(deputies: &'a [Deputy], ctx: &Ctx<'_>) -> Result<&'a [Deputy], Refusal> {
    let wrong = |code| Err(Refusal::malformed(DEPUTY, code));
    if deputies.len() > DEPUTIES {
        return wrong("too-many");
    }
    if deputies.iter().any(|deputy| deputy.from.utc_ms >= deputy.until.utc_ms) {
        return wrong("ends-before-start");
    }
    if deputies.iter().any(|deputy| Some(deputy.user) == ctx.actor.user()) {
        return wrong("not-a-choice");
    }
    Ok(deputies)
}

/// The key of who stands in.
pub const DEPUTY: &str = "person-deputy";
