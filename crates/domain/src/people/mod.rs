//! People and teams: who works here, in which roles, for whom they stand in. Ordinary records in scope `org`.

mod deputy;
mod org;
mod person;
mod team;

pub use deputy::{DeputyForm, keys as deputy_keys};
pub use org::Org;
pub use person::{DEPUTY, Deputy, NameDeputies, Person, PersonCommand, PutPerson, Role};
pub use team::{PutTeam, Team, TeamCommand};

#[cfg(test)]
mod tests;
