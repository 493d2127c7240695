//! All that a page may read, as signals. Nothing here changes anything.

mod complaints;
mod conditions;
mod customer;
mod customers;
mod deliveries;
mod follow;
mod mending;
mod people;
mod policy;
mod request;
mod requests;
mod sync;
mod today;
mod visit;
mod visits;

pub use complaints::{AnswerLine, ComplaintDetail, ComplaintLine, Journey, Sending};
pub use conditions::ConditionLine;
pub use customer::CustomerDetail;
pub use customers::{ALL, CustomerLine, Customers, PARTS, Place};
pub use deliveries::{Became, GiftDetail, GiftEvent, GiftLine};
pub use follow::{ContactLine, HolidayLine};
pub use mending::{ASKED_FOR, GIVEN_TO, Mending, VISITED};
pub use policy::{Numbers, PolicyDetail, VersionLine};
pub use request::{RequestDetail, Word};
pub use requests::{AskedFor, RequestLine};
pub use sync::{Decided, HeldItem, Phase, RefusedItem, Risk, SyncState, WaitingItem, Why};
pub use today::Due;
pub use visit::{Happened, VisitDetail, VisitEvent};
pub use visits::VisitLine;

use std::collections::HashMap;

use domain::access::{Action, Pair};
use domain::calendar::Calendar;
use domain::people::Deputy;
use domain::values::Moment;
use domain::{RecordId, UserId};
use leptos::prelude::*;

use crate::shell::{Shell, Storage};

/// What a page may read.
#[derive(Clone, Copy)]
pub struct Live {
    /// All complaints this person may see, newest first.
    pub complaints: Memo<Vec<ComplaintLine>>,
    /// All customers this person may see.
    pub customers: Customers,
    /// What this person has to do, the most urgent first.
    pub due: Memo<Vec<(Moment, Due)>>,
    /// The state of the data.
    pub sync: Memo<SyncState>,
    /// What has not reached the server, oldest first.
    pub waiting: Memo<Vec<WaitingItem>>,
    /// What the server did not take.
    pub refused: Memo<Vec<RefusedItem>>,
    /// What would be lost with this device.
    pub risk: Memo<Risk>,
    /// How many waiting entries the browser threw away with the database.
    pub lost: ReadSignal<Option<usize>>,
    /// Whether somebody is signed in on this device, online or not; nothing before that is known.
    pub signed_in: Memo<Option<bool>>,
    /// Whether the disk has been read; before that, nothing can be called empty.
    pub read: Signal<bool>,
    /// The device's storage.
    pub storage: Signal<Storage>,
    /// How far the device's clock is ahead of the server's, in milliseconds.
    pub ahead_ms: Signal<Option<i64>>,
    /// The name of who is signed in.
    pub person: Memo<Option<String>>,
    /// Who is signed in.
    pub user: Signal<Option<UserId>>,
    /// Whether this person enters and changes people.
    pub administers: Memo<bool>,
    /// Whether this person may propose other numbers for the rules.
    pub proposes: Memo<bool>,
    /// Whether this person opens customer files; taken for granted until the disk is read.
    pub registers: Memo<bool>,
    /// Whether this person plans visits; taken for granted until the disk is read.
    pub plans: Memo<bool>,
    /// Whether their roles let them take complaints over.
    pub answers: Memo<bool>,
    /// Whether this person approves: by their roles, or because something waits for them.
    pub approves: Memo<bool>,
    /// All visit requests this person may see, those to decide first.
    pub requests: Memo<Vec<RequestLine>>,
    calendar: Memo<Calendar>,
    /// All gifts that customers are still to be asked about, the nearest due first.
    pub gifts: Memo<Vec<GiftLine>>,
    /// How many wait for this person's word.
    pub to_decide: Memo<usize>,
    /// A newer build of the app lies ready.
    pub newer: ReadSignal<bool>,
    /// Now, to the half minute.
    pub now: ReadSignal<Moment>,
    /// The page is being put on paper.
    pub paper: ReadSignal<bool>,
    shell: Shell,
}

