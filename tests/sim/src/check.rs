//! The invariants of SYNC 11, as far as the parts exist.

use crate::world::{Failure, Saved, World};
use crate::{approvals, oracle};
use domain::values::RecordId;
use server::ledger::Ledger as _;
use std::collections::{BTreeMap, BTreeSet};
use sync::replica::{Base, Held};
use sync::wire::{Row, Status};

/// What must hold at every moment, whatever is under way.
pub(crate) fn always(world: &mut World) -> Result<(), Failure> {
    let epoch = world.server.ledger.epoch().expect("an epoch");
    let rows = world.server.rows();
    for (n, device) in world.devices.iter_mut().enumerate() {
        let fresh = device.read();
        let (base, meta) = (fresh.base.expect("read whole"), fresh.meta);
        if let (Some(epoch), Some(cursor)) = (meta.epoch, meta.cursor) {
            if device.watched.is_some_and(|(seen, last)| seen == epoch && last > cursor) {
                return Err(Failure(format!("I11 the cursor of device {n} fell")));
            }
            device.watched = Some((epoch, cursor));
        }
        let (Some(cursor), true) = (meta.cursor, meta.epoch == Some(epoch)) else { continue };
        for row in rows.iter().filter(|row| row.rev <= cursor) {
            let scanning = meta.scans.iter().any(|scan| scan.unit.covers(&row.scope));
            if meta.unit_of(&row.scope).is_some() && !scanning && !is(base.get(row.id), row) {
                return Err(Failure(format!(
                    "I11 device {n} misses {} {:?} below its cursor",
                    row.kind, row.id
                )));
            }
        }
    }
    Ok(())
}

/// What must hold when everything has come to rest.
pub(crate) fn at_rest(world: &World) -> Result<(), Failure> {
    let rows = world.server.rows();
    acknowledged(world)?;
    own_order(world)?;
    approvals::hold(world, &rows)?;
    oracle::histories(world, &rows)?;
    numbers(&rows)?;
    placed(&rows)?;
    for n in 0..world.devices.len() {
        converged(world, n, &rows)?;
        nothing_in_silence(world, n)?;
    }
    Ok(())
}

/// I1, I2, I12: whatever a person was told is saved lies on the server, whole.
fn acknowledged(world: &World) -> Result<(), Failure> {
    for (id, saved) in &world.saved {
        let receipt = world.server.ledger.real.receipt(*id).expect("SQL");
        let Some(receipt) = receipt else {
            // A refusal that its author let go is not offered again after a restore. Source: SYNC 5
            if world.dismissed.contains(id) {
                continue;
            }
            let (outbox, name) = (world.devices[saved.device].read().outbox, &saved.mutation.name);
            let entries: Vec<_> = outbox.values().filter(|entry| entry.m.id == *id).collect();
            // Let go, although the connection was lost before the device could say so.
            if entries.iter().any(|entry| entry.dismissed) {
                continue;
            }
            return Err(Failure(format!(
                "I1 {name} was saved and is not on the server; its device has {entries:?}"
            )));
        };
        let same = receipt.mutation.args == saved.mutation.args || world.mutant == crate::Mutant::NoFromCheck;
        if !same || receipt.mutation.at != saved.mutation.at {
            return Err(Failure(format!("I2 {id:?} is on the server with another body")));
        }
    }
    Ok(())
}

/// I4: nothing is refused because an earlier command of the same device had not arrived. (After a restore, somebody
/// else's correction can come back before the record it corrects: it is refused, and its author sees it.)
fn own_order(world: &World) -> Result<(), Failure> {
    let receipts = oracle::receipts(world);
    let done = |status| matches!(status, Status::Applied | Status::Noop);
    let device = |id| world.saved.get(id).map(|saved: &Saved| saved.device);
    let created: BTreeSet<(RecordId, Option<usize>)> = receipts
        .iter()
        .filter(|receipt| done(receipt.result.status))
        .filter(|receipt| {
            ["complaint.take", "customer.register", "visit.plan", "request.submit", "delivery.list"]
                .contains(&receipt.mutation.name.as_str())
        })
        .map(|receipt| (receipt.mutation.rec.id, device(&receipt.mutation.id)))
        .collect();
    for receipt in &receipts {
        let not_found = receipt.result.code.as_deref() == Some("not-found");
        if not_found && created.contains(&(receipt.mutation.rec.id, device(&receipt.mutation.id))) {
            return Err(Failure(format!("I4 {:?} was refused before its own create", receipt.mutation.id)));
        }
    }
    Ok(())
}

