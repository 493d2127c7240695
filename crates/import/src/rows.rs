//! Rows to customer files: each is taken or not, and what was left out of it is said.

use super::fit::{fit, is_nothing};
use super::header;
use super::table::{Line, Table};
use domain::access::Pair;
use domain::customer::{Profile, ProfileForm, Stage, keys as k};
use domain::form::{Draft, Field, Form as _, Problem, rows as groups};
use domain::search::fold;
use domain::values::{Moment, UserId, day_of};
use std::collections::BTreeMap;

/// The column with the name of the service owner.
pub const OWNER: &str = "owner";
/// The column with the name of the salesperson.
pub const SALESPERSON: &str = "salesperson";
/// The row of the contact in a new file.
const CONTACT: &str = "0";
/// The longest text that is kept for a phone number that is none, in characters.
const PHONE: usize = 100;
/// The longest name of a contact, in characters.
const CONTACT_NAME: usize = 40;

/// What a table is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A customer a row.
    Customers,
    /// An order a row; the latest of each customer counts.
    Orders,
}

/// Why columns cannot be read so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MappingError {
    /// Not one key or none for each column.
    #[error("another number of columns")]
    Columns,
    /// A key that no column can have.
    #[error("an unknown key")]
    Unknown,
    /// Two columns of one key.
    #[error("a key twice")]
    Twice,
    /// No column tells which customer, or, of orders, when.
    #[error("a column is missing")]
    Missing,
}

/// How a table is to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// Customers or orders.
    pub what: What,
    /// For each column the key of its field, or none.
    pub columns: Vec<Option<String>>,
    /// Who looks after rows that name nobody.
    pub pair: Pair,
    /// Who is meant by a name, folded; see [`Setting::staff_of`].
    pub staff: BTreeMap<String, UserId>,
    /// Now, on the organisation's clock: an order of tomorrow is a slip.
    pub now: Moment,
}

impl Setting {
    /// The names under which people are found. Who shares a name with another is not.
    pub fn staff_of<'a>(people: impl IntoIterator<Item = (UserId, &'a str)>) -> BTreeMap<String, UserId> {
        let mut all: BTreeMap<String, Option<UserId>> = BTreeMap::new();
        for (user, name) in people {
            all.entry(plain(name)).and_modify(|known| *known = None).or_insert(Some(user));
        }
        all.into_iter().filter_map(|(name, user)| Some((name, user?))).collect()
    }

    /// Whether a table with so many columns can be read so.
    ///
    /// # Errors
    /// See [`MappingError`].
    pub fn check(&self, columns: usize) -> Result<(), MappingError> {
        if self.columns.len() != columns {
            return Err(MappingError::Columns);
        }
        let mut used: Vec<&str> = Vec::new();
        for key in self.columns.iter().flatten() {
            if used.contains(&key.as_str()) {
                return Err(MappingError::Twice);
            }
            if !header::keys().any(|known| known == key) {
                return Err(MappingError::Unknown);
            }
            used.push(key);
        }
        let has = |key: &str| used.contains(&key);
        let enough = match self.what {
            What::Customers => has(k::NAME),
            What::Orders => has(k::LAST_ORDER) && (has(k::CODE) || has(k::NAME)),
        };
        if enough { Ok(()) } else { Err(MappingError::Missing) }
    }

    /// The column of a field.
    pub(crate) fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_deref() == Some(key))
    }
}

/// What a row of customers says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Which row it is in the file, from 1.
    pub number: u32,
    /// The file; none where the row cannot be taken.
    pub profile: Option<Profile>,
    /// Who looks after the customer.
    pub pair: Pair,
    /// Why it cannot be taken, or what was left out or is kept although it does not fit; by the keys of columns.
    pub problems: Vec<Problem>,
}

/// Reads the rows of a table one by one: two hundred thousand files at once would be a heap.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    table: &'a Table,
    setting: &'a Setting,
}

impl<'a> Rows<'a> {
    /// For a table and a setting that fits it.
    ///
    /// # Errors
    /// See [`Setting::check`].
    pub fn of(table: &'a Table, setting: &'a Setting) -> Result<Self, MappingError> {
        setting.check(table.header.len())?;
        Ok(Self { table, setting })
    }

    /// The row at this place of the table's lines.
    pub fn get(&self, at: usize) -> Option<Row> {
        self.table.lines.get(at).map(|line| self.row(line))
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = Row> + use<'a> {
        let rows = *self;
        self.table.lines.iter().map(move |line| rows.row(line))
    }

