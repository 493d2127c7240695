//! One team (region): people who look after the same customers.

use crate::Related;
use crate::access::{Action, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx};
use crate::kind::{RecordKind, commands};
use crate::refusal::Refusal;
use crate::values::{Members, RecordId, by_members};
use serde::{Deserialize, Serialize};

/// One team. Source: ROL-02
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// The name people use.
    pub name: String,
    /// The code of the department it belongs to.
    pub department: Option<String>,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Team {
    needed name,
    always department,
});

/// Writes a team's record as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PutTeam {
    /// The whole new content.
    pub team: Team,
}

commands! {
    /// What can be done to a team's record.
    TeamCommand {
        /// Enter or change a team.
        Put(PutTeam) = "put" @ 1, Intent, Action::ChangePeople,
    }
}

impl crate::kind::Args for PutTeam {}

impl RecordKind for Team {
    type Command = TeamCommand;
    const KIND: &'static str = "team";
    const SCHEMA: u16 = 1;

    fn decide(before: Option<&Self>, command: &TeamCommand, _: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let TeamCommand::Put(put) = command;
        if put.team.name.trim().is_empty() {
            return Err(Refusal::malformed("team-name", "required"));
        }
        Ok(if before == Some(&put.team) {
            Accepted::noop(put.team.clone())
        } else {
            Accepted::applied(put.team.clone())
        })
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    fn scope(&self, _: &Related) -> Scope {
        Scope::org()
    }

    fn face(&self) -> Face {
        Face { title: self.name.clone(), ..Face::default() }
    }
}
