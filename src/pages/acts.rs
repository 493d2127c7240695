//! What is done to an approval with a few words: return, refuse, hand on, let know, take back, call off. Each in a sheet
//! of its own, near the thumb. Source: REQ-02

use domain::approval::{Copy, Decide, HandOn, Verdict, WhyForm, Withdraw, WordForm, keys};
use domain::form::Draft;
use domain::request::{Cancel, GiveFeedback};
use domain::{Command, RecordId, UserId};
use leptos::prelude::*;

use crate::form::{FormState, RecordForm};
use crate::kit::button::{Button, Look};
use crate::kit::sheet::Sheet;
use crate::live::{AskedFor, Live};
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

    /// The command. Nothing without somebody to whom it goes, and for what cannot be done with what was asked for.
    fn command(self, of: AskedFor, step: u16, comment: String, to: Option<UserId>) -> Option<Command> {
        Some(match (of, self) {
            (of, Self::Return) => deciding(of, decide(step, Verdict::Return, comment)),
            (of, Self::Refuse) => deciding(of, decide(step, Verdict::Refuse, comment)),
            (AskedFor::Visits, ask) => Command::Request(match ask {
                Self::HandOn => HandOn { step, to: to?, comment }.into(),
                Self::Copy => Copy { to: to? }.into(),
                Self::Withdraw => Withdraw { reason: comment }.into(),
                Self::Cancel => Cancel { reason: comment }.into(),
                Self::Feedback => GiveFeedback { text: comment }.into(),
                Self::Return | Self::Refuse => return None,
            }),
            (AskedFor::Policy, ask) => Command::PolicyChange(match ask {
                Self::HandOn => HandOn { step, to: to?, comment }.into(),
                Self::Withdraw => Withdraw { reason: comment }.into(),
                _ => return None,
            }),
        })
    }
}

/// What decides a step.
pub const fn decide(step: u16, verdict: Verdict, comment: String) -> Decide {
    Decide { step, verdict, comment }
}

/// The command that does so.
fn deciding(of: AskedFor, decide: Decide) -> Command {
    match of {
        AskedFor::Visits => Command::Request(decide.into()),
        AskedFor::Policy => Command::PolicyChange(decide.into()),
    }
}

/// The command that approves a step.
pub fn approving(of: AskedFor, step: u16) -> Command {
    deciding(of, decide(step, Verdict::Approve, String::new()))
}

/// Where it is read.
pub fn page_of(of: AskedFor, id: RecordId) -> String {
    match of {
        AskedFor::Visits => address::request(id),
        AskedFor::Policy => address::policy_change(id),
    }
}

/// A button that opens one of the sheets.
#[component]
pub fn Opens(
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
pub fn Sheets(
    /// What is to be approved.
    id: RecordId,
    /// What is asked for.
    of: AskedFor,
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
                <Asked id of step ask close does />
            </Sheet>
        }
    };
    let fits = |ask: &Ask| of == AskedFor::Visits || !matches!(ask, Ask::Copy | Ask::Cancel | Ask::Feedback);
    Ask::ALL.into_iter().filter(fits).map(sheet).collect_view()
}

#[component]
fn Asked(
    id: RecordId,
    of: AskedFor,
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
        let Some(command) = ask.command(of, step.get_untracked(), comment, chosen.get_untracked()) else {
            return;
        };
        does.run(Deed {
            id,
            command,
            also: Vec::new(),
            draft: None,
            said: Some(said.to_owned()),
            then: ask.decides().then(|| address::APPROVALS.to_owned()),
            undone: Some(page_of(of, id)),
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