    fn row(&self, line: &Line) -> Row {
        let mut problems = Vec::new();
        let pair = self.pair(line, &mut problems);
        let bad = |problems| Row { number: line.number, profile: None, pair, problems };
        if line.cells.len() > self.table.header.len() {
            return bad(vec![problem(k::NAME, "too-many-cells")]);
        }
        let mut draft = self.draft(line, &mut problems);
        if draft.get(k::NAME).is_empty() {
            problems.retain(|problem| problem.key == k::NAME);
            if problems.is_empty() {
                problems.push(problem(k::NAME, "required"));
            }
            return bad(problems);
        }
        name_contact(&mut draft, &mut problems);
        self.leave_out(&mut draft, &mut problems);
        if draft.get(k::NAME).is_empty() {
            problems.retain(|problem| problem.key == k::NAME);
            return bad(problems);
        }
        Row { number: line.number, profile: Some(Profile::tidied(&draft)), pair, problems }
    }

    /// Everything that stands in the row, made fit.
    fn draft(&self, line: &Line, problems: &mut Vec<Problem>) -> Draft {
        let mut draft = ProfileForm::fresh().with(k::STAGE, Stage::Customer.code());
        for (column, key) in self.setting.columns.iter().enumerate() {
            let (Some(key), text) = (key, line.cell(column)) else { continue };
            let Some((path, field)) = field(key) else { continue };
            if text.contains('\u{fffd}') {
                problems.push(problem(key, "unreadable"));
                continue;
            }
            let fitted = fit(field, text);
            if !fitted.is_empty() {
                draft.set(&path, fitted);
            }
        }
        draft
    }

    /// What does not fit is left out, and said; phones are kept. Source: DECISIONS "Phone"
    fn leave_out(&self, draft: &mut Draft, problems: &mut Vec<Problem>) {
        let mut faults = ProfileForm::check(draft, self.setting.now).err().unwrap_or_default();
        let tomorrow = self.setting.now.plus_days(1).date();
        if day_of(draft.get(k::LAST_ORDER)).is_some_and(|day| Some(day) > tomorrow) {
            faults.push(problem(k::LAST_ORDER, "not-a-date"));
        }
        for fault in faults {
            let odd_phone = fault.code == "not-a-phone" && draft.get(&fault.key).chars().count() <= PHONE;
            if !odd_phone {
                // Of a choice that nobody understands the usual one is left.
                let usual =
                    if fault.key == k::KIND || fault.key == k::STAGE { usual(&fault.key) } else { "" };
                draft.set(&fault.key, usual);
            }
            let key = groups::split(&fault.key).map_or(fault.key.clone(), |(_, _, inner)| inner.to_owned());
            problems.push(Problem { key, code: fault.code });
        }
    }

    fn pair(&self, line: &Line, problems: &mut Vec<Problem>) -> Pair {
        let mut who = |key: &str, usual: Option<UserId>| {
            let name = self.setting.column(key).map_or("", |column| line.cell(column));
            if is_nothing(name) {
                return usual;
            }
            let found = self.setting.staff.get(&plain(name)).copied();
            if found.is_none() {
                problems.push(problem(key, "not-a-person"));
            }
            found.or(usual)
        };
        let Pair { owner, salesperson } = self.setting.pair;
        Pair { owner: who(OWNER, owner), salesperson: who(SALESPERSON, salesperson) }
    }
}

fn usual(key: &str) -> &'static str {
    if key == k::STAGE { "customer" } else { "company" }
}

pub(crate) fn problem(key: &str, code: &str) -> Problem {
    Problem { key: key.to_owned(), code: code.to_owned() }
}

/// Names of people and customers as they are compared: without case, width and blanks.
pub(crate) fn plain(name: &str) -> String {
    fold(name).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where the field of a key stands in a draft, and the field.
fn field(key: &str) -> Option<(String, &'static Field)> {
    let path =
        if key.starts_with("contact-") { groups::key(k::CONTACTS, CONTACT, key) } else { key.to_owned() };
    ProfileForm::field(&path).map(|field| (path, field))
}

/// Makes a contact of what is known of one. Somebody without a name is called as their position, or the customer, is.
fn name_contact(draft: &mut Draft, problems: &mut Vec<Problem>) {
    let path = |key: &str| groups::key(k::CONTACTS, CONTACT, key);
    let known = draft.iter().any(|(key, _)| groups::split(key).is_some());
    if !known {
        return;
    }
    draft.set(k::CONTACTS, CONTACT);
    let name = draft.get(&path(k::CONTACT_NAME));
    let code = if name.is_empty() { "required" } else { "too-long" };
    if (1..=CONTACT_NAME).contains(&name.chars().count()) {
        return;
    }
    problems.push(problem(k::CONTACT_NAME, code));
    let position = draft.get(&path(k::CONTACT_POSITION));
    let called = if position.is_empty() { draft.get(k::NAME) } else { position };
    let called: String = called.chars().take(CONTACT_NAME).collect();
    draft.set(&path(k::CONTACT_NAME), called);
}
