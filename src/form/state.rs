//! A form while somebody fills it in.

use std::collections::BTreeSet;

use domain::form::{Draft, Field, Form, Need, Problem, Section, rows};
use domain::values::Moment;
use leptos::oco::Oco;
use leptos::prelude::*;

/// The key of a field: of the table, or made for a row of a repeated group.
pub type FieldKey = Oco<'static, str>;

/// A field that is not filled in rightly.
#[derive(Clone, PartialEq, Debug)]
pub struct Wrong {
    /// The key, also of a field in a row.
    pub key: FieldKey,
    /// The field.
    pub field: &'static Field,
    /// Where it stands.
    pub section: Section,
}

/// A part of a form under a heading of its own.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The heading, by its locale stem.
    pub heading: &'static str,
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// Whether what stands aside in it is open as well.
    pub more: RwSignal<bool>,
}

/// What was typed, what was left, what is wrong. Small enough to hand around.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    /// The table.
    pub fields: &'static [Field],
    /// What was typed.
    pub draft: RwSignal<Draft>,
    /// When the draft was last kept on the disk.
    pub kept: RwSignal<Option<Moment>>,
    /// Whether what was typed since could not be kept.
    pub unkept: RwSignal<bool>,
    /// From when the draft is that was found at the start.
    pub restored: RwSignal<Option<Moment>>,
    /// Whether the folded part is open.
    pub later: RwSignal<bool>,
    /// The parts under headings of their own.
    pub parts: StoredValue<Vec<Part>>,
    /// The form is complete or given up: its draft must not be written any more.
    pub closed: StoredValue<bool>,
    /// Whether more is asked for than the table says: of what is filled in, is this field needed?
    pub asks: fn(&Draft, &str) -> bool,
    /// Whether a field makes no sense with what is filled in, and so is not shown.
    pub omits: fn(&Draft, &str) -> bool,
    /// What stood there before this person came; empty where nothing did.
    before: RwSignal<Draft>,
    problems: Memo<Vec<Problem>>,
    left: RwSignal<BTreeSet<FieldKey>>,
    tried: RwSignal<bool>,
}

impl FormState {
    /// An empty form, or one with what is mostly so already chosen.
    pub fn new<F: Form>(fresh: Draft, clock: fn() -> Moment) -> Self {
        let faults = |draft: &Draft, now| F::check(draft, now).err().unwrap_or_default();
        Self::asking(F::FIELDS, faults, |_, _| false, fresh, clock)
    }

    /// The same where more is asked for than the table says.
    pub fn asking(
        fields: &'static [Field],
        faults: fn(&Draft, Moment) -> Vec<Problem>,
        asks: fn(&Draft, &str) -> bool,
        fresh: Draft,
        clock: fn() -> Moment,
    ) -> Self {
        let parts = parts(fields, |field| asks(&fresh, field.key));
        let draft = RwSignal::new(fresh);
        let before = RwSignal::new(Draft::default());
        let problems = Memo::new(move |_| {
            let (draft, before) = (draft.read(), before.read());
            let mut all = faults(&draft, clock());
            if !all.is_empty() && !before.is_empty() {
                let old = faults(&before, clock());
                let stood = |key: &str| draft.get(key) == before.get(key);
                all.retain(|problem| !(stood(&problem.key) && old.contains(problem)));
            }
            all
        });
        Self {
            fields,
            draft,
            kept: RwSignal::new(None),
            unkept: RwSignal::new(false),
            restored: RwSignal::new(None),
            later: RwSignal::new(false),
            parts: StoredValue::new(parts),
            closed: StoredValue::new(false),
            asks,
            omits: |_, _| false,
            before,
            problems,
            left: RwSignal::new(BTreeSet::new()),
            tried: RwSignal::new(false),
        }
    }

    /// The same, where some fields make sense only with others.
    #[must_use]
    pub fn omitting(self, omits: fn(&Draft, &str) -> bool) -> Self {
        Self { omits, ..self }
    }

    /// What is wrong in what another wrote, or another system, is no fault of whoever corrects something else: it stands until it
    /// is touched. The rules say the same.
    pub fn forgive(self, before: &Draft) {
        self.before.set(before.clone());
    }

    /// Goes on with a draft that was found, and with what was put in since the form showed `fresh`.
    pub fn restore(self, draft: &Draft, fresh: &Draft, at: Moment) {
        self.draft.update(|now| *now = draft.with_early(self.fields, fresh, now));
        self.kept.set(Some(at));
        self.restored.set(Some(at));
    }

