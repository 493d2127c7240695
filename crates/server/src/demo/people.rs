//! Who works there.

use domain::Command;
use domain::people::{Person, PersonCommand, PutPerson, PutTeam, Role, Team, TeamCommand};
use domain::values::{Members, Moment, TeamId, UserId, new_v7, set_of};
use sync::digest::sha256;
use sync::wire::Status;
use uuid::Uuid;

use super::DemoError;
use crate::core;
use crate::ledger::sqlite::SqliteLedger;

/// Somebody of the sample organisation.
#[derive(Debug, Clone, Copy)]
pub struct Someone {
    /// What they sign in with.
    pub login: &'static str,
    /// Their name.
    pub name: &'static str,
    /// What they do, as people there say it.
    pub does: &'static str,
    roles: &'static [Role],
    team: Option<&'static str>,
    leads: &'static [&'static str],
    superior: Option<&'static str>,
}

const EAST: &str = "华东客服组";
const SOUTH: &str = "华南客服组";
const SALES: &str = "业务一部";
const TEAMS: [&str; 3] = [EAST, SOUTH, SALES];

const fn someone(
    login: &'static str,
    name: &'static str,
    does: &'static str,
    role: &'static [Role],
) -> Someone {
    Someone { login, name, does, roles: role, team: None, leads: &[], superior: None }
}

const fn rep(login: &'static str, name: &'static str, team: &'static str) -> Someone {
    let one = someone(login, name, "客服专员", &[Role::ServiceRep]);
    Someone { team: Some(team), superior: Some(SUPERVISOR), ..one }
}

const fn seller(login: &'static str, name: &'static str) -> Someone {
    let one = someone(login, name, "业务员", &[Role::SalesRep]);
    Someone { team: Some(SALES), superior: Some(MANAGER), ..one }
}

/// Who decides on requests.
pub(super) const MANAGER: &str = "赵磊";
/// Who leads the service reps.
pub(super) const SUPERVISOR: &str = "陈思";
const DIRECTOR: &str = "林静";
const GENERAL: &str = "周明远";

/// By whose id such a database is known again.
pub(super) const FIRST: &Someone = &ADMIN;
const ADMIN: Someone = someone(
    "hanbing",
    "韩冰",
    "系统管理员、信息管理员",
    &[Role::SystemAdministrator, Role::InformationAdministrator],
);

/// Everybody.
pub const PEOPLE: &[Someone] = &[
    rep("wangfang", "王芳", EAST),
    rep("liqiang", "李强", EAST),
    rep("liuyang", "刘洋", SOUTH),
    rep("sunting", "孙婷", SOUTH),
    Someone {
        leads: &[EAST, SOUTH],
        superior: Some(DIRECTOR),
        ..someone("chensi", SUPERVISOR, "客服主管", &[Role::ServiceSupervisor])
    },
    seller("wuhao", "吴昊"),
    seller("zhengjie", "郑洁"),
    seller("heyong", "何勇"),
    Someone {
        leads: &[SALES],
        superior: Some(DIRECTOR),
        ..someone("zhaolei", MANAGER, "业务负责人", &[Role::SalesManager])
    },
    Someone {
        superior: Some(GENERAL),
        ..someone("linjing", DIRECTOR, "营销总监", &[Role::MarketingDirector])
    },
    someone("zhoumingyuan", GENERAL, "总经理", &[Role::GeneralManager]),
    ADMIN,
];

/// An id that is the same in every sample organisation.
fn fixed(of: &str) -> Uuid {
    let mut chance = [0; 10];
    for (to, from) in chance.iter_mut().zip(sha256(of.as_bytes())) {
        *to = from;
    }
    new_v7(FIRST_MS, chance)
}

/// When there was no such organisation yet: the 9th of October 2025.
const FIRST_MS: i64 = 1_760_000_000_000;

impl Someone {
    /// Their id.
    pub fn user(&self) -> UserId {
        UserId(fixed(self.login))
    }

    /// Whether this is one of their roles.
    pub(super) fn is(&self, role: &Role) -> bool {
        self.roles.contains(role)
    }

    fn person(&self) -> Result<Person, DemoError> {
        Ok(Person {
            team: self.team.map(team),
            leads: set_of(self.leads.iter().copied().map(team)),
            superior: self.superior.map(named).transpose()?,
            ..Person::new(self.name, self.roles.iter().cloned())
        })
    }
}

fn team(name: &str) -> TeamId {
    TeamId(fixed(name))
}

/// The id of whoever has this name.
///
/// # Errors
/// If nobody has.
pub(super) fn named(name: &str) -> Result<UserId, DemoError> {
    let found = PEOPLE.iter().find(|one| one.name == name);
    found.map(Someone::user).ok_or_else(|| DemoError::Data(name.to_owned()))
}

/// Enters teams and people. Before the first of them nobody is there who could, so the server does.
pub(super) fn enter(ledger: &mut SqliteLedger, at: Moment) -> Result<(), DemoError> {
    for name in TEAMS {
        let record = Team { name: name.to_owned(), department: None, kept: Members::new() };
        let command = Command::Team(TeamCommand::Put(PutTeam { team: record }));
        put(ledger, at, team(name).into(), &command)?;
    }
    for one in PEOPLE {
        let command = Command::Person(PersonCommand::Put(PutPerson { person: one.person()? }));
        put(ledger, at, one.user().into(), &command)?;
    }
    Ok(())
}

fn put(
    ledger: &mut SqliteLedger,
    at: Moment,
    record: domain::RecordId,
    command: &Command,
) -> Result<(), DemoError> {
    let result = core::system(ledger, at, record, command)?;
    if result.status == Status::Applied {
        return Ok(());
    }
    let code = result.code.unwrap_or_default();
    Err(DemoError::Refused { command: command.name(), id: result.id, code })
}
