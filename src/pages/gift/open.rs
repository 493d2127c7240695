//! The gifts that customers are still to be asked about, the nearest due first; on a wide screen the chosen one beside them.
//! Source: GIF-04

use leptos::prelude::*;

use super::detail::{Choose, Detail};
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
use crate::pages::split::{opened, split};
use crate::pages::state::Pill;
use crate::shell::clock;
use crate::words::{self, language, say};

/// So many can be looked over.
const FEW: usize = 8;

/// The list, with the place for one of them.
#[component]
pub fn OpenGifts() -> impl IntoView {
    let l = language();
    let title = say!(l, gift.confirm);
    let open = opened(address::gift_in);
    let bar = |under| {
        let back = Back { href: address::TODAY.to_owned(), label: say!(l, common.back).to_owned() };
        view! {
            <Bar title back under>
                <Pill />
                <Tool sign=Sign::Print label=say!(l, common.print) press=Callback::new(print) />
            </Bar>
        }
        .into_any()
    };
    split(title, open, bar, view! { <Lines open /> }.into_any(), |open| match open {
        Some(id) => view! { <Detail id /> }.into_any(),
        None => view! { <Choose /> }.into_any(),
    })
}

#[component]
fn Lines(open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
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
    let list = move |look: Look| {
        plans.get().then(|| {
            view! {
                <ButtonLink href=address::NEW_GIFT look sign=Sign::Plus>
                    {say!(l, gift.list)}
                </ButtonLink>
            }
        })
    };
    let row_of = move |line: GiftLine| {
        let id = line.id.to_string();
        row(line, Signal::derive(move || open.with(|open| open.as_deref() == Some(id.as_str()))))
    };
    view! {
        {move || {
            paper.track();
            let today = words::day(l, clock::now());
            view! { <PaperHead title=say!(l, gift.paper) day=today /> }
        }}
        {move || many.get().then(|| view! { <Search label=say!(l, gift.search) text /> })}
        {move || {
            if none.get() && !read.get() {
                view! { <Bones /> }.into_any()
            } else if none.get() {
                view! {
                    <Empty sign=Sign::Gift title=say!(l, gift.open_empty) text=say!(l, gift.open_empty_note)>
                        {move || list(Look::Plain)}
                    </Empty>
                }
                .into_any()
            } else {
                view! {
                    <Group title=say!(l, gift.open) count>
                        {move || list(Look::Quiet)}
                    </Group>
                    <List>{each(move || shown.get(), row_of)}</List>
                    <PaperSigns signs=signs.clone() />
                }
                .into_any()
            }
        }}
    }
}
