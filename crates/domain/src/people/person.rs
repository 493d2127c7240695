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

commands! {
    /// What can be done to a person's record.
    PersonCommand {
        /// Enter or change a person.
        Put(PutPerson) = "put" @ 1, Intent, Action::ChangePeople,
    }
}

impl crate::kind::Args for PutPerson {}

impl RecordKind for Person {
    type Command = PersonCommand;
    const KIND: &'static str = "person";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &PersonCommand,
        _: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        let PersonCommand::Put(put) = command;
        if put.person.name.trim().is_empty() {
            return Err(Refusal::malformed("person-name", "required"));
        }
        Ok(if before == Some(&put.person) {
            Accepted::noop(put.person.clone())
        } else {
            Accepted::applied(put.person.clone())
        })
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
}
