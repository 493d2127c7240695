//! What is done to an approval with a few words: return, refuse, hand on, let know, take back, call off. Each in a sheet
//! of its own, near the thumb. Source: REQ-02

use domain::approval::{Copy, Decide, HandOn, Verdict, WhyForm, Withdraw, WordForm, keys};
use domain::form::Draft;
use domain::request::{Cancel, GiveFeedback, RequestCommand};
use domain::{Command, RecordId, UserId};
use leptos::prelude::*;

use crate::form::{FormState, RecordForm};
use crate::kit::button::{Button, Look};
use crate::kit::sheet::Sheet;
use crate::live::Live;
use crate::pages::address;
use crate::pages::colleague::Colleague;
use crate::pages::deed::{Deed, doer};
use crate::pages::sources::sources;
use crate::shell::clock;
use crate::words::{language, say};

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// 退回
    Return,
    /// 拒绝
    Refuse,
    /// 转交
    HandOn,
    /// 抄送
    Copy,
    /// 撤回
    Withdraw,
    /// Call off what was approved.
    Cancel,
    /// 反馈
    Feedback,
}

impl Ask {
    const ALL: [Self; 7] =
        [Self::Return, Self::Refuse, Self::HandOn, Self::Copy, Self::Withdraw, Self::Cancel, Self::Feedback];

    const fn name(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Refuse => "refuse",
            Self::HandOn => "hand-on",
            Self::Copy => "copy",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
            Self::Feedback => "feedback",
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Return => "return-form",
            Self::Refuse => "refuse-form",
            Self::HandOn => "hand-on-form",
            Self::Copy => "copy-form",
            Self::Withdraw => "withdraw-form",
            Self::Cancel => "cancel-form",
            Self::Feedback => "feedback-form",
        }
    }

    /// The heading, the words on the button, what is said then.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        let l = language();
        match self {
            Self::Return => {
                (say!(l, approval.return_ask), say!(l, approval.return_), say!(l, approval.said_return))
            }
            Self::Refuse => {
                (say!(l, approval.refuse_ask), say!(l, approval.refuse), say!(l, approval.said_refuse))
            }
            Self::HandOn => {
                (say!(l, approval.hand_on_ask), say!(l, approval.hand_on), say!(l, approval.said_hand_on))
            }
            Self::Copy => (say!(l, approval.copy_ask), say!(l, approval.copy), say!(l, approval.said_copy)),
            Self::Withdraw => {
                (say!(l, approval.withdraw_ask), say!(l, approval.withdraw), say!(l, approval.said_withdraw))
            }
            Self::Cancel => {
                (say!(l, request.cancel_ask), say!(l, request.cancel), say!(l, request.said_cancel))
            }
            Self::Feedback => (
                say!(l, request.feedback_ask),
                say!(l, request.feedback_give),
                say!(l, request.said_feedback),
            ),
        }
    }

    /// Whether it goes to somebody.
    const fn has_to(self) -> bool {
        matches!(self, Self::HandOn | Self::Copy)
    }

    /// Whether the decision is over for this person then.
    const fn decides(self) -> bool {
        matches!(self, Self::Return | Self::Refuse | Self::HandOn)
    }

    /// The command. Nothing without somebody to whom it goes.
    fn command(self, step: u16, comment: String, to: Option<UserId>) -> Option<RequestCommand> {
        Some(match self {
            Self::Return => decide(step, Verdict::Return, comment),
            Self::Refuse => decide(step, Verdict::Refuse, comment),
            Self::HandOn => RequestCommand::HandOn(HandOn { step, to: to?, comment }),
            Self::Copy => RequestCommand::Copy(Copy { to: to? }),
            Self::Withdraw => RequestCommand::Withdraw(Withdraw { reason: comment }),
            Self::Cancel => RequestCommand::Cancel(Cancel { reason: comment }),
            Self::Feedback => RequestCommand::GiveFeedback(GiveFeedback { text: comment }),
        })
    }
}

/// The command that decides a step.
pub(super) fn decide(step: u16, verdict: Verdict, comment: String) -> RequestCommand {
    RequestCommand::Decide(Decide { step, verdict, comment })
}

/// A button that opens one of the sheets.
#[component]
pub(super) fn Opens(
    /// Which.
    ask: Ask,
    /// Which is open.
    open: RwSignal<Option<Ask>>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
) -> impl IntoView {
    let (_, words, _) = ask.words();
    view! {
        <Button look press=Callback::new(move |()| open.set(Some(ask)))>
            {words}
        </Button>
    }
}

/// The sheets.
#[component]
pub(super) fn Sheets(
    /// The request.
    id: RecordId,
    /// The step that waits.
    #[prop(into)]
    step: Signal<u16>,
    /// Which is open.
    open: RwSignal<Option<Ask>>,
) -> impl IntoView {
    let l = language();
    let does = doer();
    let close = Callback::new(move |()| open.set(None));
    let sheet = move |ask: Ask| {
        view! {
            <Sheet
                name=ask.name()
                title=ask.words().0
                close=say!(l, common.close)
                open=Signal::derive(move || open.get() == Some(ask))
                on_close=close
            >
                <Asked id step ask close does />
            </Sheet>
        }
    };
    Ask::ALL.map(sheet).into_iter().collect_view()
}

#[component]
fn Asked(
    id: RecordId,
    step: Signal<u16>,
    ask: Ask,
    close: Callback<()>,
    does: Callback<Deed>,
) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let (_, go, said) = ask.words();
    let form = match ask {
        Ask::Return | Ask::Refuse | Ask::Cancel | Ask::Feedback => {
            FormState::new::<WhyForm>(Draft::default(), clock::now)
        }
        Ask::HandOn | Ask::Copy | Ask::Withdraw => FormState::new::<WordForm>(Draft::default(), clock::now),
    };
    let people = live.colleagues_for(id, ask == Ask::HandOn);
    let (chosen, tried) = (RwSignal::new(None), RwSignal::new(false));
    let done = Callback::new(move |draft: Draft| {
        tried.set(true);
        let comment = draft.get(keys::COMMENT).trim().to_owned();
        let Some(command) = ask.command(step.get_untracked(), comment, chosen.get_untracked()) else {
            return;
        };
        does.run(Deed {
            id,
            command: Command::Request(command),
            also: Vec::new(),
            draft: None,
            said: Some(said.to_owned()),
            then: ask.decides().then(|| address::APPROVALS.to_owned()),
            undone: Some(address::request(id)),
            failed: None,
        });
        close.run(());
    });
    // Whoever is let know reads what stands there.
    let without: &'static [&'static str] = if ask == Ask::Copy { &[keys::COMMENT] } else { &[] };
    let look = match ask {
        Ask::Refuse | Ask::Withdraw | Ask::Cancel => Look::Destroy,
        Ask::Return | Ask::HandOn | Ask::Copy | Ask::Feedback => Look::Main,
    };
    view! {
        <div class="stack">
            {ask
                .has_to()
                .then(|| view! { <Colleague name="to" label=say!(l, approval.to) people chosen missing=tried /> })}
            <RecordForm
                id=ask.form()
                form
                sources=sources()
                without
                on_pause=Callback::new(|()| {})
                on_done=done
            />
            <div class="pair">
                <Button press=close>{say!(l, common.cancel)}</Button>
                <Button look form=ask.form()>
                    {go}
                </Button>
            </div>
        </div>
    }
}
