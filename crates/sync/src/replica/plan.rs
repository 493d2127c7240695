//! What an answer of the server changes: computed whole before anything is written, then committed in one batch.

use super::Replica;
use super::base::{Base, BaseChange, Held, Place};
use super::cards;
use super::first::First;
use super::load::Overlay;
use super::meta::{Scan, SyncMeta};
use super::places::{overlay_key, page_key};
use super::sheets;
use crate::outbox::{Entry, Standing, may_forget};
use crate::store::{Batch, Bin, Key, Part, Range, Write};
use crate::wire::{Change, Gone, PullResponse, PushResponse, Rev, Row, ScanHeader, Status};
use domain::values::{Epoch, RecordId};
use domain::{Grant, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// One change of everything: the batch for the store, and the same for the memory once it is committed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// To be committed; fails as a whole if another tab was faster.
    pub batch: Batch,
    pub(super) meta: SyncMeta,
    pub(super) base: Vec<BaseChange>,
    pub(super) sheets: Option<usize>,
    pub(super) outbox: Vec<(u64, Option<Entry>)>,
    pub(super) touched: BTreeSet<RecordId>,
}

impl Plan {
    fn start(meta: &SyncMeta) -> Self {
        let (meta, race) = meta.step();
        let mut batch = Batch::relaxed();
        batch.writes.extend(race);
        Self { batch, meta, base: Vec::new(), sheets: None, outbox: Vec::new(), touched: BTreeSet::new() }
    }

    /// Closes the plan: the cards of overlays, and what it says of the sync, go into the same batch as the rows.
    fn finish(mut self, base: &Base) -> serde_json::Result<Self> {
        let (writes, sheets) = sheets::written(self.meta.generation, self.meta.gen_no, base, &self.base);
        self.batch.writes.extend(writes);
        self.sheets = sheets;
        if self.base.iter().any(BaseChange::takes_away) {
            self.batch.push(First::delete());
        }
        let value = serde_json::to_vec(&self.meta)?;
        self.batch.push(Write::Put(Bin::Meta, Key::from(SyncMeta::KEY), value));
        Ok(self)
    }

    fn key(&self, id: RecordId) -> Key {
        overlay_key(self.meta.generation, id)
    }

    fn block(&self, unit: &Grant) -> Vec<Part> {
        vec![Part::Num(self.meta.generation), Part::Text(unit.as_str().to_owned())]
    }

    fn put_row(&mut self, row: Row) -> serde_json::Result<()> {
        let key = self.key(row.id);
        self.touched.insert(row.id);
        self.batch.push(Write::Put(Bin::Row, key, serde_json::to_vec(&Overlay::Row(row.clone()))?));
        self.base.push(BaseChange::Row(Held::of(&row, Place::Overlay), Some(row)));
        Ok(())
    }

    fn put_gone(&mut self, id: RecordId, rev: u64) -> serde_json::Result<()> {
        let key = self.key(id);
        self.touched.insert(id);
        self.batch.push(Write::Put(Bin::Row, key, serde_json::to_vec(&Overlay::Gone(rev))?));
        self.base.push(BaseChange::Gone(id, rev));
        Ok(())
    }

    fn put_entry(&mut self, number: u64, entry: Entry) -> serde_json::Result<()> {
        self.touched.insert(entry.m.rec.id);
        self.batch.push(Write::Put(Bin::Out, Key::Num(number), serde_json::to_vec(&entry)?));
        self.outbox.push((number, Some(entry)));
        Ok(())
    }

    fn clock(&mut self, server_now: i64, device_now: i64) {
        self.meta.skew_ms = server_now.saturating_sub(device_now);
        self.meta.last_sync_ms = Some(device_now);
    }
}

