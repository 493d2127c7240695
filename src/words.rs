//! What stands on the screen, in the language of the person.

use leptos::prelude::use_context;

pub use crate::i18n::i18n::Locale as Language;
pub use leptos_i18n::td_string as say;

/// The language of the part of the page that is being drawn.
///
/// Text is plain text and not a signal: another language draws the app anew (see `app.rs`).
pub fn language() -> Language {
    use_context().unwrap_or_default()
}
