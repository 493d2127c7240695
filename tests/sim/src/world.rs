//! The world: steps of chance, then a quiet end in which everything must come to rest, then the checks.

use crate::acts;
use crate::approvals;
use crate::chance::Chance;
use crate::check;
use crate::device::{Device, Task};
use crate::house;
use crate::mutant::Mutant;
use crate::requests;
use crate::server::Server;
use domain::access::Pair;
use domain::values::{CommandId, DeviceId, Epoch, Moment, RecordId, UserId};
use domain::{Policies, Record};
use std::collections::{BTreeMap, BTreeSet};
use sync::replica::{Asleep, Intent, NotSaved, Replica};
use sync::store::Fault;
use sync::wire::{Mutation, PushRequest};
use sync::{Answer, Input, Request};

/// What was broken, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure(pub String);

/// How often what happened.
pub type Stats = BTreeMap<&'static str, u64>;

/// A request or an answer on its way.
#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) device: usize,
    pub(crate) tab: u64,
    pub(crate) ticket: u64,
    pub(crate) request: Request,
    pub(crate) answer: Option<Answer>,
}

/// What a person was told is saved.
#[derive(Clone)]
pub(crate) struct Saved {
    pub(crate) mutation: Mutation,
    pub(crate) device: usize,
}

/// What a person would do on what this replica shows.
type Act = fn(&Replica, &mut Chance, Moment, &[UserId]) -> Result<Vec<Intent>, Asleep>;

pub(crate) struct World {
    pub(crate) chance: Chance,
    pub(crate) mutant: Mutant,
    pub(crate) server: Server,
    pub(crate) devices: Vec<Device>,
    pub(crate) saved: BTreeMap<CommandId, Saved>,
    pub(crate) dismissed: BTreeSet<CommandId>,
    /// What was there before anybody did anything.
    pub(crate) first: Vec<(RecordId, Record)>,
    pub(crate) people: Vec<UserId>,
    pub(crate) wire: Vec<Message>,
    tabs: u64,
    stats: Stats,
}

/// Plays one seed.
///
/// # Errors
/// The first invariant found broken.
pub fn run(seed: u64, steps: usize, mutant: Mutant) -> Result<Stats, Failure> {
    let mut world = World::new(seed, mutant);
    for _ in 0..steps {
        world.step();
        if world.chance.percent(4) {
            check::always(&mut world)?;
        }
    }
    world.come_to_rest()?;
    check::at_rest(&world)?;
    let mut stats = std::mem::take(&mut world.stats);
    approvals::tally(&world, &mut stats);
    Ok(stats)
}

impl World {
    fn new(seed: u64, mutant: Mutant) -> Self {
        let mut chance = Chance::new(seed);
        let people = house::people(&mut chance);
        let mut first: Vec<(RecordId, Record)> =
            people.iter().map(|(user, person)| (RecordId(user.0), person.clone().into())).collect();
        let users: Vec<UserId> = people.keys().copied().collect();
        for n in 0..6 {
            let pair =
                Pair { owner: chance.pick(&users).copied(), salesperson: chance.pick(&users).copied() };
            first.push((RecordId(chance.id(n)), acts::customer(pair, n)));
        }
        let server = Server::new(mutant, chance.clone(), &first);
        let mut world = Self {
            chance,
            mutant,
            server,
            devices: Vec::new(),
            saved: BTreeMap::new(),
            dismissed: BTreeSet::new(),
            first,
            people: users,
            wire: Vec::new(),
            tabs: 0,
            stats: Stats::new(),
        };
        for n in 0..3 + world.chance.below(2) {
            let user = world.people[(n + world.chance.below(5)) % 5];
            world.add_device(user);
        }
        world
    }

    pub(crate) fn count(&mut self, what: &'static str) {
        *self.stats.entry(what).or_default() += 1;
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.server.now.utc_ms
    }

    fn add_device(&mut self, user: UserId) {
        let id = DeviceId(self.chance.id(self.server.now.utc_ms));
        self.devices.push(Device::new(user, id));
        let at = self.devices.len() - 1;
        self.open_tab(at);
    }

    pub(crate) fn open_tab(&mut self, device: usize) {
        self.tabs += 1;
        self.devices[device].open_tab(self.tabs);
    }

    fn step(&mut self) {
        self.server.tick(1_000);
        let device = self.chance.below(self.devices.len());
        if self.devices[device].tabs.is_empty() {
            self.open_tab(device);
        }
        // The world goes on …
        for _ in 0..2 {
            let busy = self.chance.below(self.devices.len());
            if !self.devices[busy].tabs.is_empty() {
                self.work(busy);
            }
            self.deliver();
        }
        // … and one thing happens.
        match self.chance.below(1000) {
            0..=379 => self.act(device, acts::something),
            380..=399 => self.decide_apart(),
            400..=639 => self.work(device),
            640..=709 => (0..=self.chance.below(4)).for_each(|_| self.deliver()),
            710..=729 => self.deliver_twice(),
            730..=749 => self.lose(),
            750..=759 => self.garble(),
            760..=819 => self.hear_anew(device, Input::Wake),
            820..=839 => self.hear_anew(device, Input::Look),
            840..=854 => self.crash(device),
            855..=879 => self.full_disk(device),
            880..=889 => self.second_tab(device),
            890..=907 => self.change_grants(),
            908..=930 => self.move_customer(),
            931..=940 => self.server.back_up(),
            941..=943 => self.restore(),
            944..=949 => self.clone_profile(device),
            950..=955 => self.server.old ^= true,
            956..=962 => self.sign_out_or_in(device),
            963..=967 => {
                // Ten years off, in either direction.
                self.devices[device].skew =
                    (self.chance.next() % 630_720_000_000).cast_signed() - 315_360_000_000;
            }
            968..=972 => self.server.ledger.die_before_commit = true,
            973..=979 => self.dismiss(device),
            984..=991 => self.decide_at_desk(),
            980..=983 => {
                if self.devices.len() < 6 {
                    let user = self.people[self.chance.below(5)];
                    self.add_device(user);
                }
            }
            _ => self.devices[device].flush(),
        }
    }

