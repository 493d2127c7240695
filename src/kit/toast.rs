//! What happened, what was kept, and a few seconds to take it back.

use std::time::Duration;

use leptos::prelude::*;

use super::button::{Button, Look};

/// How long it can be taken back.
const SECONDS: u8 = 5;

#[derive(Clone)]
struct Said {
    text: String,
    way: Option<(Callback<u8, String>, Callback<()>)>,
}

/// Where pages say what passes. One at a time: the newest stands.
#[derive(Clone, Copy)]
pub struct Toaster {
    said: RwSignal<Option<Said>>,
    left: RwSignal<u8>,
    timer: StoredValue<Option<IntervalHandle>>,
}

impl Toaster {
    /// The toaster of a frame.
    pub fn new() -> Self {
        Self { said: RwSignal::new(None), left: RwSignal::new(0), timer: StoredValue::new(None) }
    }

    /// The toaster of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Says something.
    pub fn say(self, text: String) {
        self.show(Said { text, way: None });
    }

    /// Says something and offers a button as long as it stands. Its words get the seconds that are left.
    pub fn offer(self, text: String, words: Callback<u8, String>, press: Callback<()>) {
        self.show(Said { text, way: Some((words, press)) });
    }

    /// Nothing is said any more.
    pub fn quiet(self) {
        self.stop();
        self.said.set(None);
    }

    fn show(self, said: Said) {
        self.stop();
        self.left.set(SECONDS);
        self.said.set(Some(said));
        let count = move || match self.left.get_untracked() {
            0 | 1 => self.quiet(),
            left => self.left.set(left - 1),
        };
        self.timer.set_value(set_interval_with_handle(count, Duration::from_secs(1)).ok());
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

/// The place where it is said, above the tabs and below nothing.
#[component]
pub fn Toasts(
    /// What is said.
    toaster: Toaster,
) -> impl IntoView {
    let toast = move |said: Said| {
        let way = said.way.map(|(words, press)| {
            let pressed = Callback::new(move |()| {
                toaster.quiet();
                press.run(());
            });
            view! {
                <Button look=Look::Quiet press=pressed>
                    {move || words.run(toaster.left.get())}
                </Button>
            }
        });
        view! {
            <div class="toast">
                <span>{said.text}</span>
                {way}
            </div>
        }
    };
    view! {
        <div class="toasts" role="status">
            {move || toaster.said.get().map(toast)}
        </div>
    }
}
