//! What is done, by whom and when, and how it comes into the database.

use domain::Command;
use domain::values::{CommandId, DeviceId, Moment, RecordId, UserId, new_v7};
use sync::digest::sha256;
use sync::wire::{Mutation, RecordRef, Status};
use uuid::Uuid;

use super::DemoError;
use crate::core::{self, Asker, Refused};
use crate::ledger::LedgerError;
use crate::ledger::sqlite::SqliteLedger;

/// Commands in the making.
#[derive(Debug, Default)]
pub(super) struct Script {
    steps: Vec<Mutation>,
    made: u32,
}

impl Script {
    /// An id that a device would have made then. The n-th of the same start is always the same.
    pub(super) fn id(&mut self, at: Moment) -> Uuid {
        self.made += 1;
        let mut chance = [0; 10];
        for (to, from) in chance.iter_mut().zip(sha256(&self.made.to_be_bytes())) {
            *to = from;
        }
        new_v7(at.utc_ms, chance)
    }

    /// Something is done to a record.
    ///
    /// # Errors
    /// For a command without a JSON form.
    pub(super) fn put(
        &mut self,
        at: Moment,
        actor: UserId,
        record: RecordId,
        command: impl Into<Command>,
    ) -> Result<(), DemoError> {
        let command = command.into();
        let args = command.args().map_err(|_| DemoError::Data(command.name()))?;
        let mutation = Mutation {
            id: CommandId(self.id(at)),
            name: command.name(),
            v: command.version(),
            rec: RecordRef { kind: command.kind().name().into(), id: record },
            deps: Vec::new(),
            actor,
            at,
            app: env!("CARGO_PKG_VERSION").to_owned(),
            base_rev: None,
            args,
            told: None,
        };
        self.steps.push(mutation);
        Ok(())
    }

    /// Gives all commands in the order of their times, each as if the server had got it at once, in a transaction that is
    /// open.
    ///
    /// # Errors
    /// [`DemoError::Refused`] for the first that is not carried out.
    pub(super) fn play(mut self, ledger: &mut SqliteLedger) -> Result<(), DemoError> {
        self.steps.sort_by_key(|step| step.at.utc_ms);
        for step in self.steps {
            let asker = Asker { user: step.actor, device: DeviceId(Uuid::nil()), now: step.at };
            let result = core::within(ledger, &asker, &step).map_err(|refused| match refused {
                Refused::Ledger(error) => DemoError::Ledger(error),
                Refused::Problem(problem) => DemoError::Ledger(LedgerError::Failed(problem.code.to_string())),
            })?;
            if result.status != Status::Applied {
                let code = result.code.unwrap_or_default();
                return Err(DemoError::Refused { command: step.name, id: step.id, code });
            }
        }
        Ok(())
    }
}
