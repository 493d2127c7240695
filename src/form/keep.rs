//! Drafts: kept while somebody types, so that a crash, a call or an update costs nothing.

use std::time::Duration;

use domain::form::Draft;
use domain::values::Moment;
use leptos::prelude::*;

use super::state::FormState;
use crate::kit::banner::Banner;
use crate::kit::button::{Button, Look};
use crate::kit::icon::{Icon, Sign};
use crate::words::{self, language, say};

/// No word stays unkept for longer, however fast somebody types on.
const AT_MOST: Duration = Duration::from_millis(300);

/// Keeps the draft: within 300 ms of each key, at once when the page may be about to go.
///
/// `save` gets the draft; it tells the form through `kept` when it is on the disk.
pub fn keep(form: FormState, save: Callback<Draft>) -> Callback<()> {
    let unsaved = StoredValue::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let flush = Callback::new(move |()| {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let closed = form.closed.try_get_value().unwrap_or(true);
        if !closed && unsaved.try_get_value() == Some(true) {
            unsaved.set_value(false);
            save.run(form.draft.get_untracked());
        }
    });
    Effect::watch(
        move || form.draft.track(),
        move |(), _, _| {
            unsaved.set_value(true);
            // The time runs from the first key that is not kept: a later one does not put it off.
            if timer.with_value(Option::is_none) {
                timer.set_value(set_timeout_with_handle(move || flush.run(()), AT_MOST).ok());
            }
        },
        false,
    );
    let hidden = window_event_listener_untyped("visibilitychange", move |_| flush.run(()));
    let gone = window_event_listener_untyped("pagehide", move |_| flush.run(()));
    on_cleanup(move || {
        hidden.remove();
        gone.remove();
        flush.run(());
    });
    flush
}

/// "Draft 14:21", with a tick, at the foot of a form; or how much is still wrong; or that what was typed is kept nowhere.
#[component]
pub fn DraftLine(
    /// The form.
    form: FormState,
) -> impl IntoView {
    let l = language();
    let remaining = form.remaining();
    let wanting = Memo::new(move |_| remaining.with(Vec::len));
    move || match form.kept.get() {
        _ if form.unkept.get() => view! {
            <Icon of=Sign::Alert small=true />
            {say!(l, form.draft_failed)}
        }
        .into_any(),
        // The list of it stands far above, and the finger is here.
        _ if wanting.get() > 0 => view! {
            <Icon of=Sign::Alert small=true />
            {say!(l, form.wanting, n = wanting.get())}
        }
        .into_any(),
        Some(at) => {
            let text = say!(l, form.draft_at, time = words::clock(at));
            view! {
                <Icon of=Sign::Tick small=true />
                {text}
            }
            .into_any()
        }
        None => say!(l, form.draft_new).into_any(),
    }
}

/// "Draft of 14:02 restored", with a way to begin again.
#[component]
pub fn Restored(
    /// The form.
    form: FormState,
    /// Begin again.
    on_discard: Callback<()>,
) -> impl IntoView {
    let l = language();
    move || {
        form.restored.get().map(|at: Moment| {
            let text = say!(l, form.restored, time = words::clock(at));
            view! {
                <Banner sign=Sign::Undo>
                    <p role="status">{text}</p>
                    <Button look=Look::Quiet press=on_discard>
                        {say!(l, form.discard)}
                    </Button>
                </Banner>
            }
        })
    }
}
