//! Imports, as an administrator runs them: the server reads the file, says what it would do, and does it. Never kept here.
//! Shapes and codes stand in docs/http.md. Source: DAT-03

use domain::UserId;
use gloo_net::http::Method;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account::{Unsigned, device};
use super::http;
use super::people::{done, press, read, tell};

/// One import, from the file on.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Import {
    /// Which.
    pub import_id: Uuid,
    /// The name of the file.
    pub name: String,
    /// What it is called, so that it is found again.
    pub label: String,
    /// Who began it.
    pub by: UserId,
    /// When, UTC milliseconds.
    pub at_ms: i64,
    /// How far it is.
    pub state: Stage,
    /// What the rows are, as far as that is known or guessed.
    pub what: Option<What>,
    /// `csv` or `xlsx`.
    pub format: String,
    /// How letters are written in it.
    pub encoding: Option<String>,
    /// What stands between cells.
    pub separator: Option<String>,
    /// The names of its sheets.
    pub sheets: Vec<String>,
    /// Which of them is read.
    pub sheet: usize,
    /// Rows below the heading.
    pub rows: u32,
    /// How many of them are done.
    pub done: u32,
    /// Files that were opened.
    pub fresh: u32,
    /// Files that were filled in.
    pub filled: u32,
    /// Rows that brought nothing new.
    pub same: u32,
    /// Rows left out for what is wrong with them.
    pub skipped: u32,
    /// Rows that the rules refused.
    pub refused: u32,
    /// Files that were taken back.
    pub undone: u32,
    /// Files that stay, because somebody worked with them since.
    pub kept: u32,
    /// What its columns say.
    pub columns: Vec<Column>,
}

/// How far an import is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The file was read, nothing was done.
    Looked,
    /// It is under way.
    Running,
    /// It is done.
    Done,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

/// What the rows are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Customers, one each row.
    #[default]
    Customers,
    /// Orders; only the last of each customer counts.
    Orders,
}

/// One column of the file.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Column {
    /// Its heading.
    pub header: String,
    /// The field it seems to be.
    pub guess: Option<String>,
    /// A few of its cells.
    pub samples: Vec<String>,
}

/// How a file is read, where the guess was wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Reading {
    /// How letters are written.
    pub encoding: Option<String>,
    /// What stands between cells.
    pub separator: Option<String>,
    /// Which sheet.
    pub sheet: Option<usize>,
}

/// Which column is what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Mapping {
    /// What the rows are.
    pub what: What,
    /// For each column the key of its field.
    pub columns: Vec<Option<String>>,
    /// Who looks after the customers whose row names nobody.
    pub owner: Option<UserId>,
    /// Who sells to them.
    pub salesperson: Option<UserId>,
}

/// What an import would do.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Forecast {
    /// Files it would open.
    pub fresh: u32,
    /// Files it would fill in.
    pub fills: u32,
    /// Rows that bring nothing new.
    pub same: u32,
    /// Rows that stand in the file already.
    pub twice: u32,
    /// Rows that cannot be taken.
    pub bad: u32,
    /// Rows that are taken without a cell that cannot be read.
    pub warnings: u32,
    /// The first rows.
    pub lines: Vec<ForecastLine>,
    /// The rows with something wrong.
    pub problems: Vec<BadRow>,
}

/// What becomes of one row.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize)]
pub struct ForecastLine {
    /// Where it stands in the file.
    pub row: u32,
    /// The name in it.
    pub name: String,
    /// `fresh`, `fills`, `same`, `twice` or `bad`.
    pub verdict: String,
    /// The file that is there already.
    pub existing: Option<String>,
    /// What is wrong with it.
    pub problems: Vec<CellProblem>,
}

/// What is wrong with a cell.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Deserialize)]
pub struct CellProblem {
    /// The field it is for.
    pub key: String,
    /// What is wrong.
    pub code: String,
}

/// A row with something wrong, as it stands in the file.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct BadRow {
    /// Where it stands in the file.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with them.
    pub problems: Vec<CellProblem>,
}

#[derive(Deserialize)]
struct All {
    imports: Vec<Import>,
}

#[derive(Serialize)]
struct Run<'a> {
    mapping: &'a Mapping,
    label: &'a str,
}

const PATH: &str = "admin/v1/imports";

/// What an administrator asks of the server about imports.
#[derive(Clone, Copy, Debug)]
pub struct Imports;

impl Imports {
    /// All of them, the newest first.
    ///
    /// # Errors
    /// Nothing was heard, or it was refused.
    pub async fn all(self) -> Result<Vec<Import>, Unsigned> {
        read::<All>(&http::get(PATH, device()).await).map(|all| all.imports)
    }

    /// One of them.
    ///
    /// # Errors
    /// Nothing was heard, or there is none.
    pub async fn one(self, id: &str) -> Result<Import, Unsigned> {
        read(&http::get(&format!("{PATH}/{id}"), device()).await)
    }

    /// Sends a file; nothing is done with it yet.
    ///
    /// # Errors
    /// It cannot be read, by the browser or by the server.
    pub async fn send(self, file: &web_sys::File) -> Result<Import, Unsigned> {
        let unreadable = |_| Unsigned::Refused("import-unreadable".to_owned());
        let bytes = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
        let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
        let name = js_sys::encode_uri_component(&file.name()).into();
        let ask = http::Ask {
            method: Method::POST,
            path: PATH,
            body: Some(("application/octet-stream", bytes)),
            headers: &[("X-Name", name)],
        };
        read(&ask.send(device()).await)
    }

    /// Reads the file anew.
    ///
    /// # Errors
    /// It cannot be read that way.
    pub async fn look(self, id: Uuid, reading: &Reading) -> Result<Import, Unsigned> {
        read(&tell(&format!("{PATH}/{id}/look"), reading).await?)
    }

    /// What would be done.
    ///
    /// # Errors
    /// No column is the name, or one field is named twice.
    pub async fn forecast(self, id: Uuid, mapping: &Mapping) -> Result<Forecast, Unsigned> {
        read(&tell(&format!("{PATH}/{id}/check"), mapping).await?)
    }

    /// Begins.
    ///
    /// # Errors
    /// It did not begin, or the answer was lost.
    pub async fn run(self, id: Uuid, mapping: &Mapping, label: &str) -> Result<Import, Unsigned> {
        read(&tell(&format!("{PATH}/{id}/run"), &Run { mapping, label }).await?)
    }

    /// Takes back what nobody worked with since.
    ///
    /// # Errors
    /// It did not begin, or the answer was lost.
    pub async fn undo(self, id: Uuid) -> Result<Import, Unsigned> {
        read(&press(&format!("{PATH}/{id}/undo")).await)
    }

    /// Lets the file go before anything was done with it.
    ///
    /// # Errors
    /// It is still there, or the answer was lost.
    pub async fn let_go(self, id: Uuid) -> Result<(), Unsigned> {
        done(&press(&format!("{PATH}/{id}/drop")).await)
    }
}