/// COM-02: one number a complaint, no number twice.
fn numbers(rows: &[Row]) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(|row| &*row.kind == "complaint") {
        match row.record().number() {
            Some(number) if seen.insert(number) => {}
            Some(number) => return Err(Failure(format!("COM-02 number {number} twice"))),
            None => return Err(Failure("COM-02 a complaint without a number".to_owned())),
        }
    }
    Ok(())
}

/// Every row lies in the scope that the one function says.
fn placed(rows: &[Row]) -> Result<(), Failure> {
    let by_id: BTreeMap<RecordId, &Row> = rows.iter().map(|row| (row.id, row)).collect();
    for row in rows {
        let mut related = domain::Related::default();
        if let Some(parent) = row.parent.and_then(|id| by_id.get(&id)) {
            related.insert(parent.id, parent.record());
        }
        if row.record().scope(&related).as_ref() != Some(&row.scope) {
            return Err(Failure(format!("{} {:?} lies in the wrong scope", row.kind, row.id)));
        }
    }
    Ok(())
}

/// I5, I6: a device holds exactly what its user may see, in memory and in its store.
fn converged(world: &World, n: usize, rows: &[Row]) -> Result<(), Failure> {
    let device = &world.devices[n];
    let grants = world.server.grants(device.user);
    let want: BTreeMap<RecordId, &Row> = rows
        .iter()
        .filter(|row| grants.iter().any(|grant| grant.covers(&row.scope)))
        .map(|row| (row.id, row))
        .collect();
    let stored = device.read().base.expect("read whole");
    same(&format!("device {n} in its store"), &stored, &want)?;
    same(&format!("device {n} in memory"), device.tabs[0].session.replica().base(), &want)?;
    let bodies = device.rows();
    match want.iter().find(|(id, row)| bodies.get(id) != Some(**row)) {
        Some((id, row)) => Err(Failure(format!("I5 device {n} cannot read {} {id:?} as it is", row.kind))),
        None => Ok(()),
    }
}

/// Whether what is known of a row without its body is what the row says.
fn is(held: Option<&Held>, row: &Row) -> bool {
    held.is_some_and(|held| Held::of(row, held.place.clone()) == *held)
}

fn same(who: &str, base: &Base, want: &BTreeMap<RecordId, &Row>) -> Result<(), Failure> {
    for (id, held) in base.iter() {
        let kind = held.card.kind.name();
        match want.get(&id) {
            None => return Err(Failure(format!("I6 {who} keeps {kind} {id:?} of {}", held.scope))),
            Some(row) if !is(Some(held), row) => {
                return Err(Failure(format!("I5 {who} has another {kind} {id:?}")));
            }
            Some(row) if base.body(id).is_some_and(|body| body != *row) => {
                return Err(Failure(format!("I5 {who} has another body of {kind} {id:?} at hand")));
            }
            Some(_) => {}
        }
    }
    match want.keys().find(|id| base.get(**id).is_none()) {
        Some(id) => Err(Failure(format!("I5 {who} misses {id:?}"))),
        None => Ok(()),
    }
}

/// I7: what was refused lies in its author's outbox until they let it go, and the outbox says what the server says.
fn nothing_in_silence(world: &World, n: usize) -> Result<(), Failure> {
    let outbox = world.devices[n].read().outbox;
    for (id, saved) in world.saved.iter().filter(|(_, saved)| saved.device == n) {
        let Some(receipt) = world.server.ledger.real.receipt(*id).expect("SQL") else { continue };
        let entries: Vec<_> = outbox.values().filter(|entry| entry.m.id == *id).collect();
        let refused = matches!(receipt.result.status, Status::Conflict | Status::Rejected);
        if refused && !world.dismissed.contains(id) && entries.is_empty() {
            return Err(Failure(format!("I7 {} {id:?} was refused and is not shown", saved.mutation.name)));
        }
        for entry in entries {
            if entry.result.as_ref().is_some_and(|result| result.status != receipt.result.status)
                && !entry.dismissed
            {
                let answered = entry.result.as_ref().map(|r| (r.status, r.code.clone(), r.rev));
                let stored = (receipt.result.status, &receipt.result.code, receipt.result.rev);
                return Err(Failure(format!(
                    "I3 {} {id:?} was answered in two ways: {answered:?}, then {stored:?}",
                    saved.mutation.name
                )));
            }
        }
    }
    Ok(())
}
