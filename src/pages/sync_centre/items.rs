//! What waits, and what the server did not take, one by one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::sheet::Sheet;
use crate::kit::tag::Tag;
use crate::kit::toast::Toaster;
use crate::live::{Decided, HeldItem, Live, RefusedItem, WaitingItem, Why};
use crate::pages::address;
use crate::shell::Shell;
use crate::words::{self, Language, language, say};

/// What the server did not take, with three ways out.
#[component]
pub fn Refused() -> impl IntoView {
    let l = language();
    let refused = Live::here().refused;
    let asked = RwSignal::new(None::<HeldItem>);
    let some = Memo::new(move |_| refused.with(|all| !all.is_empty()));
    let count = Signal::derive(move || refused.with(Vec::len));
    move || {
        some.get().then(|| {
            view! {
                <section class="stack stack--tight">
                    <Group title=say!(l, sync.refused) count tone=Tone::Wrong sign=Sign::Alert />
                    {each(move || refused.get(), move |item| view! { <Problem refused=item asked /> }.into_any())}
                    <AskDiscard asked />
                </section>
            }
        })
    }
}

#[component]
fn Problem(refused: RefusedItem, asked: RwSignal<Option<HeldItem>>) -> impl IntoView {
    let l = language();
    let shell = Shell::here();
    let toaster = Toaster::here();
    let RefusedItem { item, code, decided } = refused;
    let dot = say!(l, common.dot);
    let when = words::when(l, item.at, Live::here().now.get_untracked());
    let meta = [what(l, &item.what), &when, &attachments(l, item.files)].join(dot);
    let id = item.id;
    let export = Callback::new(move |()| {
        let count = shell.export(Some(id));
        toaster.say(say!(l, sync.exported, n = count));
    });
    let href = address::mend(&item.what, item.record, id);
    let now = Live::here().now.get_untracked();
    let why = match decided {
        Some(Decided { by, at, verdict }) => {
            let verdict = words::verdict(l, &verdict);
            say!(l, refusal.decided_by, name = by, time = words::when(l, at, now), verdict = verdict)
        }
        None => words::refusal(l, &code).to_owned(),
    };
    // A form mends; where there is none, the page shows what is still possible.
    let mends = href.as_ref().is_some_and(|href| href.contains('?'));
    view! {
        <div class="card stack">
            <div class="stack stack--tight">
                <h2>{item.customer.clone()}</h2>
                <p class="soft">{meta}</p>
            </div>
            <Banner sign=Sign::Alert tone=Tone::Wrong>
                <p>{say!(l, sync.kept_as_is, why = why)}</p>
            </Banner>
            <div class="line">
                {href
                    .map(|href| {
                        view! {
                            <ButtonLink href sign=if mends { Sign::Pen } else { Sign::Doc }>
                                {if mends { say!(l, sync.mend) } else { say!(l, sync.look) }}
                            </ButtonLink>
                        }
                    })}
                <Button sign=Sign::Export press=export>
                    {say!(l, sync.export_one)}
                </Button>
                <Button
                    look=Look::Refuse
                    sign=Sign::Trash
                    press=Callback::new(move |()| asked.set(Some(item.clone())))
                >
                    {say!(l, sync.discard)}
                </Button>
            </div>
        </div>
    }
}

/// "Really?": the only place with a filled red button.
#[component]
fn AskDiscard(asked: RwSignal<Option<HeldItem>>) -> impl IntoView {
    let l = language();
    let shell = Shell::here();
    let toaster = Toaster::here();
    let close = Callback::new(move |()| asked.set(None));
    let discard = Callback::new(move |()| {
        if let Some(item) = asked.get_untracked() {
            asked.set(None);
            spawn_local(async move {
                let gone = shell.discard(item.id).await;
                let words = if gone { say!(l, sync.discarded) } else { say!(l, sync.not_discarded) };
                toaster.say(words.to_owned());
            });
        }
    });
    let text = move || {
        let name = asked.with(|item| item.as_ref().map(|item| item.customer.clone()).unwrap_or_default());
        say!(l, sync.discard_text, what = name)
    };
    view! {
        <Sheet
            name="discard"
            title=say!(l, sync.discard_ask)
            close=say!(l, common.close)
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=close
        >
            <p class="read">{text}</p>
            <div class="pair">
                <Button press=close>{say!(l, common.cancel)}</Button>
                <Button look=Look::Destroy press=discard>
                    {say!(l, sync.discard_yes)}
                </Button>
            </div>
        </Sheet>
    }
}