impl Replica {
    /// What the answer to a push changes: results into the outbox, rows of held units into the base. Removals
    /// never come this way. `now_ms` is the device's clock.
    ///
    /// # Errors
    /// When something has no JSON form.
    pub fn plan_push(&self, answer: &PushResponse, now_ms: i64) -> serde_json::Result<Plan> {
        let mut plan = Plan::start(&self.meta);
        plan.clock(answer.server_now, now_ms);
        let mut results = BTreeMap::new();
        results.extend(answer.results.iter().map(|result| (result.id, result)));
        for (number, entry) in &self.outbox {
            let mut entry = entry.clone();
            if let (None, Some(result)) = (&entry.result, results.get(&entry.m.id)) {
                // What is held stays as it was: it waits.
                if result.status == Status::Held {
                    continue;
                }
                entry.result = Some((*result).clone());
                entry.done_ms = Some(answer.server_now);
                plan.put_entry(*number, entry)?;
            } else if may_forget(&entry, answer.safe_rev, answer.server_now) {
                plan.batch.push(Write::Delete(Bin::Out, Key::Num(*number)));
                plan.outbox.push((*number, None));
            }
        }
        for row in &answer.rows {
            let known = self.base.get(row.id).is_some_and(|held| held.rev >= row.rev);
            if self.meta.unit_of(&row.scope).is_some() && !known {
                plan.put_row(row.clone())?;
            }
        }
        plan.finish(&self.base)
    }

    /// What the answer to a pull changes: units given up, rows and removals in order, units newly given, cursor.
    ///
    /// # Errors
    /// When something has no JSON form.
    pub fn plan_pull(&self, answer: &PullResponse, now_ms: i64) -> serde_json::Result<Plan> {
        let mut plan = Plan::start(&self.meta);
        plan.clock(answer.server_now, now_ms);
        plan.meta.epoch = Some(answer.epoch);
        let (kept, revoked): (Vec<Grant>, Vec<Grant>) =
            self.meta.held.iter().cloned().partition(|unit| answer.grants.contains(unit));
        for unit in &revoked {
            self.give_up(unit, &mut plan)?;
        }
        plan.meta.held = kept;
        plan.meta.scans.retain(|scan| !revoked.contains(&scan.unit));
        // What stands of a record while the changes of this answer are gone through.
        let mut now: BTreeMap<RecordId, Option<(&Scope, Rev)>> = BTreeMap::new();
        for change in &answer.changes {
            match change {
                Change::Row(row) => {
                    if plan.meta.unit_of(&row.scope).is_some() {
                        plan.put_row(row.clone())?;
                        now.insert(row.id, Some((&row.scope, row.rev)));
                    }
                }
                Change::Gone(Gone { id, scope, rev }) => {
                    let before = || self.base.get(*id).map(|held| (&*held.scope, held.rev));
                    let stands = now.get(id).copied().unwrap_or_else(before);
                    if stands.is_some_and(|(within, since)| within == scope && since < *rev) {
                        plan.put_gone(*id, *rev)?;
                        now.insert(*id, None);
                    }
                }
            }
        }
        for unit in &answer.grants {
            if !plan.meta.held.contains(unit) {
                plan.meta.held.push(unit.clone());
                plan.meta.scans.push(Scan { unit: unit.clone(), after: None, pages: 0, rows: 0, left: 0 });
            }
        }
        plan.meta.cursor = Some(answer.cursor);
        plan.finish(&self.base)
    }

    /// A unit that is not held any more: its blocks and rows go. The outbox is untouched. Source: SYNC 3.3
    fn give_up(&self, unit: &Grant, plan: &mut Plan) -> serde_json::Result<()> {
        let block = plan.block(unit);
        plan.batch.push(Write::DeleteRange(Bin::Blk, Range::Within(block.clone())));
        plan.batch.push(Write::DeleteRange(Bin::Card, Range::Within(block)));
        for (id, held) in self.base.of_unit(unit) {
            if self.base.has_older(id) {
                // An older version in another unit's block must not come back to light.
                plan.put_gone(id, held.rev)?;
            } else {
                let key = plan.key(id);
                plan.batch.push(Write::Delete(Bin::Row, key));
                plan.base.push(BaseChange::Drop(id));
                plan.touched.insert(id);
            }
        }
        Ok(())
    }