    /// Everybody who can decides about the same request, before any of them hears of another.
    fn decide_apart(&mut self) {
        for device in 0..self.devices.len() {
            if !self.devices[device].tabs.is_empty() {
                self.act(device, requests::decide_first);
            }
        }
    }

    /// A person does something and hears whether it is saved.
    fn act(&mut self, device: usize, what: Act) {
        let (now_ms, tab) = (self.now_ms(), self.chance.below(self.devices[device].tabs.len()));
        let at = Moment::new(now_ms + self.devices[device].skew, 480);
        let before = self.chance.clone();
        let mut reads = 0;
        let save = loop {
            self.chance = before.clone();
            let replica = self.devices[device].tabs[tab].session.replica();
            let save = what(replica, &mut self.chance, at, &self.people)
                .map_err(NotSaved::from)
                .and_then(|intents| replica.save(intents, at, at.utc_ms, "sim", &Policies::default()));
            match save {
                Ok(save) => break save,
                // A person looks first; what another tab moved away meanwhile cannot be seen.
                Err(NotSaved::Asleep(asleep)) if reads < 4 => {
                    self.devices[device].look(tab, &asleep);
                    reads += 1;
                }
                Err(NotSaved::Asleep(_)) => return self.count("moved away meanwhile"),
                Err(NotSaved::Refused(_)) => return self.count("refused at once"),
            }
        };
        if save.entries.is_empty() {
            return;
        }
        let told = save.entries.clone();
        if self.devices[device].save(tab, save.batch, save.entries, self.mutant) {
            for entry in told {
                if self.chance.percent(2) {
                    let times = self.chance.below(8) as u32;
                    self.server.ledger.poison.insert(entry.m.id, times);
                }
                self.saved.insert(entry.m.id, Saved { mutation: entry.m, device });
                self.count("saved");
            }
        }
    }

    /// One to four tasks of the device's tabs.
    fn work(&mut self, device: usize) {
        for _ in 0..=self.chance.below(9) {
            let tab = self.chance.below(self.devices[device].tabs.len());
            self.task(device, tab);
        }
    }

    pub(crate) fn task(&mut self, device: usize, tab: usize) {
        let (now_ms, mutant) = (self.now_ms(), self.mutant);
        let name = self.devices[device].tabs[tab].name;
        for (ticket, mut request) in self.devices[device].step(tab, mutant, now_ms) {
            self.count(request.path);
            if mutant == Mutant::NotOldestFirst && request.path == "push" {
                self.leave_out_the_oldest(&mut request);
            }
            self.wire.push(Message { device, tab: name, ticket, request, answer: None });
        }
    }

    fn leave_out_the_oldest(&mut self, request: &mut Request) {
        let mut push: PushRequest = serde_json::from_slice(&request.body).expect("our own request");
        let skip = self.chance.below(push.mutations.len());
        push.mutations.drain(..skip);
        request.body = serde_json::to_vec(&push).expect("JSON");
    }

    fn hear_anew(&mut self, device: usize, input: Input) {
        let tab = self.chance.below(self.devices[device].tabs.len());
        self.devices[device].tabs[tab].tasks.push_back(Task::Hear(input));
    }

    pub(crate) fn crash(&mut self, device: usize) {
        self.count("crash");
        self.devices[device].crash(&mut self.chance);
        self.open_tab(device);
    }

    fn full_disk(&mut self, device: usize) {
        let fault = [Fault::Full, Fault::ClosedBefore, Fault::ClosedAfter][self.chance.below(3)];
        self.devices[device].fail_next(fault);
        self.count("store fault");
    }

    fn second_tab(&mut self, device: usize) {
        if self.devices[device].tabs.len() < 2 {
            self.open_tab(device);
            self.count("second tab");
        }
    }

    fn clone_profile(&mut self, device: usize) {
        if self.devices.len() < 6 {
            let copy = self.devices[device].cloned();
            self.devices.push(copy);
            self.open_tab(self.devices.len() - 1);
            self.count("profile cloned");
        }
    }

    fn sign_out_or_in(&mut self, device: usize) {
        self.devices[device].signed_in ^= true;
        if self.devices[device].signed_in {
            self.hear_anew(device, Input::SignedIn);
        }
    }

    fn restore(&mut self) {
        let epoch = Epoch(self.chance.id(self.server.now.utc_ms));
        if self.server.restore(epoch) {
            self.count("restored");
        }
    }

    fn dismiss(&mut self, device: usize) {
        let tab = self.chance.below(self.devices[device].tabs.len());
        let replica = self.devices[device].tabs[tab].session.replica();
        let Some((number, id)) = replica.problems().next().map(|(number, entry)| (number, entry.m.id)) else {
            return;
        };
        let plan = replica.plan_dismiss(number).expect("JSON").expect("a problem");
        if self.devices[device].store.commit_now(plan.batch.clone()).is_ok() {
            self.dismissed.insert(id);
            self.devices[device].tabs[tab].session.on(Input::Adopted(Box::new(plan)), 0);
        }
    }
}
