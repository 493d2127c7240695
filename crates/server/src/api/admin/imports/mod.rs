//! Files of other systems, by whoever keeps the customer files. Source: DAT-03

mod reading;

use axum::Json;
use axum::extract::{Path, State as App};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::Action;
use domain::values::BatchId;
use import::{Choices, Encoding, Separator};
use serde::{Deserialize, Serialize};
use sync::wire::Fault;

use crate::accounts::token::new_id;
use crate::api::body::{Checked, Form};
use crate::api::problem::Problem;
use crate::api::proof::{Authorized, Permission};
use crate::imports::{self, Entry, Import, Look, Mapping, Report, State, header_id, remembered, staff};
use crate::ledger::Ledger as _;
use crate::ledger::sqlite::SqliteLedger;
use crate::state::AppState;
use reading::{failed, name, permit, read_again, reading, short, table};

/// Importing customers.
#[derive(Debug)]
pub(in crate::api) enum ImportCustomers {}

impl Permission for ImportCustomers {
    const ACTION: Action = Action::ImportCustomers;
}

type Importer = Authorized<ImportCustomers>;

/// What is asked for cannot be done where the import is now.
const fn state() -> Problem {
    Problem::new(409, "import-state")
}

const fn mapping() -> Problem {
    Problem::new(422, "import-mapping")
}

#[derive(Serialize)]
pub(in crate::api) struct All {
    imports: Vec<Import>,
}

pub(in crate::api) async fn list(App(app): App<AppState>, proof: Importer) -> Result<Json<All>, Problem> {
    let all = app.read(&proof, |ledger| Ok(Entry::all(ledger.connection())?)).await?;
    Ok(Json(All { imports: all.into_iter().map(Import::from).collect() }))
}

pub(in crate::api) async fn one(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
) -> Result<Json<Import>, Problem> {
    let id = batch(&id)?;
    app.read(&proof, move |ledger| entry(ledger, id)).await.map(Import::from).map(Json)
}

pub(in crate::api) async fn upload(
    App(app): App<AppState>,
    proof: Importer,
    headers: HeaderMap,
    Checked(bytes): Checked,
) -> Result<Response, Problem> {
    if headers.get(CONTENT_TYPE).is_none_or(|is| is != "application/octet-stream") {
        return Err(Fault::MediaType.into());
    }
    let name = name(&headers);
    let id = BatchId(new_id(app.now().utc_ms)?);
    let files = app.imports().files().clone();
    let (header, look) = reading(&app, move || {
        let table = import::read(&bytes, &Choices::default())?;
        files.keep(id, &bytes).map_err(|error| failed(&error))?;
        Ok((header_id(&table), Look::of(&table)))
    })
    .await?;
    let session = *proof.who().session();
    let entered = app.write(&proof, move |ledger, now| {
        let conn = ledger.connection();
        let entry = Entry {
            id,
            name,
            label: String::new(),
            by: session.user,
            actor: session.user,
            device: session.device,
            at_ms: now.utc_ms,
            state: State::Looked,
            look: look.remembering(remembered(conn, header)?),
            header,
            mapping: None,
            run_ms: None,
            undo_ms: None,
            counts: imports::Counts::default(),
        };
        entry.enter(conn)?;
        Ok(Import::from(entry))
    });
    let entered = entered.await.inspect_err(|_| app.imports().files().drop(id))?;
    Ok((StatusCode::CREATED, Json(entered)).into_response())
}

#[derive(Deserialize)]
pub(in crate::api) struct Said {
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    separator: Option<String>,
    #[serde(default)]
    sheet: Option<usize>,
}

impl Said {
    fn choices(&self) -> Result<Choices, Problem> {
        let encoding = self.encoding.as_deref().map(|code| Encoding::of(code).ok_or(Fault::Malformed));
        let separator = self.separator.as_deref().map(|code| Separator::of(code).ok_or(Fault::Malformed));
        Ok(Choices { encoding: encoding.transpose()?, separator: separator.transpose()?, sheet: self.sheet })
    }
}

/// Reads the file anew, as somebody says.
pub(in crate::api) async fn look(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
    Form(said): Form<Said>,
) -> Result<Json<Import>, Problem> {
    let (id, choices) = (batch(&id)?, said.choices()?);
    app.read(&proof, move |ledger| looked(ledger, id)).await?;
    let (header, look) = table(&app, id, choices, |table| Ok((header_id(table), Look::of(table)))).await?;
    let kept = app.write(&proof, move |ledger, _| {
        let conn = ledger.connection();
        let look = look.remembering(remembered(conn, header)?);
        let entry = Entry { look, header, ..looked(ledger, id)? };
        entry.keep(conn)?;
        Ok(Import::from(entry))
    });
    kept.await.map(Json)
}

