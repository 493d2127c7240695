//! Planning a visit to a customer. Source: VIS-01, VIS-02

use domain::form::{Draft, Form as _};
use domain::values::Moment;
use domain::visit::{Plan, PlanForm, VisitForm, keys, proposals, remarks};
use domain::{Command, Flag, RecordId};
use leptos::prelude::*;

use super::file::{own_rest, read};
use crate::form::FormState;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bone::Bones;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::choices::{Choice, Choices};
use crate::kit::field::{Around, FieldGroup};
use crate::kit::icon::Sign;
use crate::live::{Due, Live, Loaded};
use crate::pages::address;
use crate::pages::choose::of_customer;
use crate::pages::contact::purpose_of;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock, policy};
use crate::words::{self, language, say};

/// The form of a visit to come, to the customer that the address names.
#[component]
pub fn PlanVisit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.plan));
    of_customer(say!(l, visit.plan), address::plan_visit, |customer| {
        let read = read(customer);
        (move || {
            if read.get() {
                view! { <Planning customer /> }.into_any()
            } else {
                view! { <Bones /> }.into_any()
            }
        })
        .into_any()
    })
}

#[component]
fn Planning(customer: RecordId) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let (now, rules) = (clock::now(), policy::now());
    let own = own_rest(customer);
    let rests = own.get_untracked();
    let mut fresh = PlanForm::fresh(now, &rules, rests);
    // What the rules ask for is what it is planned for.
    let asked = live.due.with_untracked(|due| {
        due.iter().find_map(|(_, due)| match due {
            Due::Contact(line) if line.customer == customer => Some(purpose_of(&line.why)),
            _ => None,
        })
    });
    if let Some(purpose) = asked {
        fresh.set(keys::PURPOSE, purpose.code());
    }
    let form = FormState::new::<PlanForm>(fresh, clock::now);
    let editor = Editor::open(form, format!("visit-plan-{customer}"), None, address::visit);
    let save = editor.saver();
    let done = Callback::new(move |draft: Draft| {
        let (Ok(plan), Some(user)) = (PlanForm::check(&draft, clock::now()), live.user.get_untracked())
        else {
            return;
        };
        // Who plans goes; a request is what gives a visit to somebody else.
        let (way, purpose) = (plan.way, plan.purpose);
        let plan = Plan { customer, way, purpose, user, planned: plan.at, request: None };
        save.run(Saving {
            id: Shell::new_id(),
            command: Command::Visit(plan.into()),
            instead_of: None,
            said: say!(l, visit.said_planned).to_owned(),
            form_at: address::plan_visit(customer),
        });
    });
    let found = live.customer(move || customer.to_string());
    let name = Memo::new(move |_| match found.get() {
        Loaded::Ready(file) => file.profile.get(domain::customer::keys::NAME).to_owned(),
        Loaded::Waiting | Loaded::Missing => String::new(),
    });
    let face = |to: Moment| Choice { code: to.to_local(), text: words::ahead(l, to, now) };
    let times = StoredValue::new(proposals(now, &rules, rests).into_iter().map(face).collect::<Vec<_>>());
    let around = Around {
        id: "proposed".into(),
        label: say!(l, visit.plan_offers).to_owned(),
        optional: Signal::stored(None),
        help: None,
        problem: Signal::stored(None),
    };
    let press = Callback::new(move |time: String| form.put(keys::PLANNED, &time));
    let against = Memo::new(move |_| {
        let (way, purpose) = form.draft.with(VisitForm::meant);
        let at = form.draft.with(|draft| Moment::from_local(draft.get(keys::PLANNED), now.offset_min));
        remarks(&way, &purpose, None, at.unwrap_or(now), &policy::now(), own.get())
    });
    view! {
        <EditorPage
            editor
            title=say!(l, visit.plan).to_owned()
            back=address::customer(customer)
            save=say!(l, visit.plan_save).to_owned()
            on_done=done
            above=move || {
                view! {
                    <h2 class="heading">{move || name.get()}</h2>
                    <FieldGroup around=around.clone()>
                        <Choices
                            name="proposed"
                            choices=times.get_value()
                            chosen=form.codes(keys::PLANNED)
                            on_press=press
                        />
                    </FieldGroup>
                    {move || {
                        against.get().into_iter().map(|flag| speaks_against(flag, customer)).collect_view()
                    }}
                }
            }
        />
    }
}

/// A rule that speaks against it; one of them has a way out.
fn speaks_against(flag: Flag, customer: RecordId) -> impl IntoView + use<> {
    let l = language();
    let asks = (flag == Flag::NotApproved).then(|| {
        view! {
            <ButtonLink href=address::request_for(customer) look=Look::Quiet>
                {say!(l, request.title)}
            </ButtonLink>
        }
    });
    words::flag(l, flag.code()).map(|text| {
        view! {
            <Banner sign=Sign::Alert tone=Tone::Late>
                <p>{text}</p>
                {asks}
            </Banner>
        }
    })
}
