//! What a form needs from outside: customers to choose from, a place for pictures. The page brings it, so that
//! the form needs no knowledge of where things are kept.

use domain::values::Moment;
use leptos::prelude::*;

use crate::kit::suggest::Suggestion;

/// A picture that was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Where the browser finds it.
    pub url: String,
    /// When it was taken.
    pub at: Moment,
}

/// What a form needs from outside.
#[derive(Clone, Copy, Debug)]
pub struct Sources {
    /// The customers that fit the typed words, best first.
    pub customers: Callback<String, Vec<Suggestion>>,
    /// The customer with this id.
    pub customer: Callback<String, Option<Suggestion>>,
    /// Keeps a picture at once; the reply is its id, or nothing if it could not be kept.
    pub keep_photo: Callback<(web_sys::File, Callback<Option<String>>)>,
    /// The picture with this id, as soon as it is read.
    pub photo: Callback<String, Signal<Option<Picture>>>,
    /// The clock of this device.
    pub clock: fn() -> Moment,
}
