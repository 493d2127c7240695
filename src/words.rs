//! What stands on the screen, in the language of the person. Domain and sync speak in codes; here, and nowhere
//! else, a code becomes a sentence, and an instant becomes "today 14:21".

mod codes;
mod customers;
mod days;
mod gifts;
mod imports;
mod people;
mod policy;
mod requests;
mod time;
mod visits;

use leptos::prelude::use_context;

pub use crate::i18n::i18n::Locale as Language;
pub use codes::{choice, complaint_state, help, label, problem, refusal, unsigned};
pub use customers::{add_row, part, row};
pub use days::{holiday, short_day, span, why};
pub use gifts::gift_state;
pub use imports::{cell, not_imported};
pub use leptos_i18n::Locale as Coded;
pub use leptos_i18n::td_string as say;
pub use people::{not_done, role, roles};
pub use requests::{approval_word, request_state, verdict};
pub use time::{ahead, clock, day, day_ahead, due, grouped, minutes_left, size, when};
pub use visits::{cause, flag, visit_state};

/// The language of the part of the page that is being drawn.
///
/// Text is plain text and not a signal: another language draws the app anew (see `app.rs`).
pub fn language() -> Language {
    use_context().unwrap_or_default()
}