/// What has not reached the server, each with the reason.
#[component]
pub fn Waiting() -> impl IntoView {
    let l = language();
    let waiting = Live::here().waiting;
    let some = Memo::new(move |_| waiting.with(|all| !all.is_empty()));
    let count = Signal::derive(move || waiting.with(Vec::len));
    move || {
        some.get().then(|| {
            view! {
                <section class="stack stack--tight">
                    <Group title=say!(l, sync.waiting) count />
                    <List card=true>
                        {each(move || waiting.get(), |item| row(item).into_any())}
                    </List>
                </section>
            }
        })
    }
}

fn row(WaitingItem { item, why }: WaitingItem) -> impl IntoView {
    let l = language();
    let now = Live::here().now;
    let (sign, why) = match why {
        Why::Network => (Sign::CloudOff, say!(l, sync.wait_network)),
        Why::Turn => (Sign::Clock, say!(l, sync.wait_turn)),
        Why::Answer => (Sign::Server, say!(l, sync.wait_answer)),
    };
    let href = address::record(&item.what, item.record);
    let (at, files) = (item.at, attachments(l, item.files));
    let sign_of = match item.what.split_once('.').map(|(kind, _)| kind) {
        Some("customer") => Sign::People,
        Some("visit") => Sign::Chat,
        Some("request") => Sign::Doc,
        Some("delivery") => Sign::Gift,
        Some("person") => Sign::Me,
        _ => Sign::Complaint,
    };
    let mark = Mark::Sign(sign_of);
    let action = what(l, &item.what).to_owned();
    let lines = move || {
        let files = files.clone();
        let meta = move || [words::when(l, at, now.get()), files.clone()].join(say!(l, common.dot));
        view! {
            <p>{action.clone()}</p>
            <p class="row__meta">{meta}</p>
        }
    };
    view! {
        <Row mark title=item.customer href lines>
            <Tag sign text=why />
        </Row>
    }
}

fn what(l: Language, name: &str) -> &'static str {
    match name {
        "attachment.add" => say!(l, sync.attachment_add),
        "customer.register" => say!(l, sync.customer_register),
        "customer.correct" => say!(l, sync.customer_correct),
        "customer.ordered" => say!(l, sync.customer_ordered),
        "customer.import" => say!(l, sync.customer_import),
        "customer.take_back" => say!(l, sync.customer_take_back),
        "complaint.accept" => say!(l, sync.complaint_accept),
        "complaint.answer" => say!(l, sync.complaint_answer),
        "complaint.correct" => say!(l, sync.complaint_correct),
        "visit.plan" => say!(l, sync.visit_plan),
        "visit.reschedule" => say!(l, sync.visit_reschedule),
        "visit.begin" => say!(l, sync.visit_begin),
        "visit.not_reached" => say!(l, sync.visit_not_reached),
        "visit.cancel" => say!(l, sync.visit_cancel),
        "visit.finish" => say!(l, sync.visit_finish),
        "visit.correct" => say!(l, sync.visit_correct),
        "delivery.list" => say!(l, sync.gift_list),
        "delivery.give" => say!(l, sync.gift_give),
        "delivery.confirm" => say!(l, sync.gift_confirm),
        "delivery.correct" => say!(l, sync.gift_correct),
        "delivery.cancel" => say!(l, sync.gift_cancel),
        "request.submit" => say!(l, sync.request_submit),
        "request.resubmit" => say!(l, sync.request_resubmit),
        "request.decide" => say!(l, sync.request_decide),
        "request.hand_on" => say!(l, sync.request_hand_on),
        "request.copy" => say!(l, sync.request_copy),
        "request.withdraw" => say!(l, sync.request_withdraw),
        "request.give_feedback" => say!(l, sync.request_feedback),
        name if name.starts_with("request.") => say!(l, sync.request_other),
        name if name.starts_with("person.") => say!(l, sync.person),
        name if name.starts_with("holiday.") => say!(l, sync.holiday),
        name if name.starts_with("policy.") => say!(l, policy.change),
        name if name.starts_with("visit.") => say!(l, sync.visit_other),
        _ => say!(l, sync.complaint_take),
    }
}

fn attachments(l: Language, (done, all): (usize, usize)) -> String {
    if all == 0 {
        say!(l, sync.no_attachments).to_owned()
    } else {
        say!(l, sync.attachments, done = done, all = all)
    }
}
