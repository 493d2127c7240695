//! Scanning: pages of one held unit, to be stored unread.

use super::{Asker, Refused, parse, standing, write};
use crate::ledger::Ledger;
use sync::wire::{ApiProblem, Fault, ScanHeader, ScanPlace, ScanRequest};

/// The most rows of a page. A device reads a page in one go, and nobody may feel it: docs/decisions/0019.
pub const MAX_PAGE_ROWS: usize = 500;

pub(super) fn serve<L: Ledger>(ledger: &mut L, asker: &Asker, body: &[u8]) -> Result<Vec<u8>, Refused> {
    let request: ScanRequest = parse(body)?;
    scan(ledger, asker, &request, MAX_PAGE_ROWS)
}

/// Answers a page: a header line, then a JSON list of rows.
///
/// # Errors
/// [`Fault::Epoch`] for another history, [`Fault::Scope`] for a unit that is not held.
pub fn scan<L: Ledger>(
    ledger: &mut L,
    asker: &Asker,
    request: &ScanRequest,
    max_rows: usize,
) -> Result<Vec<u8>, Refused> {
    ledger.begin_read()?;
    let answer = read(ledger, asker, request, max_rows);
    ledger.rollback();
    answer
}

fn read<L: Ledger>(
    ledger: &L,
    asker: &Asker,
    request: &ScanRequest,
    max_rows: usize,
) -> Result<Vec<u8>, Refused> {
    let epoch = ledger.epoch()?;
    if request.epoch != epoch {
        let epoch = Some(epoch);
        return Err(Refused::Problem(ApiProblem { epoch, ..ApiProblem::of(Fault::Epoch) }));
    }
    if !standing(ledger, asker)?.holds.contains(&request.scope) {
        return Err(Fault::Scope.into());
    }
    let page = ledger.page(&request.scope, request.after.as_ref(), max_rows)?;
    let last = page.rows.last().filter(|_| page.more);
    let header = ScanHeader {
        epoch,
        scope: request.scope.clone(),
        n: u32::try_from(page.rows.len()).unwrap_or(u32::MAX),
        left: page.left,
        next: last.map(|row| ScanPlace { scope: row.scope.clone(), id: row.id }),
    };
    let mut body = write(&header)?;
    body.push(b'\n');
    body.extend(write(&page.rows)?);
    Ok(body)
}
