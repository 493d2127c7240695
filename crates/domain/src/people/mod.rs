//! People and teams: who works here, in which roles, for whom they stand in. Ordinary records in scope `org`.

mod org;
mod person;
mod team;

pub use org::Org;
pub use person::{Deputy, Person, PersonCommand, PutPerson, Role};
pub use team::{PutTeam, Team, TeamCommand};
