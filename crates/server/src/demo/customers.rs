//! The customers: files of other systems, read as an administrator's import reads them.

use chrono::NaiveDate;
use domain::Command;
use domain::Policy;
use domain::access::Pair;
use domain::customer::{CustomerCommand, Profile, Register, Stage, Tier, keys};
use domain::follow::Contacts;
use domain::values::{RecordId, UserId, day_of, day_text};
use import::{Choices, Rows, Setting, Table, What};

use super::DemoError;
use super::days::Days;
use super::people::{self, PEOPLE};
use super::script::Script;

/// What there is to read.
const FILES: [&str; 2] = [include_str!("customers.csv"), include_str!("northwind.csv")];
/// The column with the days since the last order.
const AGO: &str = "ago";
/// How many files are opened a day, until all are.
const A_DAY: usize = 9;

/// A customer as the others tell of them.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) id: RecordId,
    pub(super) profile: Profile,
    pub(super) owner: UserId,
    pub(super) salesperson: UserId,
    since: NaiveDate,
}

impl Known {
    /// The one who is asked for there.
    pub(super) fn contact(&self) -> String {
        self.profile.contacts().next().map(|one| one.get(keys::CONTACT_NAME).to_owned()).unwrap_or_default()
    }

    /// What rules look at, before anybody got in touch; nothing of those who are followed up by plan alone.
    pub(super) fn contacts(&self) -> Option<Contacts> {
        (self.profile.stage() == Some(Stage::Customer)).then(|| Contacts {
            tier: self.profile.tier(),
            vip: !self.profile.get(keys::VIP).is_empty(),
            last_order: day_of(self.profile.get(keys::LAST_ORDER)),
            ..Contacts::none_since(self.since)
        })
    }

    /// Whether they are called rather than written to.
    pub(super) fn matters(&self) -> bool {
        matches!(self.profile.tier(), Some(Tier::Core | Tier::Key))
    }
}

/// All customers.
#[derive(Debug)]
pub(super) struct Book(pub(super) Vec<Known>);

impl Book {
    /// Opens all files, on the first days.
    ///
    /// # Errors
    /// If a row cannot be taken as it is.
    pub(super) fn open(script: &mut Script, days: &Days) -> Result<Self, DemoError> {
        let by = people::named(people::SUPERVISOR)?;
        let mut all = Vec::new();
        for file in FILES {
            for (profile, pair) in rows(file, days)? {
                let wrong = || DemoError::Data(profile.get(keys::NAME).to_owned());
                let (owner, salesperson) = pair.owner.zip(pair.salesperson).ok_or_else(wrong)?;
                let day = days.after(days.ago(150), (all.len() / A_DAY).try_into().unwrap_or(0));
                let at =
                    days.at(day, "09:30")?.plus_ms(i64::try_from(all.len() % A_DAY).unwrap_or(0) * 240_000);
                let id = RecordId(script.id(at));
                let register = Register { profile: profile.clone(), pair };
                script.put(at, by, id, Command::Customer(CustomerCommand::Register(register)))?;
                all.push(Known { id, profile, owner, salesperson, since: day });
            }
        }
        Ok(Self(all))
    }

    /// The one whom colleagues call so.
    ///
    /// # Errors
    /// If there is none.
    pub(super) fn named(&self, name: &str) -> Result<&Known, DemoError> {
        let so =
            |known: &&Known| [keys::SHORT_NAME, keys::CODE].iter().any(|key| known.profile.get(key) == name);
        self.0.iter().find(so).ok_or_else(|| DemoError::Data(name.to_owned()))
    }
}

/// What the rows of a file say.
fn rows(file: &str, days: &Days) -> Result<Vec<(Profile, Pair)>, DemoError> {
    let table = import::read(file.as_bytes(), &Choices::default());
    let table = table.map_err(|error| DemoError::Data(error.to_string()))?;
    let setting = setting(&table, days);
    let ago = table.header.iter().position(|name| name == AGO);
    let read = Rows::of(&table, &setting).map_err(|error| DemoError::Data(error.to_string()))?;
    let row = |(row, line): (import::Row, &import::Line)| {
        let profile = row.profile.filter(|_| row.problems.is_empty());
        let profile = profile.ok_or_else(|| DemoError::Data(line.cells().collect::<Vec<_>>().join(",")))?;
        let ago = ago.and_then(|column| line.cell(column).parse().ok());
        let ordered = ago.map(|ago| day_text(days.ago(ago))).unwrap_or_default();
        let draft = profile.draft().clone().with(keys::LAST_ORDER, ordered);
        Ok((Profile::tidied(&draft), row.pair))
    };
    read.iter().zip(&table.lines).map(row).collect()
}

fn setting(table: &Table, days: &Days) -> Setting {
    let samples: Vec<Vec<&str>> = (0..table.header.len()).map(|column| table.samples(column, 5)).collect();
    let guessed = import::guess(&table.header, &samples);
    Setting {
        what: What::Customers,
        columns: guessed.into_iter().map(|key| key.map(str::to_owned)).collect(),
        pair: Pair::default(),
        staff: Setting::staff_of(PEOPLE.iter().map(|one| (one.user(), one.name))),
        now: days.now,
    }
}

/// The policy that the work is done by.
pub(super) fn policy() -> Policy {
    Policy::default()
}
