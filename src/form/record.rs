//! The form of any table: fields in the open, the rest folded, a summary of what is wrong above.

use domain::form::{Draft, Field, Input, Section};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::row::Row;
use super::sources::Sources;
use super::state::{FormState, Part, Wrong};
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::button::{Button, Look};
use crate::kit::fold::Fold;
use crate::kit::icon::Sign;
use crate::words::{self, language, say};

/// A form. Its button may stand anywhere: it names the form by its id.
#[component]
pub fn RecordForm(
    /// The id.
    id: &'static str,
    /// What is filled in.
    form: FormState,
    /// What it needs from outside.
    sources: Sources,
    /// What is in the folded part, in a few words.
    #[prop(optional, into)]
    later_note: String,
    /// Keys of fields that are not asked for here.
    #[prop(optional)]
    without: &'static [&'static str],
    /// The page may be about to go: the focus leaves a field.
    on_pause: Callback<()>,
    /// All is filled in rightly.
    on_done: Callback<Draft>,
) -> impl IntoView {
    let l = language();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match form.attempt() {
            Ok(draft) => on_done.run(draft),
            Err(first) => go_to(form, &first),
        }
    };
    let rows = move |section: Section| {
        batches(form.fields, section, without)
            .into_iter()
            .map(|batch| {
                if let &[field] = batch.as_slice() {
                    return alone(form, field, sources);
                }
                let rows = batch.iter().map(|field| view! { <Row form field sources /> }).collect_view();
                view! { <div class="pair">{rows}</div> }.into_any()
            })
            .collect_view()
    };
    let later = form.fields.iter().any(|field| field.section == Section::Later);
    view! {
        <form
            class="stack stack--wide"
            id=id
            novalidate
            on:submit=submit
            on:focusout=move |_| {
                on_pause.try_run(());
            }
        >
            <Summary form />
            {rows(Section::Main)}
            {later
                .then(|| {
                    view! {
                        <Fold title=say!(l, form.later) note=later_note open=form.later>
                            <div class="stack stack--wide">{rows(Section::Later)}</div>
                        </Fold>
                    }
                })}
            {form
                .parts
                .get_value()
                .into_iter()
                .map(|part| {
                    view! {
                        <Fold title=words::part(l, part.heading) open=part.open>
                            <div class="stack stack--wide">
                                {rows(Section::Part(part.heading))}
                                <Aside form part without sources />
                            </div>
                        </Fold>
                    }
                })
                .collect_view()}
        </form>
    }
}

/// What of a part nobody asks for: one tap away.
#[component]
fn Aside(form: FormState, part: Part, without: &'static [&'static str], sources: Sources) -> impl IntoView {
    let l = language();
    let here = move |field: &&'static Field| {
        field.aside && field.section == Section::Part(part.heading) && !without.contains(&field.key)
    };
    let fields: Vec<_> = form.fields.iter().filter(here).collect();
    let names = fields.clone();
    let left = Memo::new(move |_| {
        form.draft.with(|draft| {
            let free = |field: &&&Field| stands_aside(form, field, draft);
            // With another purpose nobody asks any more for what was filled in: that does not hide it.
            let said = names.iter().filter(free).any(|field| !draft.get(field.key).is_empty());
            let labels = names.iter().filter(free).map(|field| words::label(l, field.key));
            (said, labels.collect::<Vec<_>>())
        })
    });
    Effect::new(move || {
        if left.with(|(said, _)| *said) {
            part.more.set(true);
        }
    });
    let open = move || {
        let names = left.with(|(_, names)| names.clone());
        let shut = !part.more.get() && !names.is_empty();
        shut.then(|| {
            view! {
                <div class="fold__aside">
                    <Button
                        look=Look::Quiet
                        sign=Sign::Plus
                        press=Callback::new(move |()| part.more.set(true))
                    >
                        {say!(l, form.more, what = names.join(say!(l, form.between)))}
                    </Button>
                </div>
            }
        })
    };
    let row = move |field: &'static Field| {
        let there =
            Memo::new(move |_| part.more.get() && form.draft.with(|draft| stands_aside(form, field, draft)));
        (move || there.get().then(|| view! { <Row form field sources /> })).into_any()
    };
    view! {
        {open}
        {fields.into_iter().map(row).collect_view()}
    }
}

/// Whether a field stands aside of what is filled in so far.
fn stands_aside(form: FormState, field: &Field, draft: &Draft) -> bool {
    field.aside && !(form.asks)(draft, field.key) && !(form.omits)(draft, field.key)
}

/// A field on a line of its own, while it makes sense and does not stand aside.
fn alone(form: FormState, field: &'static Field, sources: Sources) -> AnyView {
    let there = Memo::new(move |_| {
        form.draft.with(|draft| !(form.omits)(draft, field.key) && !stands_aside(form, field, draft))
    });
    (move || there.get().then(|| view! { <Row form field sources /> })).into_any()
}

/// What is still wrong, each with a way to it.
#[component]
fn Summary(form: FormState) -> impl IntoView {
    let l = language();
    let remaining = form.remaining();
    let way = move |n: usize, wrong: Wrong| {
        let between = (n > 0).then(|| say!(l, form.between));
        let (href, label) = (format!("#{}", wrong.key), words::label(l, wrong.field.key));
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            go_to(form, &wrong);
        };
        view! {
            {between}
            <a href=href on:click=go>
                {label}
            </a>
        }
    };
    move || {
        let fields = remaining.get();
        (!fields.is_empty()).then(|| {
            let head = say!(l, form.wrong, n = fields.len());
            view! {
                <Banner sign=Sign::Alert tone=Tone::Wrong>
                    <p role="alert">
                        {head}
                        {fields.into_iter().enumerate().map(|(n, wrong)| way(n, wrong)).collect_view()}
                    </p>
                </Banner>
            }
        })
    }
}

/// Brings the eye and the keyboard to a field, unfolding what hides it.
fn go_to(form: FormState, wrong: &Wrong) {
    form.unfold(wrong.section);
    let Wrong { key, field, .. } = wrong.clone();
    // After the fold has opened and the problem has been written below the field.
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(&key) else { return };
        let inner = match field.input {
            Input::Choice(_) | Input::Many(_) | Input::Flag | Input::Photos => {
                element.query_selector("input").ok().flatten()
            }
            Input::Ink { .. } => element.query_selector("button").ok().flatten(),
            _ => None,
        };
        if let Some(target) = inner.unwrap_or(element).dyn_ref::<web_sys::HtmlElement>() {
            // Focus fails only on an element that cannot have it; then there is nothing better to do.
            drop(target.focus());
            // In the middle: at either end something lies over the page.
            let middle = web_sys::ScrollIntoViewOptions::new();
            middle.set_block(web_sys::ScrollLogicalPosition::Center);
            target.scroll_into_view_with_scroll_into_view_options(&middle);
        }
    });
}

/// The fields of a section; short ones that follow each other stand side by side.
fn batches(fields: &'static [Field], section: Section, without: &[&str]) -> Vec<Vec<&'static Field>> {
    let short = |field: &Field| matches!(field.input, Input::Line { max: ..=60 });
    let asked = |field: &&Field| field.section == section && !without.contains(&field.key);
    let mut batches: Vec<Vec<&'static Field>> = Vec::new();
    for field in fields.iter().filter(asked) {
        match batches.last_mut() {
            Some(last) if short(field) && last.iter().all(|other| short(other)) => last.push(field),
            _ => batches.push(vec![field]),
        }
    }
    batches
}
