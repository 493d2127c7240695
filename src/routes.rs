//! Every address of the app.

use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::path;

use crate::words::{language, say};

/// The page that belongs to the address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=Today>
            <Route path=path!("/") view=Today />
        </Routes>
    }
}

#[component]
fn Today() -> impl IntoView {
    let l = language();
    view! { <main><h1>{say!(l, common.today)}</h1></main> }
}
