//! Planning a visit to a customer. Source: VIS-01, VIS-02

use domain::form::{Draft, Form as _};
use domain::visit::{Plan, PlanForm, VisitForm};
use domain::{Command, Policy, RecordId};
use leptos::prelude::*;

use crate::form::FormState;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::icon::Sign;
use crate::live::{Live, Loaded};
use crate::pages::address;
use crate::pages::choose::of_customer;
use crate::pages::editor::{Editor, EditorPage, Saving};
use crate::pages::state::titled;
use crate::shell::{Shell, clock};
use crate::words::{language, say};

/// The form of a visit to come, to the customer that the address names.
#[component]
pub fn PlanVisit() -> impl IntoView {
    let l = language();
    titled(say!(l, visit.plan));
    of_customer(say!(l, visit.plan), address::plan_visit, |customer| {
        view! { <Planning customer /> }.into_any()
    })
}

#[component]
fn Planning(customer: RecordId) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let fresh = PlanForm::fresh(clock::now(), &Policy::default());
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
    let needs = Memo::new(move |_| {
        let (way, purpose) = form.draft.with(VisitForm::meant);
        Policy::default().visit_needs_request(&way, &purpose)
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
                    {move || {
                        needs
                            .get()
                            .then(|| {
                                view! {
                                    <Banner sign=Sign::Alert tone=Tone::Late>
                                        <p>{say!(l, visit.flag_not_approved)}</p>
                                        <ButtonLink href=address::request_for(customer) look=Look::Quiet>
                                            {say!(l, request.title)}
                                        </ButtonLink>
                                    </Banner>
                                }
                            })
                    }}
                }
            }
        />
    }
}
