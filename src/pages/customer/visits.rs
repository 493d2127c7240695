//! The visits to a customer, newest first. Source: CUS-10

use domain::visit::keys;
use leptos::prelude::*;

use crate::kit::button::{Button, Look};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::tag::Tag;
use crate::live::{Live, VisitLine};
use crate::pages::address;
use crate::pages::state::SendingTag;
use crate::words::{self, language, say};

/// So many are enough to know how it went of late.
const FEW: usize = 5;

/// The latest visits, and all of them at a tap.
#[component]
pub(super) fn Visits(visits: Vec<VisitLine>) -> impl IntoView {
    let l = language();
    let count = visits.len();
    let all = RwSignal::new(count <= FEW);
    let shown = move || visits.iter().take(if all.get() { count } else { FEW }).cloned().collect::<Vec<_>>();
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <Group title=say!(l, visit.of_customer) count=Signal::derive(move || count) />
                <List card=true>{each(shown, |line| row(line).into_any())}</List>
                {move || {
                    (!all.get())
                        .then(|| {
                            view! {
                                <Button look=Look::Quiet press=Callback::new(move |()| all.set(true))>
                                    {say!(l, visit.all, n = count)}
                                </Button>
                            }
                        })
                }}
            </section>
        }
    })
}

/// What for, what came of it, how and when.
fn row(line: VisitLine) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let VisitLine { id, state, way, purpose, result, at, sending, .. } = line;
    let open = (state != "finished").then(|| view! { <Tag text=words::visit_state(l, &state) /> });
    let lines = move || {
        let (way, result) = (words::choice(l, keys::WAY, &way), result.clone());
        let meta = move || [way.clone(), words::when(l, at, now.get())].join(say!(l, common.dot));
        view! {
            <p class="row__words">{result}</p>
            <p class="row__meta">{meta}</p>
            <SendingTag sending />
        }
    };
    let title = words::choice(l, keys::PURPOSE, &purpose);
    view! {
        <Row mark=Mark::Sign(Sign::Chat) title href=address::visit(id) lines>
            {open}
        </Row>
    }
}
