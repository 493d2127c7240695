//! The frame around every page.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::routes::Pages;
use crate::words::Language;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let language = RwSignal::new(Language::default());
    provide_context(language);
    move || {
        provide_context(language.get());
        view! {
            <Router>
                <div class="shell">
                    <Pages />
                </div>
            </Router>
        }
    }
}
