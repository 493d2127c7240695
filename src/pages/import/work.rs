//! What the page of one import holds: what the server said last, what is chosen, and what would come of it.

use domain::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::shell::{Forecast, Import, Imports, Mapping, Reading, Stage, Unsigned, What};

/// What was heard of something.
pub(super) type Heard<T> = Option<Result<T, Unsigned>>;

/// One import in the hands of an administrator.
#[derive(Clone, Copy)]
pub(super) struct Work {
    /// As the server said last.
    pub(super) import: RwSignal<Heard<Import>>,
    /// What the rows are.
    pub(super) what: RwSignal<What>,
    /// For each column the key of its field.
    pub(super) columns: RwSignal<Vec<Option<String>>>,
    /// Who looks after the customers whose row names nobody.
    pub(super) owner: RwSignal<Option<UserId>>,
    /// Who sells to them.
    pub(super) salesperson: RwSignal<Option<UserId>>,
    /// What the import is called.
    pub(super) label: RwSignal<String>,
    /// What would be done; nothing while that is worked out.
    pub(super) forecast: RwSignal<Heard<Forecast>>,
    /// Why the last thing was not done.
    pub(super) failed: RwSignal<Option<Unsigned>>,
    /// Whether something is on its way.
    pub(super) busy: RwSignal<bool>,
    asking: StoredValue<bool>,
}

impl Work {
    /// Opens it for the pieces of the page.
    pub(super) fn open(id: String) -> Self {
        let work = Self {
            import: RwSignal::new(None),
            what: RwSignal::new(What::default()),
            columns: RwSignal::new(Vec::new()),
            owner: RwSignal::new(None),
            salesperson: RwSignal::new(None),
            label: RwSignal::new(String::new()),
            forecast: RwSignal::new(None),
            failed: RwSignal::new(None),
            busy: RwSignal::new(false),
            asking: StoredValue::new(false),
        };
        provide_context(work);
        spawn_local(async move { work.heard(Imports.one(&id).await, true) });
        work
    }

    /// The one of this page.
    pub(super) fn here() -> Self {
        expect_context()
    }

    fn heard(self, import: Result<Import, Unsigned>, anew: bool) {
        // The page may be left meanwhile.
        if anew && let Ok(import) = &import {
            self.what.try_set(import.what.unwrap_or_default());
            self.columns.try_set(import.columns.iter().map(|column| column.guess.clone()).collect());
            self.label.try_set(import.label.clone());
        }
        let looked = import.as_ref().is_ok_and(|import| import.state == Stage::Looked);
        self.import.try_set(Some(import));
        if looked {
            self.look_ahead();
        }
    }

    /// Hears how far it is. Silence leaves what was heard: the next time comes soon.
    pub(super) fn read_again(self) {
        let Some(id) = self.id() else { return };
        spawn_local(async move {
            if let Ok(import) = Imports.one(&id.to_string()).await {
                self.heard(Ok(import), false);
            }
        });
    }

    fn id(self) -> Option<uuid::Uuid> {
        self.import.try_get_untracked()??.ok().map(|import| import.import_id)
    }

    fn mapping(self) -> Option<Mapping> {
        Some(Mapping {
            what: self.what.try_get_untracked()?,
            columns: self.columns.try_get_untracked()?,
            owner: self.owner.try_get_untracked()?,
            salesperson: self.salesperson.try_get_untracked()?,
        })
    }

    /// Works out what would be done with what is chosen now; what is chosen meanwhile is asked for after it.
    pub(super) fn look_ahead(self) {
        self.forecast.try_set(None);
        if self.asking.try_get_value().unwrap_or(true) {
            return;
        }
        self.asking.set_value(true);
        spawn_local(async move {
            loop {
                let (Some(id), Some(mapping)) = (self.id(), self.mapping()) else { return };
                let forecast = Imports.forecast(id, &mapping).await;
                match self.mapping() {
                    None => return,
                    Some(now) if now == mapping => {
                        self.asking.set_value(false);
                        self.forecast.set(Some(forecast));
                        return;
                    }
                    Some(_) => {}
                }
            }
        });
    }

    fn act(self, step: impl Future<Output = Result<Import, Unsigned>> + 'static, anew: bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let import = step.await;
            self.busy.try_set(false);
            match import {
                Ok(import) => self.heard(Ok(import), anew),
                Err(why) => drop(self.failed.try_set(Some(why))),
            }
        });
    }

    /// Reads the file in another way.
    pub(super) fn look(self, reading: Reading) {
        let Some(id) = self.id() else { return };
        self.act(async move { Imports.look(id, &reading).await }, true);
    }

    /// Begins.
    pub(super) fn run(self) {
        let (Some(id), Some(mapping)) = (self.id(), self.mapping()) else { return };
        let label = self.label.get_untracked();
        self.act(async move { Imports.run(id, &mapping, label.trim()).await }, false);
    }

    /// Takes it back.
    pub(super) fn undo(self) {
        let Some(id) = self.id() else { return };
        self.act(Imports.undo(id), false);
    }

    /// Lets the file go; then leads on.
    pub(super) fn let_go(self, then: impl FnOnce() + 'static) {
        let Some(id) = self.id().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        spawn_local(async move {
            let gone = Imports.let_go(id).await;
            self.busy.try_set(false);
            match gone {
                Ok(()) => then(),
                Err(why) => drop(self.failed.try_set(Some(why))),
            }
        });
    }
}
