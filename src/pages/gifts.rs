//! Gifts where something else is done for a customer, and what is done to a gift with one tap. Source: VIS-13, GIF-03

use domain::delivery::{Cancel, DeliveryCommand, Give, keys};
use domain::values::Moment;
use domain::{Command, Record, RecordId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::address;
use super::deed::{Deed, doer};
use super::state::SendingTag;
use crate::kit::Tone;
use crate::kit::due::Due;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::kit::paper::PaperSigns;
use crate::kit::tag::Tag;
use crate::kit::tool::{Tool, ToolLink};
use crate::live::{GiftLine, Live};
use crate::shell::{Shell, clock};
use crate::words::{self, language, say};

/// What and how many, in a few words.
pub fn what(line: &GiftLine) -> String {
    say!(language(), gift.what, item = &line.item, n = &line.quantity)
}

/// How far it is, and what became of it.
pub fn tags(line: &GiftLine) -> AnyView {
    let l = language();
    if line.outcome.is_empty() {
        let text = words::gift_state(l, &line.state);
        return match line.state.as_str() {
            "seen" => view! { <Tag sign=Sign::Tick tone=Tone::Done text /> }.into_any(),
            "given" => view! { <Tag tone=Tone::Late text /> }.into_any(),
            _ => view! { <Tag tone=Tone::Plain text /> }.into_any(),
        };
    }
    let (sign, tone) =
        if line.outcome == "received" { (Sign::Tick, Tone::Done) } else { (Sign::Alert, Tone::Late) };
    view! { <Tag sign tone text=words::choice(l, keys::OUTCOME, &line.outcome) /> }.into_any()
}

/// Something done to a gift.
pub fn deed(id: RecordId, command: DeliveryCommand, said: &str) -> Deed {
    Deed {
        id,
        command: Command::Delivery(command),
        also: Vec::new(),
        draft: None,
        said: Some(said.to_owned()),
        then: None,
        undone: None,
        failed: None,
    }
}

/// A handing over: of which gift, when, and who of service saw it.
pub type HandingOver = (RecordId, Moment, Option<UserId>);

/// Reports that it was handed over. What it is goes along, so that the report stands alone: it is read first.
pub fn hands_over() -> Callback<HandingOver> {
    let l = language();
    let (shell, does) = (Shell::here(), doer());
    Callback::new(move |(id, given, along): HandingOver| {
        spawn_local(async move {
            if let Some(Record::Delivery(delivery)) = shell.look(id).await {
                let (customer, gift) = (delivery.customer(), delivery.gift().clone());
                let give = Give { customer, gift, given, along };
                does.run(deed(id, give.into(), say!(l, gift.said_given)));
            }
        });
    })
}

/// Takes it off the list.
pub fn taken_off(id: RecordId, reason: String) -> Deed {
    deed(id, Cancel { reason }.into(), say!(language(), gift.said_cancelled))
}

/// Whom it is for, what somebody has to do about it, by when, and one tap to do it.
pub fn row(line: GiftLine, chosen: Signal<bool>) -> AnyView {
    let l = language();
    let Live { now, paper, .. } = Live::here();
    let (id, due) = (line.id, line.due);
    let mine = line.is_listed() && line.mine;
    let text = if mine {
        say!(l, gift.to_give, what = what(&line))
    } else {
        say!(l, gift.to_confirm, what = what(&line))
    };
    let (occasion, giver, sending) = (line.occasion, line.giver, line.sending);
    let lines = move || {
        let meta = [giver.clone(), occasion.clone()];
        let meta: Vec<_> = meta.into_iter().filter(|part| !part.is_empty()).collect();
        view! {
            <p>{text.clone()}</p>
            <p class="row__meta">{meta.join(say!(l, common.dot))}</p>
            <SendingTag sending />
            <PaperSigns signs=vec![say!(l, gift.sign_received)] />
        }
    };
    let by = move || {
        due.map(|due| {
            now.track();
            paper.track();
            let now = Live::told_from();
            let tone = if due.day() < now.day() { Tone::Wrong } else { Tone::Plain };
            view! { <Due tone text=words::day_ahead(l, due, now) /> }
        })
    };
    let act = if mine {
        let give = hands_over();
        let press = Callback::new(move |()| give.run((id, clock::now(), None)));
        view! { <Tool sign=Sign::Tick label=say!(l, gift.give) press act=true /> }.into_any()
    } else {
        let href = address::confirm_gift(id, None);
        view! { <ToolLink sign=Sign::Chat label=say!(l, gift.confirm_act) href act=true /> }.into_any()
    };
    view! {
        <Row mark=Mark::Sign(Sign::Gift) title=line.customer href=address::gift(id) chosen lines>
            {by}
            {act}
        </Row>
    }
    .into_any()
}

/// What of a customer's gifts is still to be asked for, on the form of a visit: each leads to its confirmation and back.
/// Source: VIS-13
#[component]
pub fn ToConfirm(
    /// Whose.
    customer: RecordId,
    /// The address of the visit's form.
    back: String,
) -> impl IntoView {
    let l = language();
    let open = Live::here().gifts;
    let own = Memo::new(move |_| {
        open.with(|all| all.iter().filter(|line| line.of == Some(customer)).cloned().collect::<Vec<_>>())
    });
    let count = Memo::new(move |_| own.with(Vec::len));
    let some = Memo::new(move |_| count.get() > 0);
    let row = move |line: GiftLine| {
        let now = Live::here().now;
        let href = address::confirm_gift(line.id, Some(&back));
        let title = what(&line);
        let since = (!line.is_listed()).then_some(line.at);
        let (giver, occasion) = (line.giver, line.occasion);
        let lines = move || {
            let since = since.map(|at| say!(l, gift.given_at, time = words::when(l, at, now.get())));
            let meta = [Some(giver.clone()), since, Some(occasion.clone())];
            let meta: Vec<_> = meta.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            view! { <p class="row__meta">{meta.join(say!(l, common.dot))}</p> }
        };
        let act = href.clone();
        view! {
            <Row mark=Mark::Sign(Sign::Gift) title href lines>
                <ToolLink sign=Sign::Chat label=say!(l, gift.confirm_act) href=act act=true />
            </Row>
        }
        .into_any()
    };
    move || {
        let row = row.clone();
        some.get().then(|| {
            view! {
                <section>
                    <Group title=say!(l, gift.open) count />
                    <List card=true>{each(move || own.get(), row)}</List>
                </section>
            }
        })
    }
}
