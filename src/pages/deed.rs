//! One tap that does something to a record: on the disk at once, and a few seconds to take it back.

use domain::{Command, RecordId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::kit::toast::Toaster;
use crate::pages::trail::Trail;
use crate::shell::{Along, Shell};
use crate::words::{self, language, say};

/// What is done.
#[derive(Clone, Debug)]
pub struct Deed {
    /// To which record.
    pub id: RecordId,
    /// What is meant.
    pub command: Command,
    /// What is done in the same go, to which records: all of it, or nothing.
    pub also: Vec<(RecordId, Command)>,
    /// The draft that is done with.
    pub draft: Option<String>,
    /// What the person reads then; with it comes the way to take it back.
    pub said: Option<String>,
    /// Where to go then; nowhere if nothing is said of it.
    pub then: Option<String>,
    /// Where to go when it is taken back.
    pub undone: Option<String>,
    /// What to do if it could not be saved.
    pub failed: Option<Callback<()>>,
}

/// What does it.
pub fn doer() -> Callback<Deed> {
    let l = language();
    let (shell, toaster) = (Shell::here(), Toaster::here());
    let navigate = use_navigate();
    let (path, trail) = (use_location().pathname, Trail::here());
    Callback::new(move |deed: Deed| {
        let (navigate, here) = (navigate.clone(), path.get_untracked());
        let there = deed.then.as_ref().and_then(|to| to.split('?').next()).map(str::to_owned);
        let go = move |to: Option<String>| {
            // Whoever went elsewhere meanwhile stays there.
            let at = path.get_untracked();
            let stayed = at == here || there.as_ref() == Some(&at);
            if let Some(to) = to.filter(|_| stayed) {
                trail.replaces(&to);
                navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        };
        spawn_local(async move {
            let along = Along { draft: deed.draft, instead_of: None, also: deed.also };
            let command = match shell.save(deed.id, deed.command, along).await {
                Ok(command) => command,
                Err(fault) => {
                    if let Some(failed) = deed.failed {
                        failed.try_run(());
                    }
                    toaster.say(say!(l, form.not_saved, why = words::refusal(l, fault.code())));
                    return;
                }
            };
            go(deed.then);
            let Some(said) = deed.said else { return };
            let undo = Callback::new(move |()| {
                let (go, undone) = (go.clone(), deed.undone.clone());
                spawn_local(async move {
                    if shell.take_back(command).await {
                        go(undone);
                    } else {
                        toaster.say(say!(l, form.too_late).to_owned());
                    }
                });
            });
            let seconds = Callback::new(move |seconds: u8| say!(l, common.undo_n, seconds = seconds));
            toaster.offer(said, seconds, undo);
        });
    })
}
