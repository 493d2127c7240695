//! What the server says of everybody, for as long as the pages are open.

use domain::UserId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::live::{Live, Phase};
use crate::shell::{Administration, Colleague, Everybody, Invitation, TeamName, Unsigned};

/// What was heard.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Heard {
    /// Nothing yet.
    Waiting,
    /// Nothing, and why.
    Not(Unsigned),
    /// This.
    All(Everybody),
}

/// The list and what came with the last thing that was done.
#[derive(Clone, Copy)]
pub(super) struct Book {
    /// Everybody.
    pub(super) heard: RwSignal<Heard>,
    /// The last code; it is told once and shown until another is made or the pages are left.
    pub(super) code: RwSignal<Option<Invitation>>,
    /// Whether something is on its way.
    pub(super) busy: RwSignal<bool>,
}

impl Book {
    /// Opens it for the pages below, and reads again when the network comes back.
    pub(super) fn open() -> Self {
        let book = Self {
            heard: RwSignal::new(Heard::Waiting),
            code: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        provide_context(book);
        book.read();
        let sync = Live::here().sync;
        let offline = Memo::new(move |_| sync.with(|sync| sync.phase == Phase::Offline));
        Effect::new(move || {
            let missing = book.heard.with_untracked(|heard| matches!(heard, Heard::Not(Unsigned::Offline)));
            if !offline.get() && missing {
                book.read();
            }
        });
        book
    }

    /// The one of these pages.
    pub(super) fn here() -> Self {
        expect_context()
    }

    /// Asks the server.
    pub(super) fn read(self) {
        spawn_local(async move {
            let heard = Administration.everybody().await.map_or_else(Heard::Not, Heard::All);
            self.heard.set(heard);
        });
    }

    /// Does one thing at a time, and reads what came of it.
    pub(super) fn act<T: 'static>(
        self,
        work: impl Future<Output = Result<T, Unsigned>> + 'static,
        then: impl FnOnce(Result<T, Unsigned>) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let result = work.await;
            // A lost answer may still mean that it was done: only the list knows.
            if let Ok(all) = Administration.everybody().await {
                self.heard.set(Heard::All(all));
            }
            self.busy.set(false);
            then(result);
        });
    }

    /// Everybody, as far as it is heard.
    pub(super) fn people(self) -> Vec<Colleague> {
        self.heard.with(|heard| match heard {
            Heard::All(all) => all.people.clone(),
            Heard::Waiting | Heard::Not(_) => Vec::new(),
        })
    }

    /// Everybody with their name.
    pub(super) fn names(self) -> Memo<Vec<(UserId, String)>> {
        Memo::new(move |_| {
            let named = |one: Colleague| Some((one.user_id, one.person?.name));
            self.people().into_iter().filter_map(named).collect()
        })
    }

    /// The teams, as far as they are heard.
    pub(super) fn teams(self) -> Vec<TeamName> {
        self.heard.with(|heard| match heard {
            Heard::All(all) => all.teams.clone(),
            Heard::Waiting | Heard::Not(_) => Vec::new(),
        })
    }

    /// The names of these teams.
    pub(super) fn named<'a>(self, ids: impl IntoIterator<Item = &'a domain::TeamId>) -> Vec<String> {
        let teams = self.teams();
        let name = |id: &domain::TeamId| teams.iter().find(|team| team.team_id == *id);
        ids.into_iter().filter_map(name).map(|team| team.name.clone()).collect()
    }
}