    /// Begins again.
    pub fn begin_again(self, fresh: Draft) {
        self.draft.set(fresh);
        self.kept.set(None);
        self.unkept.set(false);
        self.restored.set(None);
        self.left.update(BTreeSet::clear);
        self.tried.set(false);
    }

    /// What stands in a field.
    pub fn text(self, key: impl Into<FieldKey>) -> Signal<String> {
        let (draft, key) = (self.draft, key.into());
        Signal::derive(move || draft.with(|draft| draft.get(&key).to_owned()))
    }

    /// The codes chosen in a field.
    pub fn codes(self, key: impl Into<FieldKey>) -> Signal<Vec<String>> {
        let (draft, key) = (self.draft, key.into());
        Signal::derive(move || draft.with(|draft| draft.many(&key)).into_iter().collect())
    }

    /// Puts words into a field.
    pub fn put(self, key: &str, text: &str) {
        self.draft.update(|draft| draft.set(key, text));
    }

    /// Chooses a code, or takes it back.
    pub fn toggle(self, key: &str, code: &str) {
        self.draft.update(|draft| {
            let mut codes = draft.many(key);
            if !codes.remove(code) {
                codes.insert(code.to_owned());
            }
            draft.set_many(key, codes.iter().map(String::as_str));
        });
    }

    /// The field was left: from now on it says what is wrong with it.
    pub fn leave(self, key: &FieldKey) {
        if !self.left.with_untracked(|left| left.contains(key)) {
            self.left.update(|left| {
                left.insert(key.clone());
            });
        }
    }

    /// The code of what is wrong with a field, once it may be said.
    pub fn problem(self, key: impl Into<FieldKey>) -> Signal<Option<String>> {
        let key = key.into();
        Signal::derive(move || {
            let said = self.tried.get() || self.left.with(|left| left.contains(&key));
            said.then(|| {
                self.problems.with(|all| {
                    all.iter().find(|problem| key == problem.key).map(|problem| problem.code.clone())
                })
            })
            .flatten()
        })
    }

    /// What is still wrong, in the order of the fields, once somebody tried to finish.
    pub fn remaining(self) -> Signal<Vec<Wrong>> {
        Signal::derive(move || if self.tried.get() { self.wrong() } else { Vec::new() })
    }

    /// Tries to finish. What is wrong now shows everywhere; the answer is the first field of it.
    pub fn attempt(self) -> Result<Draft, Wrong> {
        self.tried.set(true);
        match untrack(|| self.wrong()).into_iter().next() {
            Some(wrong) => Err(wrong),
            None => Ok(self.draft.get_untracked()),
        }
    }

    /// Unfolds what hides a section.
    pub fn unfold(self, section: Section) {
        match section {
            Section::Main => {}
            Section::Later => self.later.set(true),
            Section::Part(heading) => self.parts.with_value(|parts| {
                if let Some(part) = parts.iter().find(|part| part.heading == heading) {
                    part.open.set(true);
                    part.more.set(true);
                }
            }),
        }
    }

    /// Gives a repeated group another row, with the id that the page made for it.
    pub fn add_row(self, group: &str, row: &str) {
        self.toggle(group, row);
    }

    /// Takes a row away, with all that stands in it.
    pub fn remove_row(self, group: &str, row: &str) {
        self.draft.update(|draft| {
            let mut ids = draft.many(group);
            ids.remove(row);
            draft.set_many(group, ids.iter().map(String::as_str));
            let within = |key: &str| rows::split(key).is_some_and(|(g, r, _)| g == group && r == row);
            let gone: Vec<String> =
                draft.iter().map(|(key, _)| key.to_owned()).filter(|key| within(key)).collect();
            for key in gone {
                draft.set(&key, "");
            }
        });
    }

    fn wrong(self) -> Vec<Wrong> {
        let of = |problem: &Problem| {
            let field = rows::field(self.fields, &problem.key)?;
            let group = rows::split(&problem.key).map_or(problem.key.as_str(), |(group, _, _)| group);
            let home = rows::field(self.fields, group)?;
            Some(Wrong { key: problem.key.clone().into(), field, section: home.section })
        };
        self.problems.with(|all| all.iter().filter_map(of).collect())
    }
}

/// The headings of a table, in its order; folded where nothing below them is needed.
fn parts(fields: &'static [Field], asks: impl Fn(&Field) -> bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for field in fields {
        if let Section::Part(heading) = field.section
            && parts.iter().all(|part| part.heading != heading)
        {
            let within = |field: &&Field| field.section == Section::Part(heading);
            let needed = |field: &Field| field.need == Need::Required || asks(field);
            let open = RwSignal::new(fields.iter().filter(within).any(needed));
            parts.push(Part { heading, open, more: RwSignal::new(false) });
        }
    }
    parts
}
