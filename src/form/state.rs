//! A form while somebody fills it in.

use std::collections::BTreeSet;

use domain::form::{Draft, Field, Form, Problem};
use domain::values::Moment;
use leptos::prelude::*;

/// What was typed, what was left, what is wrong. Small enough to hand around.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// The table.
    pub fields: &'static [Field],
    /// What was typed.
    pub draft: RwSignal<Draft>,
    /// When the draft was last kept on the disk.
    pub kept: RwSignal<Option<Moment>>,
    /// From when the draft is that was found at the start.
    pub restored: RwSignal<Option<Moment>>,
    /// Whether the folded part is open.
    pub later: RwSignal<bool>,
    /// The form is complete or given up: its draft must not be written any more.
    pub closed: StoredValue<bool>,
    problems: Memo<Vec<Problem>>,
    left: RwSignal<BTreeSet<&'static str>>,
    tried: RwSignal<bool>,
}

impl FormState {
    /// An empty form, or one with what is mostly so already chosen.
    pub fn new<F: Form>(fresh: Draft, clock: fn() -> Moment) -> Self {
        let faults: fn(&Draft, Moment) -> Vec<Problem> =
            |draft, now| F::check(draft, now).err().unwrap_or_default();
        let draft = RwSignal::new(fresh);
        Self {
            fields: F::FIELDS,
            draft,
            kept: RwSignal::new(None),
            restored: RwSignal::new(None),
            later: RwSignal::new(false),
            closed: StoredValue::new(false),
            problems: Memo::new(move |_| draft.with(|draft| faults(draft, clock()))),
            left: RwSignal::new(BTreeSet::new()),
            tried: RwSignal::new(false),
        }
    }

    /// Goes on with a draft that was found.
    pub fn restore(self, draft: Draft, at: Moment) {
        self.draft.set(draft);
        self.kept.set(Some(at));
        self.restored.set(Some(at));
    }

    /// Begins again.
    pub fn begin_again(self, fresh: Draft) {
        self.draft.set(fresh);
        self.kept.set(None);
        self.restored.set(None);
        self.left.update(BTreeSet::clear);
        self.tried.set(false);
    }

    /// What stands in a field.
    pub fn text(self, key: &'static str) -> Signal<String> {
        let draft = self.draft;
        Signal::derive(move || draft.with(|draft| draft.get(key).to_owned()))
    }

    /// The codes chosen in a field.
    pub fn codes(self, key: &'static str) -> Signal<Vec<String>> {
        let draft = self.draft;
        Signal::derive(move || draft.with(|draft| draft.many(key)).into_iter().collect())
    }

    /// Puts words into a field.
    pub fn put(self, key: &'static str, text: &str) {
        self.draft.update(|draft| draft.set(key, text));
    }

    /// Chooses a code, or takes it back.
    pub fn toggle(self, key: &'static str, code: &str) {
        self.draft.update(|draft| {
            let mut codes = draft.many(key);
            if !codes.remove(code) {
                codes.insert(code.to_owned());
            }
            draft.set_many(key, codes.iter().map(String::as_str));
        });
    }

    /// The field was left: from now on it says what is wrong with it.
    pub fn leave(self, key: &'static str) {
        if !self.left.with_untracked(|left| left.contains(key)) {
            self.left.update(|left| {
                left.insert(key);
            });
        }
    }

    /// The code of what is wrong with a field, once it may be said.
    pub fn problem(self, key: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let said = self.tried.get() || self.left.with(|left| left.contains(key));
            said.then(|| {
                self.problems.with(|all| {
                    all.iter().find(|problem| problem.key == key).map(|problem| problem.code.clone())
                })
            })
            .flatten()
        })
    }

    /// What is still wrong, in the order of the fields, once somebody tried to finish.
    pub fn remaining(self) -> Signal<Vec<&'static Field>> {
        Signal::derive(move || if self.tried.get() { self.wrong() } else { Vec::new() })
    }

    /// Tries to finish. What is wrong now shows everywhere; the answer is the first field of it.
    pub fn attempt(self) -> Result<Draft, &'static Field> {
        self.tried.set(true);
        match untrack(|| self.wrong()).first() {
            Some(field) => Err(field),
            None => Ok(self.draft.get_untracked()),
        }
    }

    fn wrong(self) -> Vec<&'static Field> {
        let is_wrong = |key: &str| self.problems.with(|all| all.iter().any(|problem| problem.key == key));
        self.fields.iter().filter(|field| is_wrong(field.key)).collect()
    }
}
