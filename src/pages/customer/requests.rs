//! The visits on site that were asked for. Source: CUS-10, REQ-03

use leptos::prelude::*;

use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::tag::Tag;
use crate::live::{Live, RequestLine};
use crate::pages::address;
use crate::pages::state::SendingTag;
use crate::words::{self, language, say};

/// So many are enough to know what is going on.
const FEW: usize = 3;

/// The latest requests.
#[component]
pub(super) fn Requests(requests: Vec<RequestLine>) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let count = requests.len();
    let row = move |line: RequestLine| {
        let RequestLine { id, state, why, by, at, sending, .. } = line;
        let lines = move || {
            let by = by.clone();
            let meta = move || [by.clone(), words::when(l, at, now.get())].join(say!(l, common.dot));
            view! {
                <p class="row__meta">{meta}</p>
                <SendingTag sending />
            }
        };
        view! {
            <Row mark=Mark::Sign(Sign::Doc) title=why href=address::request(id) lines>
                <Tag text=words::request_state(l, &state) />
            </Row>
        }
    };
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <Group title=say!(l, request.of_customer) count=Signal::derive(move || count) />
                <List card=true>{requests.into_iter().take(FEW).map(row).collect_view()}</List>
            </section>
        }
    })
}
