//! What a form needs from outside: customers to choose from, a place for pictures. The page brings it, so that
//! the form needs no knowledge of where things are kept.

use domain::form::Draft;
use domain::values::Moment;
use leptos::prelude::*;

use super::state::FormState;
use crate::kit::suggest::Suggestion;

/// A picture that was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Where the browser finds it.
    pub url: String,
    /// When it was taken.
    pub at: Moment,
}

/// A picture on its way into a form. It is kept in the same write as the draft that names it: a picture nobody
/// names would be as good as lost.
#[derive(Clone, Debug)]
pub struct Capture {
    /// The file from the camera.
    pub file: web_sys::File,
    /// The form.
    pub form: FormState,
    /// Its field for pictures.
    pub key: &'static str,
    /// Set if it could not be kept.
    pub failed: RwSignal<bool>,
}

impl Capture {
    /// Names the picture in the form and answers the draft to keep with it. Nothing if the form is closed meanwhile.
    pub fn name(&self, id: &str) -> Option<Draft> {
        if self.form.closed.try_get_value().unwrap_or(true) {
            return None;
        }
        self.form.toggle(self.key, id);
        Some(self.form.draft.get_untracked())
    }

    /// It is kept since then, or could not be kept.
    pub fn done(&self, id: &str, kept: Option<Moment>) {
        if kept.is_some() {
            self.form.kept.try_set(kept);
            self.form.unkept.try_set(false);
            return;
        }
        self.failed.try_set(true);
        let named = self.form.draft.try_with_untracked(|draft| draft.many(self.key).contains(id));
        if named == Some(true) {
            self.form.toggle(self.key, id);
        }
    }
}

/// What a form needs from outside.
#[derive(Clone, Copy, Debug)]
pub struct Sources {
    /// The customers that fit the typed words, best first.
    pub customers: Callback<String, Vec<Suggestion>>,
    /// The customer with this id.
    pub customer: Callback<String, Option<Suggestion>>,
    /// Keeps a picture at once.
    pub capture: Callback<Capture>,
    /// How many pictures one record may have.
    pub photos_at_most: usize,
    /// The picture with this id, as soon as it is read.
    pub photo: Callback<String, Signal<Option<Picture>>>,
    /// Makes the id of a new row of a repeated group: short, and growing with time.
    pub row: fn() -> String,
    /// From where times are told: now, or on paper long ago.
    pub clock: fn() -> Moment,
}