/// Something that is read from the disk.
#[derive(Clone, PartialEq, Debug)]
pub enum Loaded<T> {
    /// Not read yet.
    Waiting,
    /// Here it is.
    Ready(T),
    /// It is not on this device.
    Missing,
}

impl Live {
    /// What can be read of this shell.
    pub fn of(shell: Shell) -> Self {
        let desk = shell.desk;
        let complaints = Memo::new(move |_| complaints::lines(desk));
        let requests = Memo::new(move |_| requests::lines(desk));
        let to_decide = Memo::new(move |_| {
            requests.with(|all| all.iter().filter(|line| line.to_decide.is_some()).count())
        });
        let today = Memo::new(move |_| shell.minute.get().day());
        let calendar = Memo::new(move |_| follow::calendar(desk));
        let contacts = Memo::new(move |_| follow::due(desk, calendar, today));
        let waiting = Memo::new(move |_| sync::waiting(shell));
        let refused = Memo::new(move |_| sync::refused(shell));
        // Who has decided the last thing that waited keeps the tab as long as the app runs: it does not turn under the finger.
        let decides = Memo::new(move |before: Option<&(Option<UserId>, bool)>| {
            let user = desk.user.get();
            let did = before.is_some_and(|(who, did)| *who == user && *did);
            (user, did || people::approves(desk) || to_decide.get() > 0)
        });
        Self {
            complaints,
            due: Memo::new(move |_| today::due(desk, complaints, requests, contacts, today)),
            customers: Customers::of(shell),
            sync: Memo::new(move |_| sync::state(shell, waiting, refused)),
            waiting,
            refused,
            risk: Memo::new(move |_| sync::risk(waiting, refused)),
            lost: desk.lost.read_only(),
            signed_in: Memo::new(move |_| desk.looked.get().then(|| desk.user.get().is_some())),
            read: desk.read.into(),
            storage: shell.device.storage.into(),
            ahead_ms: desk.ahead_ms.into(),
            person: Memo::new(move |_| customer::person(desk)),
            user: desk.user.into(),
            administers: Memo::new(move |_| people::may_begin(desk, Action::ChangePeople)),
            proposes: Memo::new(move |_| people::may_begin(desk, Action::ProposePolicy)),
            registers: Memo::new(move |_| {
                !desk.read.get() || people::may_begin(desk, Action::RegisterCustomer)
            }),
            plans: Memo::new(move |_| !desk.read.get() || people::may_begin(desk, Action::PlanVisit)),
            answers: Memo::new(move |_| people::may_begin(desk, Action::AcceptComplaint)),
            approves: Memo::new(move |_| decides.get().1),
            requests,
            calendar,
            gifts: Memo::new(move |_| deliveries::open(desk)),
            to_decide,
            newer: shell.device.newer,
            now: shell.minute.read_only(),
            paper: shell.device.paper,
            shell,
        }
    }

