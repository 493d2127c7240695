//! A text to be read out or copied letter by letter.

use leptos::prelude::*;

/// The text, large, chosen as a whole by one press.
#[component]
pub fn Code(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <output class="code">{text}</output> }
}
