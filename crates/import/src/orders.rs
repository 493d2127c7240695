//! Orders: of each customer the latest counts.

use super::fit::{day, is_nothing};
use super::rows::{MappingError, Setting, problem};
use super::table::{Line, Table};
use super::twins::Twins;
use domain::customer::keys as k;
use domain::form::Problem;
use domain::values::day_of;
use std::collections::{BTreeMap, BTreeSet};

/// The latest order of a customer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Order<T> {
    /// The customer.
    pub who: T,
    /// Where it stands among the table's lines.
    pub at: usize,
    /// On which day, `2026-11-22`.
    pub day: String,
}

/// What a table of orders says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Orders<T> {
    /// The latest order of each customer, in the order of the lines.
    pub latest: Vec<Order<T>>,
    /// The places of the lines that say nothing of use, with the reason. Of a customer whom nobody knows, the first.
    pub problems: BTreeMap<usize, Problem>,
    /// The places of the further lines of customers whom nobody knows.
    pub unknown: BTreeSet<usize>,
}

/// Reads a table of orders.
///
/// # Errors
/// See [`Setting::check`].
pub fn orders<T: Copy + Ord>(
    table: &Table,
    setting: &Setting,
    known: &Twins<T>,
) -> Result<Orders<T>, MappingError> {
    setting.check(table.header.len())?;
    let mut latest: BTreeMap<T, (String, usize)> = BTreeMap::new();
    let mut strangers: BTreeSet<(String, String)> = BTreeSet::new();
    let mut read = Orders { latest: Vec::new(), problems: BTreeMap::new(), unknown: BTreeSet::new() };
    for (at, line) in table.lines.iter().enumerate() {
        let (code, name, day) = match order(table, setting, line) {
            Ok(order) => order,
            Err(problem) => {
                read.problems.insert(at, problem);
                continue;
            }
        };
        if let Some(found) = known.find_by(&code, &name) {
            let known = latest.entry(found.who).or_insert_with(|| (day.clone(), at));
            if known.0 < day {
                *known = (day, at);
            }
            continue;
        }
        let key = if code.is_empty() { k::NAME } else { k::CODE };
        if strangers.insert((code, name)) {
            read.problems.insert(at, problem(key, "not-found"));
        } else {
            read.unknown.insert(at);
        }
    }
    read.latest = latest.into_iter().map(|(who, (day, at))| Order { who, at, day }).collect();
    read.latest.sort_by_key(|order| order.at);
    Ok(read)
}

/// Code, name and day of one line.
fn order(table: &Table, setting: &Setting, line: &Line) -> Result<(String, String, String), Problem> {
    if line.cells.len() > table.header.len() {
        return Err(problem(k::LAST_ORDER, "too-many-cells"));
    }
    let cell = |key: &str| {
        let text = setting.column(key).map_or("", |column| line.cell(column)).trim();
        if is_nothing(text) { "" } else { text }
    };
    let (code, name, typed) = (cell(k::CODE), cell(k::NAME), cell(k::LAST_ORDER));
    if code.is_empty() && name.is_empty() {
        let key = if setting.column(k::CODE).is_some() { k::CODE } else { k::NAME };
        return Err(problem(key, "required"));
    }
    let tomorrow = setting.now.plus_days(1).date();
    let day = day(typed).filter(|day| day_of(day) <= tomorrow);
    let code_of_fault = if typed.is_empty() { "required" } else { "not-a-date" };
    let day = day.ok_or_else(|| problem(k::LAST_ORDER, code_of_fault))?;
    Ok((code.to_owned(), name.to_owned(), day))
}
