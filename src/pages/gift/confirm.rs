//! Asking the customer what became of a gift, and writing down what they said. Source: GIF-04

use domain::Command;
use domain::delivery::{Confirm, ConfirmForm};
use domain::form::{Draft, Form as _};
use domain::values::Moment;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::detail::missing;
use crate::form::FormState;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bone::Bones;
use crate::kit::icon::Sign;
use crate::live::{GiftDetail, Live, Loaded};
use crate::pages::address;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::gifts::what;
use crate::pages::state::titled;
use crate::shell::clock;
use crate::words::{self, language, say};

/// The form for the gift that the address names.
#[component]
pub fn ConfirmGift() -> impl IntoView {
    let l = language();
    titled(say!(l, gift.confirm));
    let path = use_location().pathname;
    let query = use_query_map();
    let id = Memo::new(move |_| path.with(|path| address::gift_confirmed_in(path)).unwrap_or_default());
    let back = Memo::new(move |_| {
        query.with(|query| query.get(address::BACK)).filter(|back| address::is_visit_form(back))
    });
    let found = Live::here().gift(move || id.get());
    // What happens to it meanwhile does not draw the form anew.
    let there = Memo::new(move |_| {
        let state = found.with(|found| match found {
            Loaded::Waiting => None,
            Loaded::Ready(_) => Some(true),
            Loaded::Missing => Some(false),
        });
        (state, id.get())
    });
    move || match (there.get(), untrack(|| found.get())) {
        (_, Loaded::Ready(gift)) => {
            let back = back.get_untracked();
            view! { <Confirming gift back /> }.into_any()
        }
        ((_, id), Loaded::Missing) => missing(id),
        (_, Loaded::Waiting) => view! { <Bones /> }.into_any(),
    }
}

/// The form with this in it.
pub(super) fn form(draft: Draft) -> FormState {
    let faults = |draft: &Draft, now: Moment| ConfirmForm::check(draft, now).err().unwrap_or_default();
    FormState::asking(ConfirmForm::FIELDS, faults, ConfirmForm::asks, draft, clock::now)
        .omitting(ConfirmForm::omits)
}

#[component]
fn Confirming(gift: GiftDetail, back: Option<String>) -> impl IntoView {
    let l = language();
    let GiftDetail { line, customer, gift, against, .. } = gift;
    let id = line.id;
    let form = form(ConfirmForm::fresh(clock::now()));
    let editor = Editor::open(form, format!("gift-confirm-{id}"), None, address::gift);
    // From the form of a visit one goes on with the visit.
    let save = editor.saver_to(back.clone());
    let form_at = address::confirm_gift(id, back.as_deref());
    let done = Callback::new(move |draft: Draft| {
        let Ok(said) = ConfirmForm::check(&draft, clock::now()) else { return };
        save.run(Saving {
            id,
            command: Command::Delivery(Confirm { customer, gift: gift.clone(), said }.into()),
            instead_of: None,
            said: say!(l, gift.said_confirmed).to_owned(),
            form_at: form_at.clone(),
        });
    });
    let head = [line.customer.clone(), line.occasion.clone(), line.giver.clone()];
    let head: Vec<_> = head.into_iter().filter(|part| !part.is_empty()).collect();
    let head = head.join(say!(l, common.dot));
    view! {
        <EditorPage
            editor
            title=say!(l, gift.confirm).to_owned()
            back=back.unwrap_or_else(|| address::gift(id))
            save=say!(l, gift.confirm_save).to_owned()
            on_done=done
            above=move || {
                view! {
                    <div class="stack stack--tight">
                        <h2 class="heading">{what(&line)}</h2>
                        <p class="soft">{head.clone()}</p>
                    </div>
                    {against
                        .and_then(|code| words::flag(l, code))
                        .map(|text| {
                            view! {
                                <Banner sign=Sign::Alert tone=Tone::Late>
                                    <p>{text}</p>
                                </Banner>
                            }
                        })}
                }
            }
        />
    }
}
