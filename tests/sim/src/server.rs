//! The server of the simulation: the real core on a database in memory, with backups, restores and an old build.

use crate::chance::Chance;
use crate::ledger::Coat;
use crate::mutant::Mutant;
use domain::Record;
use domain::form::Form as _;
use domain::merge::CorrectFields;
use domain::people::Org;
use domain::values::{DeviceId, Epoch, Json, Moment, RecordId, UserId};
use domain::{Grant, Related, access};
use server::core::{Asker, handle};
use server::ledger::sqlite::{Place, SqliteLedger};
use server::ledger::{Ledger as _, WriteSet};
use std::collections::BTreeMap;
use sync::Request;
use sync::wire::{Mutation, PushRequest, PushResponse, Row};

pub(crate) struct Server {
    pub(crate) ledger: Coat,
    pub(crate) now: Moment,
    backup: Option<SqliteLedger>,
    /// An older build is running, which does not know all commands.
    pub(crate) old: bool,
}

/// The most rows of a page in the simulation: small, so that scans have many pages.
const PAGE_ROWS: usize = 3;

impl Server {
    pub(crate) fn new(mutant: Mutant, mut chance: Chance, first: &[(RecordId, Record)]) -> Self {
        let now = Moment::new(1_795_000_000_000, 480);
        let epoch = Epoch(chance.id(now.utc_ms));
        let mut real = SqliteLedger::open(Place::Memory, epoch, now.utc_ms).expect("a database in memory");
        let mut set = WriteSet::default();
        for (id, record) in first {
            set.head += 1;
            set.rows.push(Row {
                kind: record.kind().name().into(),
                id: *id,
                parent: None,
                scope: record.scope(&Related::default()).expect("a known kind"),
                rev: set.head,
                schema: record.schema(),
                by: None,
                at: now,
                body: record.encode().expect("it has a JSON form"),
            });
        }
        real.begin_write()
            .and_then(|()| real.write(&set))
            .and_then(|()| real.commit())
            .expect("the first records");
        let ledger = Coat {
            real,
            mutant,
            chance: chance.into(),
            poison: BTreeMap::new(),
            hidden: BTreeMap::new(),
            instead: BTreeMap::new(),
            die_before_commit: false,
        };
        Self { ledger, now, backup: None, old: false }
    }

    pub(crate) fn tick(&mut self, ms: i64) {
        self.now = self.now.plus_ms(ms);
        self.ledger.hidden.values_mut().for_each(|left| *left -= 1);
        self.ledger.hidden.retain(|_, left| *left > 0);
    }

    /// Serves a request of a user's session.
    pub(crate) fn serve(&mut self, user: UserId, device: DeviceId, request: &Request) -> (u16, Vec<u8>) {
        let asker = Asker { user, device, now: self.now };
        if request.path == "scan" {
            return self.page(&asker, &request.body);
        }
        let body =
            if request.path == "push" { self.as_understood(&request.body) } else { request.body.clone() };
        if request.path == "push" {
            self.ledger.instead = self.misread(&body);
        }
        let answer = handle(&mut self.ledger, &asker, request.path, &body);
        self.ledger.instead.clear();
        if self.ledger.mutant == Mutant::NobodyNamed { unnamed(answer) } else { answer }
    }

    /// Mutants: the requests on which a push decides, as a server reads them that lacks one of the rules.
    fn misread(&self, body: &[u8]) -> BTreeMap<RecordId, Json> {
        let mutant = self.ledger.mutant;
        if !matches!(mutant, Mutant::SecondDecisionWins | Mutant::OwnDecisions) {
            return BTreeMap::new();
        }
        let push: PushRequest = serde_json::from_slice(body).expect("our own request");
        let decides = push.mutations.iter().filter(|m| m.name == "request.decide");
        let misread = |m: &Mutation| {
            let row = self.ledger.row(m.rec.id).ok()??;
            let mut body: serde_json::Value = row.body.read().ok()?;
            let log = body["chain"]["log"].as_array_mut()?;
            if mutant == Mutant::SecondDecisionWins {
                log.retain(|entry| entry["act"] != "decided");
            } else {
                let own = |entry: &&mut serde_json::Value| {
                    entry["act"] == "asked" && entry["by"] == m.actor.to_string()
                };
                for asked in log.iter_mut().filter(own) {
                    asked["by"] = UserId(uuid::Uuid::nil()).to_string().into();
                    asked["to"] = vec![m.actor.to_string()].into();
                }
            }
            Some((m.rec.id, Json::of(&body).expect("JSON")))
        };
        decides.filter_map(misread).collect()
    }

