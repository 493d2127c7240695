//! The preview: what would become of each row, and what is wrong with them.

use domain::Record;
use domain::customer::{Customer, Profile, keys};
use domain::form::Problem;
use domain::values::RecordId;
use import::{Line, Row, Rows, Setting, Table, What, orders};

use super::known;
use super::plan::{Plan, Step};
use super::shape::{FaultyRow, Report, ShownRow, Verdict};
use crate::ledger::sqlite::SqliteLedger;
use crate::ledger::{Ledger as _, LedgerError};

/// How many rows are shown.
const SHOWN: usize = 100;
/// How many faulty rows are told.
const TOLD: usize = 5_000;

/// Goes through a file that can be read by its setting, and changes nothing.
pub(crate) fn check(ledger: &SqliteLedger, table: &Table, setting: &Setting) -> Result<Report, LedgerError> {
    match setting.what {
        What::Customers => of_customers(ledger, table, setting),
        What::Orders => of_orders(ledger, table, setting),
    }
}

fn of_customers(ledger: &SqliteLedger, table: &Table, setting: &Setting) -> Result<Report, LedgerError> {
    let known = known::customers(ledger)?;
    let mut report = Report { rows: table.lines.len(), ..Report::default() };
    let Ok(rows) = Rows::of(table, setting) else { return Ok(report) };
    for (at, Row { profile, mut problems, .. }, step) in Plan::new(rows, &known) {
        let Some(line) = table.lines.get(at) else { continue };
        let (mut verdict, mut existing) = (Verdict::Fresh, None);
        match (step, &profile) {
            (Step::Fill(record), Some(profile)) => {
                let there = customer(ledger, record)?;
                let same = there.as_ref().is_some_and(|there| there.profile.filled(profile) == there.profile);
                verdict = if same { Verdict::Same } else { Verdict::Fills };
                existing = there.map(|there| there.profile.get(keys::NAME).to_owned());
            }
            (Step::Open, Some(_)) => {}
            (Step::Twice(by), _) => {
                verdict = Verdict::Twice;
                problems.push(Problem { key: by.to_owned(), code: "twice".to_owned() });
            }
            (Step::Bad | Step::Fill(_) | Step::Open, _) => verdict = Verdict::Bad,
        }
        let name = profile.as_ref().map_or_else(|| shown_name(table, setting, line), name);
        report.put(line, name, verdict, existing, problems);
    }
    Ok(report)
}

fn of_orders(ledger: &SqliteLedger, table: &Table, setting: &Setting) -> Result<Report, LedgerError> {
    let known = known::customers(ledger)?;
    let mut report = Report { rows: table.lines.len(), ..Report::default() };
    let Ok(mut orders) = orders(table, setting, &known) else { return Ok(report) };
    let mut latest = orders.latest.into_iter().peekable();
    for (at, line) in table.lines.iter().enumerate() {
        let (mut verdict, mut existing) = (Verdict::Same, None);
        let order = latest.next_if(|order| order.at == at);
        let problem = orders.problems.remove(&at);
        if let Some(order) = order {
            let there = customer(ledger, order.who)?;
            let later =
                there.as_ref().is_some_and(|there| there.profile.get(keys::LAST_ORDER) < order.day.as_str());
            verdict = if later { Verdict::Fills } else { Verdict::Same };
            existing = there.map(|there| there.profile.get(keys::NAME).to_owned());
        } else if problem.is_some() || orders.unknown.contains(&at) {
            verdict = Verdict::Bad;
        }
        let name = shown_name(table, setting, line);
        report.put(line, name, verdict, existing, problem.into_iter().collect());
    }
    Ok(report)
}

fn customer(ledger: &SqliteLedger, id: RecordId) -> Result<Option<Customer>, LedgerError> {
    let record = ledger.row(id)?.map(|row| row.record());
    Ok(match record {
        Some(Record::Customer(customer)) => Some(customer),
        _ => None,
    })
}

fn name(profile: &Profile) -> String {
    profile.get(keys::NAME).to_owned()
}

/// What the row calls the customer, as it stands there: the name, else the code.
fn shown_name(table: &Table, setting: &Setting, line: &Line) -> String {
    let column = |key: &str| setting.columns.iter().position(|column| column.as_deref() == Some(key));
    let names = [column(keys::NAME), column(keys::CODE)].into_iter().flatten();
    let mut said = names.filter(|column| *column < table.header.len()).map(|column| line.cell(column).trim());
    said.find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

impl Report {
    fn put(
        &mut self,
        line: &Line,
        name: String,
        verdict: Verdict,
        existing: Option<String>,
        problems: Vec<Problem>,
    ) {
        let count = match verdict {
            Verdict::Fresh => &mut self.fresh,
            Verdict::Fills => &mut self.fills,
            Verdict::Same => &mut self.same,
            Verdict::Twice => &mut self.twice,
            Verdict::Bad => &mut self.bad,
        };
        *count += 1;
        let taken = matches!(verdict, Verdict::Fresh | Verdict::Fills | Verdict::Same);
        if taken && !problems.is_empty() {
            self.warnings += 1;
        }
        if !problems.is_empty() && self.problems.len() < TOLD {
            let cells = line.cells().map(str::to_owned).collect();
            self.problems.push(FaultyRow { row: line.number, cells, problems: problems.clone() });
        }
        if self.lines.len() < SHOWN {
            self.lines.push(ShownRow { row: line.number, name, verdict, existing, problems });
        }
    }
}
