//! The authorisation matrix: who × what × whose, each cell asked over HTTP and held against plain tables that know
//! nothing of `access::may`.
//!
//! Source: RELIABILITY S1. A command or role without a line does not compile, a route without one fails.

mod commands;
mod examples;
mod reads;
mod routes;

use crate::support::{Client, House, mutation, push};
use domain::people::Role;
use serde_json::{Value, json};

/// The columns of all tables: every role, and somebody active without any.
pub(super) const COLUMNS: usize = 14;

/// The column of a role. Match on it without a wildcard: a new role must say here what it may.
pub(super) fn column(role: Option<&Role>) -> usize {
    match role {
        Some(Role::ServiceRep) => 0,
        Some(Role::ServiceSupervisor) => 1,
        Some(Role::SalesRep) => 2,
        Some(Role::SalesManager) => 3,
        Some(Role::MarketingDirector) => 4,
        Some(Role::FinanceSupervisor) => 5,
        Some(Role::GeneralManager) => 6,
        Some(Role::Administration) => 7,
        Some(Role::Quality) => 8,
        Some(Role::SystemAdministrator) => 9,
        Some(Role::InformationAdministrator) => 10,
        Some(Role::Warehouse) => 11,
        Some(Role::Technician) => 12,
        None => 13,
        Some(Role::Other(code)) => panic!("{code} is no role of this build"),
    }
}

/// One line of a table, as it is printed here: a letter for each column.
pub(super) fn cell(line: &str, column: usize) -> char {
    let letters: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(letters.len(), COLUMNS, "{line}");
    letters[column].chars().next().unwrap()
}

/// Whose the record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Whose {
    /// The actor looks after the customer.
    Own,
    /// Somebody of the team the actor leads does.
    Team,
    /// Somebody else does.
    Other,
    /// Somebody else does by now; the actor made the record, or looked after the customer before.
    Gone,
    /// There is no such record.
    Missing,
}

impl Whose {
    pub(super) const ALL: [Self; 5] = [Self::Own, Self::Team, Self::Other, Self::Gone, Self::Missing];
}

/// Everybody a cell needs.
pub(super) struct Stage {
    pub(super) house: House,
    pub(super) admin: Client,
    /// Keeps the files, and so can open one for anybody.
    pub(super) clerk: Client,
    pub(super) director: Client,
    /// Of the team that every actor leads.
    pub(super) mate: Client,
    pub(super) stranger: Client,
    pub(super) team: String,
}

impl Stage {
    pub(super) fn new(test: &str) -> Self {
        let mut house = House::new(test);
        let mut admin = house.administrator();
        let founded = admin.send(&admin.post("/admin/v1/teams", &json!({"name": "华东"})));
        let team = founded.fine(201).json()["team_id"].as_str().unwrap().to_owned();
        let mate = house.person_of(
            &admin,
            json!({"login": "mate", "roles": ["service_rep"], "team": team, "superior": admin.user}),
        );
        let person = |login: &str, role: &str| house.person(&admin, login, &[role]);
        let (clerk, director) =
            (person("clerk", "information_administrator"), person("director", "marketing_director"));
        let form = json!({"login": "stranger", "roles": ["service_rep"], "superior": admin.user});
        let stranger = house.person_of(&admin, form);
        Self { house, admin, clerk, director, mate, stranger, team }
    }

    /// One actor for each column, who leads the team whatever their role makes of it.
    pub(super) fn actors(&self) -> Vec<(usize, Client)> {
        let roles = Role::CHOICES.iter().map(|code| Role::choose(code).unwrap()).map(Some);
        let actor = |role: Option<Role>| {
            let codes: Vec<&str> = role.iter().map(Role::code).collect();
            let login = codes.first().copied().unwrap_or("nothing");
            let form = json!({"login": login, "roles": codes, "leads": [self.team]});
            (column(role.as_ref()), self.house.person_of(&self.admin, form))
        };
        let actors: Vec<(usize, Client)> = roles.chain([None]).map(actor).collect();
        assert_eq!(actors.len(), COLUMNS);
        actors
    }

    /// A customer of that kind, seen from the actor; its id.
    pub(super) fn customer(&self, actor: &Client, whose: Whose) -> String {
        let record = crate::support::uuid();
        let owner = match whose {
            Whose::Own | Whose::Gone => actor,
            Whose::Team => &self.mate,
            Whose::Other => &self.stranger,
            Whose::Missing => return record,
        };
        let pair = |who: &Client| json!({"owner": who.user, "salesperson": null});
        let args = json!({"profile": {"name": "华强五金", "kind": "shop", "stage": "customer"}, "pair": pair(owner)});
        does(&self.clerk, &mutation(&self.clerk, "customer.register", &record, args));
        if whose == Whose::Gone {
            let args = json!({"from": pair(owner), "to": pair(&self.stranger)});
            does(&self.director, &mutation(&self.director, "customer.assign", &record, args));
        }
        record
    }
}

/// Pushes one mutation; its status and code.
#[track_caller]
pub(super) fn tries(who: &Client, mutation: &Value) -> (String, String) {
    let mut who = who.clone();
    let body = push(&who, std::slice::from_ref(mutation));
    let result = who.send(&who.post("/sync/v1/push", &body)).fine(200).json()["results"][0].clone();
    let text = |key: &str| result[key].as_str().unwrap_or_default().to_owned();
    (text("status"), text("code"))
}

/// Pushes what must succeed.
#[track_caller]
pub(super) fn does(who: &Client, mutation: &Value) {
    assert_eq!(tries(who, mutation).0, "applied", "{mutation}");
}
