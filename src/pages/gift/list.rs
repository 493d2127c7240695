//! Putting a gift for a customer on the list. Source: GIF-02, GIF-08

use domain::access::Pair;
use domain::delivery::{Giver, List, ListForm, keys};
use domain::form::{Draft, Form as _};
use domain::{Command, RecordId, UserId};
use leptos::prelude::*;

use crate::form::FormState;
use crate::kit::choices::{Choice, Choices};
use crate::kit::field::{Around, FieldGroup};
use crate::live::{Live, Loaded};
use crate::pages::address;
use crate::pages::choose::of_customer;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock};
use crate::words::{language, say};

/// The form of a gift to come, for the customer that the address names.
#[component]
pub fn ListGift() -> impl IntoView {
    let l = language();
    titled(say!(l, gift.list));
    of_customer(say!(l, gift.list), address::gift_for, |customer| view! { <Listing customer /> }.into_any())
}

/// What the page asks by itself, with names.
const BY_NAME: &[&str] = &[keys::GIVER];

#[component]
fn Listing(customer: RecordId) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let found = live.customer(move || customer.to_string());
    let file = Memo::new(move |_| match found.get() {
        Loaded::Ready(file) => Some((
            file.profile.get(domain::customer::keys::NAME).to_owned(),
            file.pair,
            [file.owner, file.salesperson],
        )),
        Loaded::Waiting | Loaded::Missing => None,
    });
    let form = FormState::new::<ListForm>(ListForm::fresh(), clock::now);
    let editor = Editor::open(form, format!("gift-{customer}"), None, address::gift);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let Ok(listed) = ListForm::check(&draft, clock::now()) else { return };
        let pair = file.with_untracked(|file| file.as_ref().map(|(_, pair, _)| *pair)).unwrap_or_default();
        let Some(giver) = giver(&listed.giver, pair, live.user.get_untracked()) else { return };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::Delivery(List { customer, gift: listed.gift, giver }.into()),
            instead_of: None,
            said: say!(l, gift.said_listed).to_owned(),
            form_at: address::gift_for(customer),
        });
    });
    view! {
        <EditorPage
            editor
            title=say!(l, gift.list).to_owned()
            back=address::customer(customer)
            save=say!(l, gift.list_save).to_owned()
            without=BY_NAME
            on_done=done
            above=move || {
                view! {
                    <h2 class="heading">{move || file.get().map(|(name, ..)| name)}</h2>
                    <Givers form file />
                }
            }
        />
    }
}

/// Who is meant; whoever fills it in, where the customer has no such person any more.
fn giver(meant: &Giver, pair: Pair, me: Option<UserId>) -> Option<UserId> {
    match meant {
        Giver::Owner => pair.owner,
        Giver::Salesperson => pair.salesperson,
        Giver::Me | Giver::Other(_) => None,
    }
    .or(me)
}

type File = Option<(String, Pair, [String; 2])>;

/// Who is to hand it over, by name; nothing to choose where it can only be oneself.
#[component]
fn Givers(form: FormState, file: Memo<File>) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let offered = Memo::new(move |_| {
        let me = live.user.get();
        let mine = say!(l, gift.gives_me, name = live.person.get().unwrap_or_default());
        let Some((_, pair, [owner, salesperson])) = file.get() else { return Vec::new() };
        let others = [(Giver::Owner, pair.owner, owner), (Giver::Salesperson, pair.salesperson, salesperson)];
        let others = others.into_iter().filter(|(_, user, _)| user.is_some() && *user != me);
        let all = std::iter::once((Giver::Me, mine)).chain(others.map(|(giver, _, name)| (giver, name)));
        all.map(|(giver, name)| (giver.code().to_owned(), name)).collect::<Vec<_>>()
    });
    let press = Callback::new(move |code: String| form.put(keys::GIVER, &code));
    let several = Memo::new(move |_| offered.with(|all| all.len() > 1));
    move || {
        several.get().then(|| {
            let around = Around {
                id: keys::GIVER.into(),
                label: say!(l, gift.who_gives).to_owned(),
                optional: Signal::stored(None),
                help: None,
                problem: Signal::stored(None),
            };
            let choices =
                offered.get().into_iter().map(|(code, text)| Choice { code, text }).collect::<Vec<_>>();
            view! {
                <FieldGroup around>
                    <Choices name=keys::GIVER choices chosen=form.codes(keys::GIVER) on_press=press />
                </FieldGroup>
            }
        })
    }
}
