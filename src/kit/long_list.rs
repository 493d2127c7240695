//! A list of any length: only the rows that can be seen, and some around them, are there. All rows are equally
//! high, which is measured, so that it follows the size of the type and of the window.

use std::hash::Hash;

use leptos::ev::KeyboardEvent;
use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::list::each;

/// Rows above and below what can be seen, so that a quick finger sees no gap.
const AROUND: usize = 8;
/// Rows come and go by so many at once.
const STEP: usize = 4;
/// What is taken for the height of a row until one is there, in CSS pixels.
const GUESS: f64 = 92.0;
/// What is taken for the height of the window then.
const WINDOW: f64 = 900.0;

/// The list. `row` draws the inside of one `li`.
#[component]
pub fn LongList<T>(
    /// What a screen reader says of it.
    #[prop(into)]
    label: String,
    /// All rows.
    rows: Memo<Vec<T>>,
    /// Draws one.
    row: Callback<T, AnyView>,
) -> impl IntoView
where
    T: Clone + Eq + Hash + Send + Sync + 'static,
{
    let list = NodeRef::<Ul>::new();
    let height = RwSignal::new(GUESS);
    let seen = RwSignal::new((0, span(WINDOW, GUESS)));
    let count = Memo::new(move |_| rows.with(Vec::len));
    let look = move || {
        let Some(list) = list.get_untracked() else { return };
        if let Some(found) = measured(&list) {
            height.maybe_update(|height| {
                let other = (*height - found).abs() > 0.5;
                *height = found;
                other
            });
        }
        let next = visible(&list, height.get_untracked(), count.get_untracked());
        seen.maybe_update(|seen| {
            let other = *seen != next;
            *seen = next;
            other
        });
    };
    let waits = StoredValue::new(false);
    // At most once for each picture the browser draws.
    let soon = move || {
        if !waits.get_value() {
            waits.set_value(true);
            request_animation_frame(move || {
                waits.try_set_value(false);
                if waits.try_get_value().is_some() {
                    look();
                }
            });
        }
    };
    // `scroll` does not bubble; whoever scrolls, window or pane, is heard on the way down.
    let heard = StoredValue::new_local(Closure::<dyn FnMut(JsValue)>::new(move |_| soon()));
    let listen = move |on: bool| {
        heard.try_with_value(|heard| {
            let (window, heard) = (window(), heard.as_ref().unchecked_ref());
            // Neither fails for a window and a function.
            drop(if on {
                window.add_event_listener_with_callback_and_bool("scroll", heard, true)
            } else {
                window.remove_event_listener_with_callback_and_bool("scroll", heard, true)
            });
        });
    };
    listen(true);
    let resized = window_event_listener_untyped("resize", move |_| soon());
    on_cleanup(move || {
        listen(false);
        resized.remove();
    });
    Effect::new(move || {
        count.track();
        height.track();
        soon();
    });
    let part = move || {
        let (from, to) = seen.get();
        rows.with(|rows| {
            let of = rows.len();
            let to = to.min(of);
            let from = from.min(to);
            (from + 1..).zip(rows.get(from..to).unwrap_or_default().iter().cloned()).collect::<Vec<_>>()
        })
    };
    let draw = move |(at, item): (usize, T)| {
        view! {
            <li class="row row--even" aria-setsize=move || count.get() aria-posinset=at>
                {row.run(item)}
            </li>
        }
        .into_any()
    };
    let pixels = move |rows: usize| format!("{}px", whole(height.get() * wide(rows)));
    view! {
        <ul
            class="list virtual"
            aria-label=label
            node_ref=list
            style:block-size=move || pixels(count.get())
            style:padding-block-start=move || pixels(seen.get().0.min(count.get()))
            on:keydown=move |event| step(&event)
        >
            {each(part, draw)}
        </ul>
    }
}

/// Shows the beginning: of the page, and of the pane beside a detail.
pub fn rewind() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Ok(Some(pane)) = document().query_selector(".split__list") {
        pane.set_scroll_top(0);
    }
}

/// The height of a row that is there.
fn measured(list: &web_sys::HtmlElement) -> Option<f64> {
    let height = list.first_element_child()?.get_bounding_client_rect().height();
    (height > 1.0).then_some(height)
}

/// The rows that can be seen and those around them.
fn visible(list: &web_sys::HtmlElement, height: f64, count: usize) -> (usize, usize) {
    let top = list.get_bounding_client_rect().top();
    let window = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(WINDOW);
    let above = rows(-top, height).min(count);
    let from = above.saturating_sub(AROUND) / STEP * STEP;
    (from, (above + span(window, height)).div_ceil(STEP) * STEP)
}

fn span(window: f64, height: f64) -> usize {
    rows(window, height) + 1 + AROUND
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and far below 2^53"
)]
fn rows(pixels: f64, height: f64) -> usize {
    (pixels.max(0.0) / height.max(1.0)) as usize
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn wide(rows: usize) -> f64 {
    rows as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and far below 2^53"
)]
fn whole(pixels: f64) -> u64 {
    pixels as u64
}

/// Arrow keys go from row to row; what they reach is scrolled into sight, and so drawn.
fn step(event: &KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(row) = here.and_then(|here| here.closest("li").ok().flatten()) else { return };
    let next = if down { row.next_element_sibling() } else { row.previous_element_sibling() };
    let link = next.and_then(|next| next.query_selector("a").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        drop(link.focus());
    }
}
