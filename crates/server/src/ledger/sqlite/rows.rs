//! Reading rows: one, those of a customer, what changed, a page.

use super::{LedgerError, Page};
use domain::card::Card;
use domain::customer::Customer;
use domain::people::Org;
use domain::values::{BlobId, Json, Moment, RecordId, UserId};
use domain::{Grant, Policies, Record, Scope};
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, ToSql};
use sync::wire::{Change, Gone, Rev, Row, ScanPlace};

/// The columns of a row, in the order in which [`row`] reads them.
const COLUMNS: &str = "id, kind, parent, scope, rev, schema, by, at_ms, at_off, body";

fn damaged<E>(_: E) -> LedgerError {
    LedgerError::Damaged("a record cannot be read".to_owned())
}

fn row(found: &rusqlite::Row<'_>) -> Result<Row, LedgerError> {
    let body: String = found.get(9)?;
    Ok(Row {
        id: RecordId(found.get(0)?),
        kind: found.get::<_, String>(1)?.into(),
        parent: found.get::<_, Option<uuid::Uuid>>(2)?.map(RecordId),
        scope: Scope::try_from(found.get::<_, String>(3)?).map_err(damaged)?,
        rev: u64::try_from(found.get::<_, i64>(4)?).map_err(damaged)?,
        schema: found.get(5)?,
        by: found.get::<_, Option<uuid::Uuid>>(6)?.map(UserId),
        at: Moment::new(found.get(7)?, found.get(8)?),
        body: serde_json::from_str::<Json>(&body).map_err(damaged)?,
    })
}

fn many(statement: &mut CachedStatement<'_>, params: &[&dyn ToSql]) -> Result<Vec<Row>, LedgerError> {
    let mut found = statement.query(params)?;
    let mut rows = Vec::new();
    while let Some(next) = found.next()? {
        rows.push(row(next)?);
    }
    Ok(rows)
}

pub(super) fn one(conn: &Connection, id: RecordId) -> Result<Option<Row>, LedgerError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM record WHERE id = ?1"))?;
    Ok(many(&mut statement, &[&id.0])?.pop())
}

pub(super) fn children(conn: &Connection, parent: RecordId) -> Result<Vec<Row>, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE parent = ?1 ORDER BY id");
    many(&mut conn.prepare_cached(&sql)?, &[&parent.0])
}

pub(super) fn attachments_of(conn: &Connection, bytes: &BlobId) -> Result<Vec<Row>, LedgerError> {
    // The texts of the expressions are those of the two indexes.
    let sql = format!(
        "SELECT {COLUMNS} FROM record WHERE kind = 'attachment' AND json_extract(body, '$.sha256') = ?1
         UNION SELECT {COLUMNS} FROM record WHERE kind = 'attachment'
         AND json_extract(body, '$.thumb_sha256') = ?1"
    );
    many(&mut conn.prepare_cached(&sql)?, &[&bytes.as_str()])
}

pub(super) fn each_customer(
    conn: &Connection,
    mut each: impl FnMut(RecordId, Customer),
) -> Result<(), LedgerError> {
    // By the index of ids, so that nothing is sorted; what is withdrawn lies in a scope of its own.
    let sql = format!(
        "SELECT {COLUMNS} FROM record WHERE kind = 'customer' AND scope >= 'care:' AND scope < 'care;' ORDER BY id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found = statement.query([])?;
    while let Some(next) = found.next()? {
        let row = row(next)?;
        if let Record::Customer(customer) = row.record() {
            each(row.id, customer);
        }
    }
    Ok(())
}

pub(super) fn org(conn: &Connection) -> Result<Org, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE scope = 'org' AND kind = 'person'");
    let mut org = Org::default();
    for row in many(&mut conn.prepare_cached(&sql)?, &[])? {
        if let Record::Person(person) = row.record() {
            org.people.insert(UserId(row.id.0), person);
        }
    }
    Ok(org)
}

/// Every change of the policy that was ever proposed.
pub(super) fn policies(conn: &Connection) -> Result<Policies, LedgerError> {
    let sql = format!("SELECT {COLUMNS} FROM record WHERE scope = 'org' AND kind = 'policy'");
    let rows = many(&mut conn.prepare_cached(&sql)?, &[])?;
    let cards: Vec<_> = rows.iter().map(|row| Card::of(row.id, &row.record())).collect();
    Ok(Policies::of(cards.iter()))
}