    /// What is shown of it, drawn anew for paper and after it.
    pub fn drawn<T: Clone + Send + Sync + 'static>(found: Memo<Loaded<T>>) -> Loaded<T> {
        Self::here().paper.track();
        found.get()
    }

    /// From where times are told: from now; on paper, where nothing is "today", from long ago.
    pub fn told_from() -> Moment {
        let Self { now, paper, .. } = Self::here();
        let now = now.get_untracked();
        if paper.get_untracked() { Moment::new(0, now.offset_min) } else { now }
    }

    /// What can be read in this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// One customer.
    pub fn customer(self, id: impl Fn() -> String + Send + Sync + 'static) -> Memo<Loaded<CustomerDetail>> {
        let (desk, calendar) = (self.shell.desk, self.calendar);
        Memo::new(move |_| customer::detail(desk, calendar, &id()))
    }

    /// How all customers stand; worked out for as long as somebody looks.
    pub fn conditions(self) -> Memo<HashMap<RecordId, ConditionLine>> {
        let desk = self.shell.desk;
        Memo::new(move |_| conditions::lines(desk))
    }

    /// Who looks after a customer whose file this person opens.
    pub fn own_pair(self) -> Pair {
        customer::own_pair(self.shell.desk)
    }

    /// One complaint.
    pub fn complaint(self, id: impl Fn() -> String + Send + Sync + 'static) -> Memo<Loaded<ComplaintDetail>> {
        let desk = self.shell.desk;
        Memo::new(move |_| complaints::detail(desk, &id()))
    }

    /// One visit.
    pub fn visit(self, id: impl Fn() -> String + Send + Sync + 'static) -> Memo<Loaded<VisitDetail>> {
        let desk = self.shell.desk;
        Memo::new(move |_| visit::detail(desk, &id()))
    }

    /// One visit request.
    pub fn request(self, id: impl Fn() -> String + Send + Sync + 'static) -> Memo<Loaded<RequestDetail>> {
        let desk = self.shell.desk;
        Memo::new(move |_| request::detail(desk, &id()))
    }

    /// One change of the policy.
    pub fn policy_change(
        self,
        id: impl Fn() -> String + Send + Sync + 'static,
    ) -> Memo<Loaded<PolicyDetail>> {
        let desk = self.shell.desk;
        Memo::new(move |_| policy::detail(desk, &id()))
    }

    /// The numbers of the rules, as they are now and as they were.
    pub fn numbers(self) -> Memo<Numbers> {
        let (desk, now) = (self.shell.desk, self.now);
        Memo::new(move |_| policy::numbers(desk, now.get()))
    }

    /// One gift.
    pub fn gift(self, id: impl Fn() -> String + Send + Sync + 'static) -> Memo<Loaded<GiftDetail>> {
        let desk = self.shell.desk;
        Memo::new(move |_| deliveries::detail(desk, &id()))
    }

    /// The colleagues to whom a request may be handed on, or who may be let know of it, by name.
    pub fn colleagues_for(self, id: RecordId, hands_on: bool) -> Memo<Vec<(UserId, String)>> {
        let desk = self.shell.desk;
        Memo::new(move |_| request::colleagues(desk, id, hands_on))
    }

    /// Everybody who works here, by name.
    pub fn everybody(self) -> Memo<Vec<(UserId, String)>> {
        let desk = self.shell.desk;
        Memo::new(move |_| people::everybody(desk))
    }

    /// Those of service besides oneself, by name: they go along on a joint visit.
    pub fn of_service(self) -> Memo<Vec<(UserId, String)>> {
        let desk = self.shell.desk;
        Memo::new(move |_| people::of_service(desk))
    }

    /// Everybody who works here besides oneself, by name.
    pub fn others(self) -> Memo<Vec<(UserId, String)>> {
        let desk = self.shell.desk;
        Memo::new(move |_| people::others(desk))
    }

    /// The holidays that administrators entered and did not take back, the latest first.
    pub fn holidays(self) -> Memo<Vec<HolidayLine>> {
        let desk = self.shell.desk;
        Memo::new(move |_| follow::holidays(desk))
    }

    /// Who stands in for oneself, and when; nothing while it is being read.
    pub fn deputies(self) -> Memo<Option<Vec<Deputy>>> {
        let desk = self.shell.desk;
        Memo::new(move |_| people::deputies(desk))
    }

    /// A record as its form opens, with the refused entry that is to be mended.
    pub fn mending(
        self,
        id: impl Fn() -> String + Send + Sync + 'static,
        refused: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Memo<Loaded<Mending>> {
        let desk = self.shell.desk;
        Memo::new(move |_| mending::mending(desk, &id(), refused().as_deref()))
    }
}
