//! The shape of rows that are not read yet. It appears only after 200 ms, so that a quick answer never flickers.

use leptos::prelude::*;

/// How long nothing at all is shown.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(200);

/// Some rows to come.
#[component]
pub fn Bones(
    /// How many.
    #[prop(default = 3)]
    rows: usize,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || shown.set(true), PATIENCE) {
        on_cleanup(move || timer.clear());
    }
    let bones = move || {
        (0..rows)
            .map(|_| {
                view! {
                    <li class="row">
                        <span class="bone bone--mark"></span>
                        <div>
                            <span class="bone bone--most"></span>
                            <span class="bone bone--half"></span>
                        </div>
                    </li>
                }
            })
            .collect_view()
    };
    move || shown.get().then(|| view! { <ul class="list list--card" aria-hidden="true">{bones()}</ul> })
}