/// The scopes a unit stands for: itself, or all that occur and begin with it.
fn scopes(conn: &Connection, unit: &Grant) -> Result<Vec<String>, LedgerError> {
    if !unit.is_prefix() {
        return Ok(vec![unit.as_str().to_owned()]);
    }
    let (from, to) = bounds(unit);
    let mut statement = conn.prepare_cached("SELECT scope FROM scope WHERE scope >= ?1 AND scope < ?2")?;
    let found = statement.query_map([from, to], |row| row.get(0))?;
    found.map(|scope| scope.map_err(LedgerError::from)).collect()
}

/// The texts that a unit stands for lie from the first to just before the second. `;` follows `:` in ASCII.
fn bounds(unit: &Grant) -> (String, String) {
    let text = unit.as_str();
    match text.strip_suffix(':') {
        Some(stem) => (text.to_owned(), format!("{stem};")),
        None => (text.to_owned(), format!("{text}\0")),
    }
}

pub(super) fn changes(
    conn: &Connection,
    after: Rev,
    units: &[Grant],
    limit: usize,
) -> Result<Vec<Change>, LedgerError> {
    let after = i64::try_from(after).map_err(damaged)?;
    let most = i64::try_from(limit + 1).map_err(damaged)?;
    // First only revisions, from the indexes; then the rows of those that fit.
    let mut revs: Vec<(i64, Option<(String, uuid::Uuid)>)> = Vec::new();
    let rows_sql = "SELECT rev FROM record WHERE scope = ?1 AND rev > ?2 ORDER BY rev LIMIT ?3";
    let exits_sql = "SELECT rev, id FROM record_exit WHERE scope = ?1 AND rev > ?2 ORDER BY rev LIMIT ?3";
    let mut all_scopes = Vec::new();
    for unit in units {
        all_scopes.extend(scopes(conn, unit)?);
    }
    let (mut rows, mut exits) = (conn.prepare_cached(rows_sql)?, conn.prepare_cached(exits_sql)?);
    let mut at = std::collections::BTreeMap::new();
    for scope in all_scopes {
        for rev in rows.query_map((&scope, after, most), |row| row.get::<_, i64>(0))? {
            let rev = rev?;
            at.insert(rev, scope.clone());
            revs.push((rev, None));
        }
        for exit in exits.query_map((&scope, after, most), |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (rev, id) = exit?;
            revs.push((rev, Some((scope.clone(), id))));
        }
    }
    revs.sort_unstable();
    revs.truncate(limit + 1);
    let mut one =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM record WHERE scope = ?1 AND rev = ?2"))?;
    let mut changes = Vec::with_capacity(revs.len());
    for (rev, exit) in revs {
        match (exit, at.get(&rev)) {
            (Some((scope, id)), _) => changes.push(Change::Gone(Gone {
                id: RecordId(id),
                scope: Scope::try_from(scope).map_err(damaged)?,
                rev: u64::try_from(rev).map_err(damaged)?,
            })),
            (None, Some(scope)) => {
                changes.extend(many(&mut one, &[scope, &rev])?.into_iter().map(Change::Row));
            }
            (None, None) => {}
        }
    }
    Ok(changes)
}

pub(super) fn page(
    conn: &Connection,
    unit: &Grant,
    after: Option<&ScanPlace>,
    limit: usize,
) -> Result<Page, LedgerError> {
    let (from, to) = bounds(unit);
    let most = i64::try_from(limit + 1).map_err(damaged)?;
    // Before the first row of all: the smallest text of the unit, and an id before every id.
    let (scope, id) = after.map_or((from.clone(), Vec::new()), |place| {
        (place.scope.as_str().to_owned(), place.id.0.as_bytes().to_vec())
    });
    let sql = format!(
        "SELECT {COLUMNS} FROM record WHERE (scope, id) > (?1, ?2) AND scope >= ?3 AND scope < ?4
         ORDER BY scope, id LIMIT ?5"
    );
    let mut rows = many(&mut conn.prepare_cached(&sql)?, &[&scope, &id, &from, &to, &most])?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let left = match rows.last().filter(|_| more) {
        None => 0,
        Some(last) => {
            let sql =
                "SELECT count(*) FROM record WHERE (scope, id) > (?1, ?2) AND scope >= ?3 AND scope < ?4";
            let count: Option<i64> = conn
                .prepare_cached(sql)?
                .query_row((last.scope.as_str(), last.id.0, &from, &to), |row| row.get(0))
                .optional()?;
            count.and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
        }
    };
    Ok(Page { rows, more, left })
}
