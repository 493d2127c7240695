//! Printing: the one press for it. What a form looks like on paper says `kit::paper`.

use leptos::prelude::*;

use crate::kit::button::{Button, Look};
use crate::kit::icon::Sign;
use crate::words::{language, say};

/// The browser's own sheet of printers; without one there is nothing to do.
pub fn print(_: ()) {
    drop(window().print());
}

/// Prints the page it stands on. In a bar there is a tool for it.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <Button look=Look::Quiet sign=Sign::Print press=Callback::new(print)>
            {say!(language(), common.print)}
        </Button>
    }
}