    fn page(&mut self, asker: &Asker, body: &[u8]) -> (u16, Vec<u8>) {
        let request = serde_json::from_slice(body).expect("our own request");
        match server::core::scan(&mut self.ledger, asker, &request, PAGE_ROWS) {
            Ok(body) => (200, body),
            Err(refused) => {
                let problem = refused.problem();
                (problem.status, serde_json::to_vec(&problem).expect("codes"))
            }
        }
    }

    /// What an old build, or one without the comparison of what the author saw, makes of a push.
    fn as_understood(&self, body: &[u8]) -> Vec<u8> {
        let compare = self.ledger.mutant != Mutant::NoFromCheck;
        if !self.old && compare {
            return body.to_vec();
        }
        let mut push: PushRequest = serde_json::from_slice(body).expect("our own request");
        for m in &mut push.mutations {
            let known = matches!(self.ledger.receipt(m.id), Ok(Some(_)));
            if self.old && m.name == "complaint.accept" && !known {
                m.v = 99;
            }
            if !compare {
                self.blind(m);
            }
        }
        serde_json::to_vec(&push).expect("JSON")
    }

    /// Mutant: the author's `from` is replaced by whatever stands there.
    fn blind(&self, m: &mut Mutation) {
        if let Ok(Some(receipt)) = self.ledger.receipt(m.id) {
            *m = receipt.mutation;
            return;
        }
        let Ok(Some(row)) = self.ledger.row(m.rec.id) else { return };
        let shown = match row.record() {
            Record::Complaint(complaint) => domain::complaint::NoteForm::show(&complaint.note),
            Record::Customer(customer) => domain::customer::ProfileForm::show(&customer.profile),
            Record::Visit(visit) => {
                let Some(report) = visit.report_for(Some(m.actor)) else { return };
                domain::visit::VisitForm::show(report)
            }
            Record::Delivery(delivery) => {
                let Some(said) = delivery.confirmation_for(Some(m.actor)) else { return };
                domain::delivery::ConfirmForm::show(said)
            }
            _ => return,
        };
        if let Ok(mut correction) = m.args.read::<CorrectFields>() {
            for change in &mut correction.changes {
                shown.get(&change.key).clone_into(&mut change.from);
            }
            m.args = Json::of(&correction).expect("JSON");
        }
    }

    pub(crate) fn back_up(&mut self) {
        self.backup = Some(self.ledger.real.copy_to_memory().expect("a backup"));
    }

    /// The machine burned; the last backup is restored, with a new history.
    pub(crate) fn restore(&mut self, epoch: Epoch) -> bool {
        let Some(mut backup) = self.backup.take() else { return false };
        backup.begin_epoch(epoch, self.now.utc_ms).expect("a new history");
        self.ledger.real = backup;
        self.ledger.hidden.clear();
        true
    }

    pub(crate) fn grants(&self, user: UserId) -> Vec<Grant> {
        let (org, pairs) = (self.org(), self.ledger.pairs().expect("pairs"));
        access::grants(user, &org, &pairs, self.now)
    }

    pub(crate) fn org(&self) -> Org {
        self.ledger.org().expect("people")
    }

    /// Every row.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let conn = self.ledger.real.connection();
        let mut statement = conn.prepare_cached("SELECT id FROM record ORDER BY id").expect("SQL");
        let ids = statement.query_map([], |row| row.get::<_, uuid::Uuid>(0)).expect("SQL");
        ids.map(|id| self.ledger.row(RecordId(id.expect("an id"))).expect("a row").expect("it is there"))
            .collect()
    }
}

/// Mutant: an answer that does not say who was first.
fn unnamed((status, body): (u16, Vec<u8>)) -> (u16, Vec<u8>) {
    let Ok(mut push) = serde_json::from_slice::<PushResponse>(&body) else { return (status, body) };
    for result in push.results.iter_mut().filter(|result| result.code.as_deref() == Some("decided")) {
        result.params.remove("by");
    }
    (status, serde_json::to_vec(&push).expect("JSON"))
}
