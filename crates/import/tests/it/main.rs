//! Files as they come: of other programs, of other countries, broken, huge and made to harm.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test: what fails must stop it"
)]

mod noise;
mod northwind;
mod rows;
mod texts;
mod twins;
mod workbooks;

use domain::access::Pair;
use domain::values::Moment;
use import::{Setting, Table, What};
use std::collections::BTreeMap;

/// 2026-11-22, 14:05 in China.
const NOW: Moment = Moment::new(1_795_327_500_000, 480);

fn data(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    std::fs::read(path).unwrap()
}

/// The table as it is guessed to be.
fn guessed(table: &Table) -> Setting {
    let samples: Vec<Vec<&str>> = (0..table.header.len()).map(|column| table.samples(column, 3)).collect();
    let columns = import::guess(&table.header, &samples);
    setting(
        import::guess_what(&table.header),
        columns.into_iter().map(|key| key.map(str::to_owned)).collect(),
    )
}

fn setting(what: What, columns: Vec<Option<String>>) -> Setting {
    Setting { what, columns, pair: Pair::default(), staff: BTreeMap::new(), now: NOW }
}

/// A text as a table; its first line is the header, with keys of fields.
fn keyed(text: &str) -> (Table, Setting) {
    let table = import::read(text.as_bytes(), &import::Choices::default()).unwrap();
    let columns = table.header.iter().map(|key| Some(key.clone()).filter(|key| !key.is_empty())).collect();
    let setting = setting(What::Customers, columns);
    (table, setting)
}