    /// What a page of a scan changes: the rows are stored as they came, their cards beside them, and the scan moves
    /// on. `None` if that scan is not running any more.
    ///
    /// # Errors
    /// When the page is not a list of rows.
    pub fn plan_page(
        &self,
        header: &ScanHeader,
        page: &str,
        now_ms: i64,
    ) -> serde_json::Result<Option<Plan>> {
        let rows: Vec<Row> = serde_json::from_slice(page.as_bytes())?;
        let mut plan = Plan::start(&self.meta);
        plan.meta.last_sync_ms = Some(now_ms);
        let Some(at) = plan.meta.scans.iter().position(|scan| scan.unit == header.scope) else {
            return Ok(None);
        };
        let mut scan = plan.meta.scans.remove(at);
        let cards = cards::derive(&rows, &scan.unit, scan.pages);
        if !rows.is_empty() {
            let key = page_key(plan.meta.generation, &scan.unit, scan.pages);
            plan.batch.push(Write::Put(Bin::Blk, key.clone(), page.as_bytes().to_vec()));
            // Cards that cannot be written are derived when they are read.
            plan.batch.push(Write::Put(Bin::Card, key, cards::pack_page(&cards).unwrap_or_default()));
        }
        scan.pages += 1;
        scan.rows += rows.len() as u64;
        scan.left = header.left;
        scan.after.clone_from(&header.next);
        if scan.after.is_some() {
            plan.meta.scans.insert(at, scan);
        }
        plan.touched.extend(rows.iter().map(|row| row.id));
        plan.base.extend(cards.into_iter().map(BaseChange::Page));
        plan.finish(&self.base).map(Some)
    }

    /// Another history of the server: the base is loaded anew, and what this device was told is done is offered
    /// again, with the numbers it was told. Ids make that harmless where the server still has it. Source: SYNC 5
    ///
    /// # Errors
    /// When something has no JSON form.
    pub fn plan_reset(&self, epoch: Epoch) -> serde_json::Result<Plan> {
        let mut plan = self.plan_reload();
        plan.meta.epoch = Some(epoch);
        for (number, entry) in &self.outbox {
            let again = entry.result.is_some() && !(entry.dismissed && entry.standing() == Standing::Done);
            if let (true, Some(result)) = (again, &entry.result) {
                let mut entry = entry.clone();
                entry.m.told = result.told.or(entry.m.told);
                entry.result = None;
                entry.done_ms = None;
                plan.put_entry(*number, entry)?;
            }
        }
        plan.finish(&self.base)
    }

    /// The cursor is too old: the base is loaded anew, the outbox stays as it is.
    ///
    /// # Errors
    /// When something has no JSON form.
    pub fn plan_rescan(&self) -> serde_json::Result<Plan> {
        self.plan_reload().finish(&self.base)
    }

    fn plan_reload(&self) -> Plan {
        let mut plan = Plan::start(&self.meta);
        let old = vec![Part::Num(self.meta.generation)];
        plan.batch.push(Write::DeleteRange(Bin::Blk, Range::Within(old.clone())));
        plan.batch.push(Write::DeleteRange(Bin::Card, Range::Within(old.clone())));
        plan.batch.push(Write::DeleteRange(Bin::Row, Range::Within(old)));
        plan.meta.generation += 1;
        plan.meta.cursor = None;
        plan.meta.held.clear();
        plan.meta.scans.clear();
        plan.base.push(BaseChange::Clear);
        plan.touched.extend(self.base.iter().map(|(id, _)| id));
        plan
    }

    /// A person has seen a refusal and lets it go.
    ///
    /// # Errors
    /// When the entry has no JSON form.
    pub fn plan_dismiss(&self, number: u64) -> serde_json::Result<Option<Plan>> {
        let Some(entry) = self.outbox.get(&number).filter(|e| e.standing() == Standing::Problem) else {
            return Ok(None);
        };
        let mut plan = Plan::start(&self.meta);
        plan.batch.durability = crate::store::Durability::Strict;
        plan.put_entry(number, Entry { dismissed: true, ..entry.clone() })?;
        plan.finish(&self.base).map(Some)
    }
}
