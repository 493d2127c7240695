//! The quiet end: no faults any more, and everything must come to rest in bounded time.

use crate::device::Task;
use crate::world::{Failure, World};
use server::ledger::Ledger as _;
use std::collections::BTreeSet;
use sync::Input;

impl World {
    /// No faults any more: every device works until nothing is left to do, in bounded time (I10).
    pub(crate) fn come_to_rest(&mut self) -> Result<(), Failure> {
        self.server.old = false;
        self.server.ledger.die_before_commit = false;
        self.server.tick(60_000);
        self.server.tick(1);
        self.server.tick(1);
        self.server.ledger.hidden.clear();
        self.wire.clear();
        for device in 0..self.devices.len() {
            self.devices[device].store.crash(0);
            self.devices[device].flush();
            self.devices[device].signed_in = true;
            // Tabs that wait for an answer that was lost are closed, as by a person in the evening.
            self.devices[device].tabs.clear();
            self.open_tab(device);
        }
        for _ in 0..40 {
            for device in 0..self.devices.len() {
                self.devices[device].tabs[0].tasks.push_back(Task::Hear(Input::Wake));
                self.settle(device)?;
            }
            if (0..self.devices.len()).all(|device| self.rests(device)) {
                return Ok(());
            }
        }
        let stuck: Vec<String> = (0..self.devices.len())
            .filter(|device| !self.rests(*device))
            .map(|device| {
                let session = &self.devices[device].tabs[0].session;
                format!(
                    "device {device}: {:?}, waiting {}",
                    session.trouble(),
                    session.replica().waiting().count()
                )
            })
            .collect();
        Err(Failure(format!("I10 does not come to rest: {}", stuck.join("; "))))
    }

    /// Works off everything one device has to do, with messages that arrive at once.
    pub(crate) fn settle(&mut self, device: usize) -> Result<(), Failure> {
        for _ in 0..3_000 {
            if self.devices[device].tabs[0].tasks.is_empty() && self.wire.is_empty() {
                return Ok(());
            }
            self.task(device, 0);
            while let Some(message) = self.wire.pop() {
                self.arrive(message);
            }
        }
        Err(Failure(format!("I10 device {device} is busy without end")))
    }

    pub(crate) fn rests(&self, device: usize) -> bool {
        let device = &self.devices[device];
        let local = device.tabs[0].session.replica();
        let newest = self.server.ledger.head().expect("a head");
        let held: BTreeSet<_> = local.meta().held.iter().cloned().collect();
        let grants: BTreeSet<_> = self.server.grants(device.user).into_iter().collect();
        local.waiting().next().is_none()
            && local.meta().loaded()
            && local.meta().cursor == Some(newest)
            && held == grants
            && local.meta().epoch == self.server.ledger.epoch().ok()
    }
}