/// Says what would become of each row.
pub(in crate::api) async fn check(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
    Form(said): Form<Mapping>,
) -> Result<Json<Report>, Problem> {
    let (id, now) = (batch(&id)?, app.now());
    let entry = app.read(&proof, move |ledger| fits(ledger, id, &said).map(|entry| (entry, said)));
    let (entry, said) = entry.await?;
    let _permit = permit(&app).await?;
    let table = read_again(&app, id, entry.look.choices()).await?;
    let report = app.read(&proof, move |ledger| {
        ledger.begin_read()?;
        let checked =
            ledger.org().and_then(|org| imports::check(ledger, &table, &said.setting(staff(&org), now)));
        ledger.rollback();
        Ok(checked?)
    });
    report.await.map(Json)
}

#[derive(Deserialize)]
pub(in crate::api) struct Start {
    mapping: Mapping,
    #[serde(default)]
    label: String,
}

/// Begins to carry it out; how far it is, the import says.
pub(in crate::api) async fn run(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
    Form(start): Form<Start>,
) -> Result<Response, Problem> {
    let id = batch(&id)?;
    let session = *proof.who().session();
    let begun = app.write(&proof, move |ledger, now| {
        let entry = Entry {
            label: short(&start.label),
            actor: session.user,
            device: session.device,
            state: State::Running,
            run_ms: Some(now.utc_ms),
            ..fits(ledger, id, &start.mapping)?
        };
        let entry = Entry { mapping: Some(start.mapping), ..entry };
        entry.keep(ledger.connection())?;
        Ok(Import::from(entry))
    });
    let begun = begun.await?;
    app.imports().go_on_with(id);
    Ok((StatusCode::ACCEPTED, Json(begun)).into_response())
}

/// Begins to take it back.
pub(in crate::api) async fn undo(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = batch(&id)?;
    let session = *proof.who().session();
    let begun = app.write(&proof, move |ledger, now| {
        let entry = entry(ledger, id)?;
        if entry.state != State::Done {
            return Err(state());
        }
        let (actor, device, undo_ms) = (session.user, session.device, Some(now.utc_ms));
        let entry = Entry { actor, device, undo_ms, state: State::Undoing, ..entry };
        entry.keep(ledger.connection())?;
        Ok(Import::from(entry))
    });
    let begun = begun.await?;
    app.imports().go_on_with(id);
    Ok((StatusCode::ACCEPTED, Json(begun)).into_response())
}

/// Forgets a file of which nothing was carried out.
pub(in crate::api) async fn drop(
    App(app): App<AppState>,
    proof: Importer,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = batch(&id)?;
    let dropped = app.write(&proof, move |ledger, _| {
        looked(ledger, id)?;
        Ok(Entry::forget(ledger.connection(), id)?)
    });
    dropped.await?;
    app.imports().files().drop(id);
    Ok(StatusCode::NO_CONTENT)
}

fn batch(id: &str) -> Result<BatchId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

fn entry(ledger: &SqliteLedger, id: BatchId) -> Result<Entry, Problem> {
    Ok(Entry::of(ledger.connection(), id)?.ok_or(Fault::NotFound)?)
}

/// An import of which nothing was carried out.
fn looked(ledger: &SqliteLedger, id: BatchId) -> Result<Entry, Problem> {
    let entry = entry(ledger, id)?;
    if entry.state == State::Looked { Ok(entry) } else { Err(state()) }
}

/// The same, where its file can be read so.
fn fits(ledger: &SqliteLedger, id: BatchId, said: &Mapping) -> Result<Entry, Problem> {
    let entry = looked(ledger, id)?;
    let org = ledger.org()?;
    let named = [said.owner, said.salesperson].into_iter().flatten();
    let known = named.into_iter().all(|user| org.active(user).is_some());
    // Names and time make no mapping right or wrong.
    let setting = said.setting(std::collections::BTreeMap::new(), domain::Moment::new(0, 0));
    if known && setting.check(entry.look.width()).is_ok() { Ok(entry) } else { Err(mapping()) }
}
