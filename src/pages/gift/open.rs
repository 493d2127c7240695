//! The gifts that customers are still to be asked about, the nearest due first. Source: GIF-04

use leptos::prelude::*;

use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::empty::Empty;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, each};
use crate::kit::paper::{PaperHead, PaperSigns};
use crate::kit::search::Search;
use crate::kit::tool::Tool;
use crate::live::{GiftLine, Live};
use crate::pages::address;
use crate::pages::gifts::row;
use crate::pages::paper::print;
use crate::pages::state::{Pill, titled};
use crate::shell::clock;
use crate::words::{self, language, say};

/// So many can be looked over.
const FEW: usize = 8;

/// The list.
#[component]
pub fn OpenGifts() -> impl IntoView {
    let l = language();
    let title = say!(l, gift.confirm);
    titled(title);
    let Live { gifts, read, plans, paper, .. } = Live::here();
    let signs = vec![say!(l, gift.sign_gives), say!(l, gift.sign_confirms), say!(l, common.sign_date)];
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
            <Tool sign=Sign::Print label=say!(l, common.print) press=Callback::new(print) />
        </Bar>
        <main>
            {move || {
                paper.track();
                let today = words::day(l, clock::now());
                view! { <PaperHead title=say!(l, gift.paper) day=today /> }
            }}
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
                        <PaperSigns signs=signs.clone() />
                    }
                        .into_any()
                }
            }}
        </main>
    }
}
