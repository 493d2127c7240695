//! The gifts that customers are still to be asked about, the nearest due first. Source: GIF-04

use leptos::prelude::*;

use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::empty::Empty;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, each};
use crate::kit::search::Search;
use crate::live::{GiftLine, Live};
use crate::pages::address;
use crate::pages::gifts::row;
use crate::pages::state::{Pill, titled};
use crate::words::{language, say};

/// So many can be looked over.
const FEW: usize = 8;

/// The list.
#[component]
pub fn OpenGifts() -> impl IntoView {
    let l = language();
    let title = say!(l, gift.confirm);
    titled(title);
    let Live { gifts, read, plans, .. } = Live::here();
    let text = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let typed = text.get();
        let typed = typed.trim();
        let fits = |line: &&GiftLine| line.customer.contains(typed) || line.item.contains(typed);
        gifts.with(|all| all.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let many = Memo::new(move |_| gifts.with(|all| all.len() > FEW));
    let none = Memo::new(move |_| gifts.with(Vec::is_empty));
    let count = Signal::derive(move || shown.with(Vec::len));
    let back = Back { href: address::TODAY.to_owned(), label: say!(l, common.back).to_owned() };
    let list = move |look: Look| {
        plans.get().then(|| {
            view! {
                <ButtonLink href=address::NEW_GIFT look sign=Sign::Plus>
                    {say!(l, gift.list)}
                </ButtonLink>
            }
        })
    };
    view! {
        <Bar title back>
            <Pill />
        </Bar>
        <main>
            {move || {
                many.get()
                    .then(|| {
                        view! {
                            <div class="over">
                                <Search label=say!(l, gift.search) text />
                            </div>
                        }
                    })
            }}
            {move || {
                if none.get() && !read.get() {
                    view! { <Bones /> }.into_any()
                } else if none.get() {
                    view! {
                        <Empty
                            sign=Sign::Gift
                            title=say!(l, gift.open_empty)
                            text=say!(l, gift.open_empty_note)
                        >
                            {move || list(Look::Plain)}
                        </Empty>
                    }
                        .into_any()
                } else {
                    view! {
                        <Group title=say!(l, gift.open) count>
                            {move || list(Look::Quiet)}
                        </Group>
                        <List>{each(move || shown.get(), row)}</List>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}
