//! One import by how far it is: what the file is and what would be done, how far it got, what came of it, the way back.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::columns::{Care, Columns, Read, Rows};
use super::forecast::{Ahead, FirstRows};
use super::list::stage;
use super::work::Work;
use crate::kit::Tone;
use crate::kit::banner::Banner;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, ButtonLink, Look};
use crate::kit::card::Card;
use crate::kit::facts::{Fact, Facts};
use crate::kit::field::{Around, Field, LineInput};
use crate::kit::icon::Sign;
use crate::kit::meter::Meter;
use crate::kit::sheet::Sheet;
use crate::pages::address;
use crate::pages::state::{Pill, titled};
use crate::shell::{Import, Stage, Unsigned, What};
use crate::words::{self, language, say};

/// How often a running import is asked how far it is.
const BEAT: Duration = Duration::from_secs(1);

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let l = language();
    titled(say!(l, import.title));
    let path = use_location().pathname;
    let id = Memo::new(move |_| path.with(|path| address::import_in(path)).unwrap_or_default());
    let back = Back { href: address::IMPORTS.to_owned(), label: say!(l, common.back).to_owned() };
    view! {
        <Bar title=say!(l, import.title) back>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">{move || view! { <One id=id.get() /> }}</div>
        </main>
    }
}

#[component]
fn One(id: String) -> impl IntoView {
    let work = Work::open(id);
    let known = Memo::new(move |_| work.import.with(Option::is_some));
    let state = Memo::new(move |_| work.import.with(|import| Some(import.as_ref()?.as_ref().ok()?.state)));
    // Asked only while something goes on, and never after the page was left.
    let beat = set_interval_with_handle(
        move || {
            if matches!(state.get_untracked(), Some(Stage::Running | Stage::Undoing)) {
                work.read_again();
            }
        },
        BEAT,
    );
    on_cleanup(move || {
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    let why = move || work.import.get().and_then(Result::err);
    view! {
        {move || work.failed.get().map(|why| view! { <NotDone why /> })}
        {move || why().map(|why| view! { <NotDone why /> })}
        {move || match state.get() {
            None if known.get() => ().into_any(),
            None => view! { <Bones rows=5 /> }.into_any(),
            Some(Stage::Looked) => view! { <Ready /> }.into_any(),
            Some(Stage::Running | Stage::Undoing) => view! { <Going /> }.into_any(),
            Some(Stage::Done | Stage::Undone) => view! { <Came /> }.into_any(),
        }}
    }
}

/// Why something was not done.
#[component]
pub(super) fn NotDone(why: Unsigned) -> impl IntoView {
    let l = language();
    view! {
        <Banner sign=Sign::Alert tone=Tone::Wrong>
            <p role="alert">{words::not_imported(l, why.code())}</p>
        </Banner>
    }
}

/// The file was read: what it is, and what would be done.
#[component]
fn Ready() -> impl IntoView {
    let l = language();
    let work = Work::here();
    let customers = Memo::new(move |_| work.what.get() == What::Customers);
    let file = move || work.import.get().and_then(Result::ok);
    view! {
        {move || file().map(|import| view! { <File import /> })}
        <Rows />
        {move || file().map(|import| view! { <Columns columns=import.columns /> })}
        {move || customers.get().then(|| view! { <Care /> })}
        <Ahead />
        <Label />
        <Begin />
        <p class="soft read">{say!(l, import.undo_note)}</p>
        <FirstRows />
    }
}

#[component]
fn File(import: Import) -> impl IntoView {
    let l = language();
    let kind = match import.format.as_str() {
        "xlsx" => "Excel".to_owned(),
        _ => import.encoding.clone().unwrap_or_default().to_uppercase(),
    };
    let meta =
        [kind, say!(l, import.rows, n = words::grouped(u64::from(import.rows)))].join(say!(l, common.dot));
    view! {
        <header class="stack stack--tight">
            <h2 class="heading">{import.name.clone()}</h2>
            <p class="soft">{meta}</p>
        </header>
        <Read import />
    }
}

#[component]
fn Label() -> impl IntoView {
    let l = language();
    let label = Work::here().label;
    let around = Around {
        id: "import-label".into(),
        label: say!(l, import.label).to_owned(),
        optional: Signal::stored(None),
        help: Some(say!(l, import.label_help).to_owned()),
        problem: Signal::stored(None),
    };
    view! {
        <Field around=around.clone()>
            <LineInput
                around
                text=label
                on_text=Callback::new(move |typed| label.set(typed))
                on_leave=Callback::new(|()| ())
            />
        </Field>
    }
}

/// The button that begins, which says what it would do, and the one that lets the file go.
#[component]
fn Begin() -> impl IntoView {
    let l = language();
    let (work, navigate) = (Work::here(), use_navigate());
    let count = Memo::new(move |_| match work.forecast.get() {
        Some(Ok(forecast)) => forecast.fresh + forecast.fills,
        _ => 0,
    });
    let off = Signal::derive(move || work.busy.get() || count.get() == 0);
    let words = move || match (count.get(), work.what.get()) {
        (0, _) => say!(l, import.nothing).to_owned(),
        (n, What::Customers) => say!(l, import.begin, n = words::grouped(u64::from(n))),
        (n, What::Orders) => say!(l, import.begin_orders, n = words::grouped(u64::from(n))),
    };
    let go = Callback::new(move |()| {
        let navigate = navigate.clone();
        let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
        work.let_go(move || navigate(address::IMPORTS, replace));
    });
    view! {
        <div class="line">
            <Button look=Look::Main sign=Sign::Tick press=Callback::new(move |()| work.run()) off>
                {words}
            </Button>
            <Button look=Look::Quiet press=go>
                {say!(l, import.let_go)}
            </Button>
        </div>
    }
}

/// It goes on, whether anybody looks or not.
#[component]
fn Going() -> impl IntoView {
    let l = language();
    let work = Work::here();
    let import = move || work.import.get().and_then(Result::ok);
    let rows = Signal::derive(move || import().map_or(0, |import| u64::from(import.rows)));
    let done = Signal::derive(move || {
        import().map_or(0, |import| match import.state {
            Stage::Undoing => u64::from(import.undone + import.kept),
            _ => u64::from(import.done),
        })
    });
    view! {
        <Card title=say!(l, import.title)>
            <div class="stack" role="status">
                <p>{move || import().map(|import| stage(import.state))}</p>
                <Meter value=done of=rows label=say!(l, import.running) />
                <p class="soft">
                    {move || say!(l, import.so_far, done = words::grouped(done.get()), rows = words::grouped(rows.get()))}
                </p>
                <p class="soft read">{say!(l, import.goes_on)}</p>
            </div>
        </Card>
    }
}

/// What came of it, and the way back.
#[component]
fn Came() -> impl IntoView {
    let l = language();
    let work = Work::here();
    let open = RwSignal::new(false);
    let facts = move || {
        let import = work.import.get().and_then(Result::ok)?;
        let orders = import.what == Some(What::Orders);
        let filled = if orders { say!(l, import.n_ordered) } else { say!(l, import.n_fills) };
        let all = [
            (say!(l, import.n_fresh), import.fresh),
            (filled, import.filled),
            (say!(l, import.n_same), import.same),
            (say!(l, import.n_skipped), import.skipped),
            (say!(l, import.n_refused), import.refused),
            (say!(l, import.n_undone), import.undone),
            (say!(l, import.n_kept), import.kept),
        ];
        let all = all.into_iter().filter(|(_, n)| *n > 0);
        let facts =
            all.map(|(name, n)| view! { <Fact name>{words::grouped(u64::from(n))}</Fact> }).collect_view();
        let title = if import.label.is_empty() { import.name.clone() } else { import.label.clone() };
        let undo = (import.state == Stage::Done).then(|| {
            view! {
                <Button look=Look::Refuse press=Callback::new(move |()| open.set(true))>
                    {say!(l, import.undo)}
                </Button>
            }
        });
        Some(view! {
            <header class="stack stack--tight">
                <h2 class="heading">{title}</h2>
                <p class="soft">{stage(import.state)}</p>
            </header>
            <Card title=say!(l, import.came)>
                <Facts>{facts}</Facts>
            </Card>
            <div class="line">
                <ButtonLink href=address::CUSTOMERS look=Look::Main sign=Sign::People>
                    {say!(l, common.customers)}
                </ButtonLink>
                {undo}
            </div>
        })
    };
    let close = Callback::new(move |()| open.set(false));
    let really = Callback::new(move |()| {
        open.set(false);
        work.undo();
    });
    view! {
        {facts}
        <Sheet name="undo" title=say!(l, import.undo_ask) close=say!(l, common.close) open on_close=close>
            <p class="read">{say!(l, import.undo_note)}</p>
            <div class="line">
                <Button look=Look::Destroy press=really>
                    {say!(l, import.undo)}
                </Button>
                <Button press=close>{say!(l, common.cancel)}</Button>
            </div>
        </Sheet>
    }
}
