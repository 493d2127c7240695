//! One change of the policy to read, and to decide on. Source: ROL-09, REQ-02

use domain::RecordId;
use domain::access::Action;
use domain::form::{Form as _, Input};
use domain::merge::Change;
use domain::policy::{PolicyForm, keys};
use leptos::prelude::*;

use crate::kit::actions::Actions;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::Sign;
use crate::kit::paper::{PaperHead, PaperSigns};
use crate::live::{AskedFor, Live, Loaded, PolicyDetail};
use crate::pages::absent::absent;
use crate::pages::acts::{Ask, Opens, Sheets, approving};
use crate::pages::address;
use crate::pages::deed::{Deed, doer};
use crate::pages::journey;
use crate::pages::paper::PrintButton;
use crate::pages::progress::{Progress, state_tag};
use crate::pages::state::{Pill, titled};
use crate::words::{self, language, say};

/// No change of that id.
pub(super) fn missing(id: String) -> AnyView {
    let l = language();
    let list = (address::POLICY, say!(l, policy.title));
    absent(id, say!(l, policy.missing), say!(l, policy.missing_note), list)
}

/// The one with that id.
#[component]
pub fn Detail(id: String) -> impl IntoView {
    let l = language();
    let sought = id.clone();
    let found = Live::here().policy_change(move || sought.clone());
    let back = Back { href: address::APPROVALS.to_owned(), label: say!(l, common.back).to_owned() };
    let open = RwSignal::new(None);
    let step = Signal::derive(move || match found.get() {
        Loaded::Ready(change) => change.waits_for.map_or(0, |(step, _)| step),
        Loaded::Waiting | Loaded::Missing => 0,
    });
    let sheets = id.parse::<RecordId>().ok();
    let sheets = sheets.map(|id| view! { <Sheets id of=AskedFor::Policy step open /> });
    view! {
        <Bar title=say!(l, policy.change) back pane=true>
            <Pill />
        </Bar>
        {move || match Live::drawn(found) {
            Loaded::Waiting => view! { <Bones /> }.into_any(),
            Loaded::Ready(change) => view! { <Record change open /> }.into_any(),
            Loaded::Missing => missing(id.clone()),
        }}
        {sheets}
    }
}

#[component]
fn Record(change: PolicyDetail, open: RwSignal<Option<Ask>>) -> impl IntoView {
    let l = language();
    let PolicyDetail { line, changes, from, in_force, reason, waits_for, instead_of, next, log, journey } =
        change;
    titled(say!(l, policy.change));
    let now = Live::told_from();
    let by = say!(l, policy.by, name = &line.by, time = words::when(l, line.at, now));
    let mend = journey.mend.filter(|_| line.mine && matches!(line.state.as_str(), "submitted" | "returned"));
    let mend = mend.map(|refused| {
        view! {
            <ButtonLink href=address::correct_policy(line.id, Some(refused)) sign=Sign::Pen>
                {say!(l, sync.mend)}
            </ButtonLink>
        }
    });
    let signs = vec![say!(l, policy.sign_asked), say!(l, policy.sign_decides), say!(l, common.sign_date)];
    let step = waits_for.as_ref().map(|(step, _)| *step);
    let bar = (!next.is_empty()).then(|| view! { <Acts id=line.id step next open /> });
    let to_whom = waits_for.map(|(_, name)| name);
    view! {
        <div class="page page--wide stack stack--wide">
            <PaperHead title=say!(l, policy.change) day=words::day(l, line.at) />
            <header class="stack">
                <div class="stack stack--tight">
                    <h2 class="heading">
                        <a href=address::POLICY>{say!(l, policy.change)}</a>
                    </h2>
                    <p class="line">{state_tag(&line.state)} <span class="soft">{by}</span></p>
                </div>
                <div class="line">{mend} <PrintButton /></div>
            </header>
            <div class="beside">
                <div class="stack">
                    <Card title=say!(l, policy.what)>
                        <Facts>
                            {changes.iter().map(changed).collect_view()}
                            <Fact name=words::label(l, keys::FROM)>{in_force.unwrap_or(from)}</Fact>
                            <Fact name=words::label(l, keys::REASON)>
                                <span class="facts__text">{reason}</span>
                            </Fact>
                        </Facts>
                    </Card>
                    <Card title=say!(l, approval.progress)>
                        <Progress of=line to_whom log instead_of />
                    </Card>
                    <PaperSigns signs />
                </div>
                <div class="stack off-paper">
                    <Card title=say!(l, complaint.journey)>
                        <journey::Way journey />
                    </Card>
                </div>
            </div>
        </div>
        {bar}
    }
}

/// A number before and after.
fn changed(change: &Change) -> impl IntoView + use<> {
    let l = language();
    let text = |text: &str| {
        let many = PolicyForm::field(&change.key).is_some_and(|field| matches!(field.input, Input::Many(_)));
        let words = text
            .split(',')
            .map(|code| if many { words::choice(l, &change.key, code) } else { code.to_owned() });
        match text {
            "" => say!(l, policy.empty).to_owned(),
            _ => words.collect::<Vec<_>>().join(say!(l, form.between)),
        }
    };
    let told = say!(l, policy.from_to, from = text(&change.from), to = text(&change.to));
    view! { <Fact name=words::label(l, &change.key)>{told}</Fact> }
}

/// What can be done, near the thumb.
#[component]
fn Acts(
    id: RecordId,
    /// The step that waits.
    step: Option<u16>,
    next: Vec<Action>,
    open: RwSignal<Option<Ask>>,
) -> impl IntoView {
    let l = language();
    let does = doer();
    let approve = Callback::new(move |()| {
        let Some(step) = step else { return };
        does.run(Deed {
            id,
            command: approving(AskedFor::Policy, step),
            also: Vec::new(),
            draft: None,
            said: Some(say!(l, approval.said_approve).to_owned()),
            then: Some(address::APPROVALS.to_owned()),
            undone: Some(address::policy_change(id)),
            failed: None,
        });
    });
    let may = |action: Action| next.contains(&action);
    if may(Action::Decide) {
        let second = move || {
            view! {
                <Opens ask=Ask::Return open look=Look::Quiet />
                <Opens ask=Ask::HandOn open look=Look::Quiet />
            }
        };
        return view! {
            <Actions second>
                <Opens ask=Ask::Refuse open look=Look::Refuse />
                <Button look=Look::Main press=approve>
                    {say!(l, approval.approve)}
                </Button>
            </Actions>
        }
        .into_any();
    }
    let withdraw = may(Action::Withdraw).then(|| view! { <Opens ask=Ask::Withdraw open /> });
    let again = may(Action::ResubmitRequest).then(|| {
        view! {
            <ButtonLink href=address::correct_policy(id, None) look=Look::Main>
                {say!(l, policy.again_save)}
            </ButtonLink>
        }
    });
    view! { <Actions>{withdraw} {again}</Actions> }.into_any()
}
