//! What people do online, at a desk: change who somebody is, give customers to others.

use crate::requests;
use crate::world::World;
use domain::access::Pair;
use domain::people::{Deputy, PersonCommand, PutPerson, Role};
use domain::values::{CommandId, DeviceId, Json, RecordId, TeamId, UserId};
use domain::{Command, Record};
use server::ledger::Ledger as _;
use sync::Request;
use sync::wire::{Mutation, PushRequest, RecordRef};

impl World {
    /// The administrator changes what somebody is, or who stands in for whom.
    pub(crate) fn change_grants(&mut self) {
        let admin = self
            .people
            .iter()
            .copied()
            .find(|user| self.server.org().has_role(*user, &Role::SystemAdministrator));
        let Some(admin) = admin else { return };
        let candidates: Vec<UserId> = self.people.iter().copied().filter(|user| *user != admin).collect();
        let Some(user) = self.chance.pick(&candidates).copied() else { return };
        let org = self.server.org();
        let mut person = org.people[&user].clone();
        let teams: Vec<TeamId> =
            org.people.values().filter_map(|p| p.team.or(p.leads.first().copied())).collect();
        match self.chance.below(6) {
            0 => person.active ^= true,
            1 => person.team = if person.team.is_some() { None } else { self.chance.pick(&teams).copied() },
            2 => {
                if !person.roles.remove(&Role::MarketingDirector) {
                    person.roles.insert(Role::MarketingDirector);
                }
            }
            3 => {
                if !person.roles.remove(&Role::ServiceSupervisor) {
                    person.roles.insert(Role::ServiceSupervisor);
                    person.leads.extend(self.chance.pick(&teams));
                }
            }
            4 => person.deputies.clear(),
            _ => {
                let until = self.server.now.plus_ms(40_000);
                let deputy = self.chance.pick(&candidates).copied().unwrap_or(admin);
                person.deputies.push(Deputy { user: deputy, from: self.server.now, until });
            }
        }
        self.count("grants changed");
        self.push_as(admin, user.into(), Command::Person(PersonCommand::Put(PutPerson { person })));
    }

    /// A director at a desk gives a customer to others.
    pub(crate) fn move_customer(&mut self) {
        let org = self.server.org();
        let director = self.people.iter().copied().find(|user| org.has_role(*user, &Role::MarketingDirector));
        let customers: Vec<_> =
            self.server.rows().into_iter().filter(|row| &*row.kind == "customer").collect();
        let (Some(director), Some(row)) = (director, self.chance.pick(&customers)) else { return };
        let Some(from) = row.scope.pair() else { return };
        let to = Pair {
            owner: self.chance.pick(&self.people).copied(),
            salesperson: self.chance.pick(&self.people).copied(),
        };
        let assign = domain::customer::Assign { from, to };
        self.count("customer moved");
        self.push_as(director, row.id, Command::Customer(assign.into()));
    }

    /// Somebody decides at once, with a device that does not ask the rules first: who asked, or whoever it may be.
    pub(crate) fn decide_at_desk(&mut self) {
        let waiting: Vec<(RecordId, UserId, (u16, UserId))> = self
            .server
            .rows()
            .into_iter()
            .filter_map(|row| match row.record() {
                Record::Request(request) => {
                    Some((row.id, request.requester()?, request.chain().waits_for()?))
                }
                _ => None,
            })
            .collect();
        let Some((id, requester, (step, approver))) = self.chance.pick(&waiting).copied() else { return };
        let anybody = self.chance.pick(&self.people).copied().unwrap_or(approver);
        let user = [requester, approver, approver, anybody][self.chance.below(4)];
        let decide = requests::decision(step, &mut self.chance);
        self.count("decided at a desk");
        self.push_as(user, id, Command::Request(decide.into()));
    }

    /// Somebody does something online, at once.
    pub(crate) fn push_as(&mut self, user: UserId, rec: RecordId, command: Command) {
        let mutation = Mutation {
            id: CommandId(self.chance.id(self.server.now.utc_ms)),
            name: command.name(),
            v: command.version(),
            rec: RecordRef { kind: command.kind().name().into(), id: rec },
            deps: Vec::new(),
            actor: user,
            at: self.server.now,
            app: "desk".to_owned(),
            base_rev: None,
            args: command.args().unwrap_or(Json::of(&()).expect("JSON")),
            told: None,
        };
        let epoch = self.server.ledger.epoch().expect("an epoch");
        let push =
            PushRequest { epoch, now: self.now_ms(), pending: 1, oldest: None, mutations: vec![mutation] };
        let body = serde_json::to_vec(&push).expect("JSON");
        let request = Request { path: "push", body, mutations: Vec::new() };
        self.server.serve(user, DeviceId(user.0), &request);
    }
}
