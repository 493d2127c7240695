//! What can be taken back stays on the device for a while, in every tab, and not a moment longer than that.

#![expect(clippy::unwrap_used, reason = "a test: whatever cannot be must stop it")]

use domain::complaint::{NoteForm, Take, keys};
use domain::form::Form as _;
use domain::values::{Epoch, Moment, RecordId};
use domain::{Command, CommandId, Policies, UserId};
use sync::replica::{Intent, fresh};
use sync::store::now;
use sync::wire::PullResponse;
use sync::{Answer, Input, MemoryStore, Output, Session};

const HOLD_MS: u32 = 6_000;
const START_MS: i64 = 1_795_327_500_000;

fn id<T: std::str::FromStr>(n: u64) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("019ab000-0000-7000-8000-{n:012}").parse().unwrap()
}

/// One tab on a store, with a server that has nothing new. Pushes are not answered: they are what is looked for.
struct Tab<'a> {
    store: &'a MemoryStore,
    session: Session,
}

impl<'a> Tab<'a> {
    fn open(store: &'a MemoryStore) -> Self {
        let mut tab = Self { store, session: Session::new(id::<UserId>(9)) };
        tab.hear(Input::Wake, START_MS);
        tab
    }

    /// Does all that follows. Answers the paths asked for and when it wakes by itself.
    fn hear(&mut self, input: Input, at_ms: i64) -> (Vec<&'static str>, Option<u64>) {
        let (mut paths, mut wake) = (Vec::new(), None);
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            for output in self.session.on(input, at_ms) {
                match output {
                    Output::Load { known_gen } => {
                        inputs.push(Input::Loaded(now(fresh(self.store, known_gen)).map(Box::new)));
                    }
                    Output::Commit(ticket, batch) => {
                        inputs.push(Input::Committed(ticket, self.store.commit_now(batch).map(drop)));
                    }
                    Output::Send(ticket, request) => {
                        paths.push(request.path);
                        let answer = if request.path == "pull" { nothing_new() } else { Answer::Nothing };
                        inputs.push(Input::Answered(ticket, answer));
                    }
                    Output::WakeIn { ms, .. } => wake = Some(ms),
                    Output::Changed(_) | Output::Status => {}
                }
            }
        }
        (paths, wake)
    }

    fn save(&mut self, n: u64, hold_ms: u32, at_ms: i64) -> (Vec<&'static str>, Option<u64>) {
        let at = Moment::new(at_ms, 480);
        let draft = NoteForm::fresh().with(keys::CUSTOMER, "张先生").with(keys::WHAT, "湿了");
        let command = Command::Complaint(Take { note: NoteForm::check(&draft, at).unwrap() }.into());
        let intent =
            Intent { id: id::<CommandId>(n), rec: id::<RecordId>(n + 100), command, deps: vec![], hold_ms };
        let save = self.session.replica().save(vec![intent], at, at_ms, "0", &Policies::default()).unwrap();
        let numbers = self.store.commit_now(save.batch).unwrap();
        self.hear(Input::Saved(numbers, save.entries), at_ms)
    }
}

fn nothing_new() -> Answer {
    let epoch = id::<Epoch>(1);
    let (grants, changes) = (Vec::new(), Vec::new());
    let answer = PullResponse { epoch, server_now: START_MS, grants, changes, cursor: 1, more: false };
    Answer::Http { status: 200, retry_after: None, body: serde_json::to_vec(&answer).unwrap() }
}

#[test]
fn it_stays_as_long_as_it_can_be_taken_back_and_then_goes_by_itself() {
    let store = MemoryStore::default();
    let mut tab = Tab::open(&store);
    assert_eq!(tab.save(1, HOLD_MS, START_MS), (vec![], Some(6_000)));
    let (paths, wake) = tab.hear(Input::Wake, START_MS + 2_000);
    assert_eq!((paths, wake), (vec!["pull"], Some(4_000)));
    assert_eq!(tab.hear(Input::Wake, START_MS + 6_000).0, vec!["push"]);
}

#[test]
fn another_tab_does_not_send_it_earlier() {
    let store = MemoryStore::default();
    let (mut tab, mut other) = (Tab::open(&store), Tab::open(&store));
    tab.save(1, HOLD_MS, START_MS);
    assert_eq!(other.hear(Input::Look, START_MS), (vec![], Some(6_000)));
    assert_eq!(other.hear(Input::Wake, START_MS + 5_999).0, vec!["pull"]);
    assert_eq!(other.hear(Input::Wake, START_MS + 6_000).0, vec!["push"]);
}

#[test]
fn whoever_saves_again_or_goes_away_sends_what_was_before() {
    let store = MemoryStore::default();
    let mut tab = Tab::open(&store);
    tab.save(1, HOLD_MS, START_MS);
    let (paths, wake) = tab.save(2, HOLD_MS, START_MS + 1_000);
    assert_eq!(paths, vec!["push"]);
    assert!(wake.is_some_and(|ms| ms <= 6_000), "the second waits its time: {wake:?}");
    assert_eq!(tab.hear(Input::Release, START_MS + 1_500).0, vec!["push"]);
    assert_eq!(tab.hear(Input::Release, START_MS + 1_600).0, Vec::<&str>::new(), "nothing is held any more");
}

#[test]
fn what_nobody_can_take_back_goes_at_once() {
    let store = MemoryStore::default();
    let mut tab = Tab::open(&store);
    assert_eq!(tab.save(1, 0, START_MS).0, vec!["push"]);
}

#[test]
fn a_clock_that_was_set_back_holds_nothing() {
    let store = MemoryStore::default();
    let mut tab = Tab::open(&store);
    tab.save(1, HOLD_MS, START_MS);
    assert_eq!(tab.hear(Input::Wake, START_MS - 86_400_000).0, vec!["push"]);
}
