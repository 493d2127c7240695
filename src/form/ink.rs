//! The field for something drawn by hand, a signature. Each stroke stands in the form's draft when the pen is lifted,
//! so it is kept like a word that was typed.

use domain::form::Field;
use domain::form::ink::{ACROSS, DOWN, Ink, Point, Stroke};
use leptos::prelude::*;

use super::state::FormState;
use crate::kit::button::{Button, Look};
use crate::kit::field::{Around, FieldGroup};
use crate::kit::icon::Sign;
use crate::kit::signature::{Pad, Pen, Signature, Spot};
use crate::words::{self, language, say};

/// The field for a drawing of at most `max` letters.
#[component]
pub fn InkRow(
    /// The form.
    form: FormState,
    /// The field.
    field: &'static Field,
    /// What stands around it.
    around: Around,
    /// How long its text may be.
    max: usize,
) -> impl IntoView {
    let l = language();
    let key = field.key;
    let label = words::label(l, key);
    let text = form.text(key);
    let none = Signal::derive(move || text.get().is_empty());
    let strokes = Signal::derive(move || drawn(&text.get()).path());
    let change =
        move |how: &dyn Fn(Ink) -> Ink| form.put(key, &how(drawn(&text.get_untracked())).to_string());

    let stroke = StoredValue::new(None::<Stroke>);
    // The same as a path, while it grows.
    let growing = RwSignal::new(String::new());
    // Somebody asked once to clear it.
    let sure = RwSignal::new(false);
    let open = RwSignal::new(false);
    let pen = Callback::new(move |pen: Pen| {
        sure.set(false);
        let lifted = stroke.try_update_value(|stroke| match pen {
            Pen::Down(spot) => {
                *stroke = Some(Stroke::begin(point(spot)));
                None
            }
            Pen::Along(spots) => {
                if let Some(stroke) = stroke {
                    for spot in spots {
                        stroke.go(point(spot));
                    }
                }
                None
            }
            Pen::Up => stroke.take(),
        });
        if let Some(lifted) = lifted.flatten() {
            change(&|ink| ink.with(lifted.clone(), max));
        }
        growing.set(stroke.with_value(|stroke| stroke.as_ref().map(Stroke::path)).unwrap_or_default());
    });
    // What was drawn when the pad was opened: whoever gives up has it back.
    let before = StoredValue::new(String::new());
    let begin = Callback::new(move |()| {
        before.set_value(text.get_untracked());
        open.set(true);
    });
    let cancel = Callback::new(move |()| {
        form.put(key, &before.get_value());
        sure.set(false);
        open.set(false);
    });
    let undo = Callback::new(move |()| {
        sure.set(false);
        change(&Ink::undone);
    });
    let clear = Callback::new(move |()| {
        if sure.get_untracked() {
            change(&|_| Ink::default());
        }
        sure.update(|sure| *sure = !*sure);
    });
    let done = Callback::new(move |()| open.set(false));
    let (name, begin_words) = (label.clone(), label.clone());
    view! {
        <FieldGroup around bare=none>
            <Signature bare=none strokes steps=(ACROSS, DOWN) label=name>
                <Button look=Look::Quiet sign=Sign::Pen press=begin>
                    {move || if none.get() { begin_words.clone() } else { say!(l, form.ink_again).to_owned() }}
                </Button>
            </Signature>
            <Pad
                label
                strokes
                growing
                steps=(ACROSS, DOWN)
                open
                on_pen=pen
            >
                <Button look=Look::Quiet press=cancel>{say!(l, common.cancel)}</Button>
                <Button look=Look::Quiet sign=Sign::Undo off=none press=undo>
                    {say!(l, form.ink_undo)}
                </Button>
                <Button look=Look::Quiet off=none press=clear>
                    {move || if sure.get() { say!(l, form.ink_clear_sure) } else { say!(l, form.ink_clear) }}
                </Button>
                <Button look=Look::Main press=done>
                    {say!(l, form.ink_done)}
                </Button>
            </Pad>
        </FieldGroup>
    }
}

fn point((across, down): Spot) -> Point {
    Point::at(across, down)
}

/// What a text says was drawn; what is no drawing is drawn anew.
fn drawn(text: &str) -> Ink {
    Ink::parse(text).unwrap_or_default()
}
