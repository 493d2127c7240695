//! What a customer is still to be given, or to be asked about. Source: CUS-10, GIF-04

use leptos::prelude::*;

use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::live::{GiftLine, Live};
use crate::pages::address;
use crate::pages::gifts::{tags, what};
use crate::pages::state::SendingTag;
use crate::words::{self, language, say};

/// The gifts the customer is still to be asked about.
#[component]
pub(super) fn Gifts(gifts: Vec<GiftLine>) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let count = gifts.len();
    let row = move |line: GiftLine| {
        let (title, tags) = (what(&line), tags(&line));
        let GiftLine { id, occasion, at, sending, .. } = line;
        let lines = move || {
            let occasion = occasion.clone();
            let meta = move || {
                let parts = [occasion.clone(), words::when(l, at, now.get())];
                let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join(say!(l, common.dot))
            };
            view! {
                <p class="row__meta">{meta}</p>
                <SendingTag sending />
            }
        };
        view! {
            <Row mark=Mark::Sign(Sign::Gift) title href=address::gift(id) lines>
                {tags}
            </Row>
        }
    };
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <Group title=say!(l, gift.of_customer) count=Signal::derive(move || count) />
                <List card=true>{gifts.into_iter().map(row).collect_view()}</List>
            </section>
        }
    })
}
