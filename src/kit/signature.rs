//! Something drawn by hand: on a card, and the full screen it is drawn on. It knows strokes only as an SVG path on a
//! field of so many steps across and down; where the pen is, is said in parts of that field.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Steps across and down, of the paths.
pub type Steps = (u16, u16);

/// What was drawn.
#[component]
pub fn Drawn(
    /// The strokes, as one path.
    #[prop(into)]
    strokes: Signal<String>,
    /// The field they are drawn on.
    steps: Steps,
    /// What it is, for who cannot see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <svg class="signature__ink" viewBox=view_box(steps) role="img" aria-label=label>
            <path d=move || strokes.get() />
        </svg>
    }
}

/// A drawing with its tools, on a card; as long as nothing is drawn, the tools alone.
#[component]
pub fn Signature(
    /// Nothing is drawn.
    #[prop(into)]
    bare: Signal<bool>,
    /// The strokes, as one path.
    #[prop(into)]
    strokes: Signal<String>,
    /// The field they are drawn on.
    steps: Steps,
    /// What it is, for who cannot see it.
    #[prop(into)]
    label: String,
    /// What can be done with it.
    children: Children,
) -> impl IntoView {
    let class = move || if bare.get() { "signature signature--bare" } else { "signature" };
    view! {
        <div class=class>
            <Drawn strokes steps label />
            <div class="signature__tools">{children()}</div>
        </div>
    }
}

/// Where the pen is: parts of the pad across and down, from 0 to 1.
pub type Spot = (f64, f64);

/// What the pen does. A second finger, or the palm, is not the pen.
#[derive(Clone, PartialEq, Debug)]
pub enum Pen {
    /// It was put down.
    Down(Spot),
    /// It went on through these places.
    Along(Vec<Spot>),
    /// It was lifted.
    Up,
}

/// The pad over the whole screen. It is a `dialog`, so Esc and the way back close it.
#[component]
pub fn Pad(
    /// What is drawn on it.
    #[prop(into)]
    label: String,
    /// What is drawn already, as one path.
    #[prop(into)]
    strokes: Signal<String>,
    /// The stroke that is being drawn.
    #[prop(into)]
    growing: Signal<String>,
    /// The field it is drawn on.
    steps: Steps,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What the pen does.
    on_pen: Callback<Pen>,
    /// The tools below it.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            // It fails only where the dialog is not in the document, and then there is nothing to open.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    // Which pointer is the pen, and where the pad lies while it draws.
    let pen = StoredValue::new_local(None::<(i32, web_sys::DomRect)>);
    let spots = move |event: &PointerEvent| {
        pen.with_value(|pen| match pen {
            Some((id, pad)) if *id == event.pointer_id() => Some(spots(event, pad)),
            _ => None,
        })
    };
    let down = move |event: PointerEvent| {
        let Some(pad) = event.current_target().and_then(|pad| pad.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        if event.button() != 0 || pen.with_value(Option::is_some) {
            return;
        }
        // Where it cannot be held, the stroke ends at the edge.
        drop(pad.set_pointer_capture(event.pointer_id()));
        let pad = pad.get_bounding_client_rect();
        let first = spot(&event, &pad);
        pen.set_value(Some((event.pointer_id(), pad)));
        if let Some(first) = first {
            on_pen.run(Pen::Down(first));
        }
    };
    let along = move |event: PointerEvent| {
        if let Some(spots) = spots(&event) {
            on_pen.run(Pen::Along(spots));
        }
    };
    let up = move |event: PointerEvent| {
        if spots(&event).is_some() {
            pen.set_value(None);
            on_pen.run(Pen::Up);
        }
    };
    let closed = move |_| {
        pen.set_value(None);
        on_pen.run(Pen::Up);
        open.set(false);
    };
    let (across, base) = (steps.0, steps.1 / 4 * 3);
    let line = format!("M{} {base}H{}", across / 20, across - across / 20);
    let (name, title) = (label.clone(), label.clone());
    view! {
        <dialog class="pad" node_ref=node aria-label=name on:close=closed>
            <p class="pad__label" aria-hidden="true">
                {title}
            </p>
            <div class="pad__sheet">
                <svg
                    class="signature__ink pad__ink"
                    viewBox=view_box(steps)
                    role="img"
                    aria-label=label
                    on:pointerdown=down
                    on:pointermove=along
                    on:pointerup=up
                    on:pointercancel=up
                >
                    <path class="pad__line" d=line />
                    <path d=move || strokes.get() />
                    <path d=move || growing.get() />
                </svg>
            </div>
            <div class="pad__tools">{move || open.get().then(|| children())}</div>
        </dialog>
    }
}

fn view_box((across, down): Steps) -> String {
    format!("0 0 {across} {down}")
}

/// All the places since the last event, where the browser tells them: it sends one event for each picture only.
fn spots(event: &PointerEvent, pad: &web_sys::DomRect) -> Vec<Spot> {
    let told = js_sys::Reflect::has(event, &JsValue::from_str("getCoalescedEvents")) == Ok(true);
    let all = if told { event.get_coalesced_events() } else { js_sys::Array::new() };
    let found: Vec<_> = all.iter().filter_map(|each| spot(&each, pad)).collect();
    if found.is_empty() { spot(event, pad).into_iter().collect() } else { found }
}

/// Read by name: the browser tells parts of a pixel, which `client_x` would cut off.
fn spot(event: &JsValue, pad: &web_sys::DomRect) -> Option<Spot> {
    let number = |name| js_sys::Reflect::get(event, &JsValue::from_str(name)).ok()?.as_f64();
    let (x, y) = (number("clientX")?, number("clientY")?);
    Some(((x - pad.left()) / pad.width(), (y - pad.top()) / pad.height()))
}
