//! The app in parts: what the first screens need comes first, these pages right after it. `cargo xtask build` cuts the module
//! where a function is marked (docs/decisions/0040).

#![expect(
    clippy::unnecessary_wraps,
    reason = "drawing cannot fail; what the macro makes of it fails when a part is not there"
)]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, Look};
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::pages::address;
use crate::pages::approvals::Approvals;
use crate::pages::calendar::CalendarPage;
use crate::pages::complaint::{AnswerComplaint, Complaints, CorrectNote, TakeNote};
use crate::pages::customer::{CorrectFile, Customer, NewFile, Overview};
use crate::pages::deputy::NameDeputy;
use crate::pages::gift::{ConfirmGift, CorrectGift, ListGift, OpenGifts};
use crate::pages::import::{ImportPage, ImportsPage};
use crate::pages::people::People;
use crate::pages::policy::{CorrectProposal, Propose, Rules};
use crate::pages::request::{AskForVisit, CorrectRequest};
use crate::pages::state::{Pill, titled};
use crate::pages::sync_centre::SyncCentre;
use crate::pages::visit::{CorrectVisit, PlanVisit, ReportVisit, Visit};
use crate::shell::Shell;
use crate::words::{language, say};

/// Pages of the daily work. Fetched by everybody as soon as the first screen stands, so that a form opens at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Customer,
    NewFile,
    Overview,
    CorrectFile,
    TakeNote,
    CorrectNote,
    AnswerComplaint,
    Complaints,
    PlanVisit,
    ReportVisit,
    CorrectVisit,
    Visit,
    Approvals,
    AskForVisit,
    CorrectRequest,
    OpenGifts,
    ListGift,
    ConfirmGift,
    CorrectGift,
    NameDeputy,
    SyncCentre,
}

/// Pages of those who look after the app itself. Fetched when one of them is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Office {
    Calendar,
    Rules,
    Propose,
    CorrectProposal,
    Imports,
    Import,
    People,
}

#[wasm_split(work, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_work))]
fn draw_work(page: Work) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Work::Customer => view! { <Customer /> }.into_any(),
        Work::NewFile => view! { <NewFile /> }.into_any(),
        Work::Overview => view! { <Overview /> }.into_any(),
        Work::CorrectFile => view! { <CorrectFile /> }.into_any(),
        Work::TakeNote => view! { <TakeNote /> }.into_any(),
        Work::CorrectNote => view! { <CorrectNote /> }.into_any(),
        Work::AnswerComplaint => view! { <AnswerComplaint /> }.into_any(),
        Work::Complaints => view! { <Complaints /> }.into_any(),
        Work::PlanVisit => view! { <PlanVisit /> }.into_any(),
        Work::ReportVisit => view! { <ReportVisit /> }.into_any(),
        Work::CorrectVisit => view! { <CorrectVisit /> }.into_any(),
        Work::Visit => view! { <Visit /> }.into_any(),
        Work::Approvals => view! { <Approvals /> }.into_any(),
        Work::AskForVisit => view! { <AskForVisit /> }.into_any(),
        Work::CorrectRequest => view! { <CorrectRequest /> }.into_any(),
        Work::OpenGifts => view! { <OpenGifts /> }.into_any(),
        Work::ListGift => view! { <ListGift /> }.into_any(),
        Work::ConfirmGift => view! { <ConfirmGift /> }.into_any(),
        Work::CorrectGift => view! { <CorrectGift /> }.into_any(),
        Work::NameDeputy => view! { <NameDeputy /> }.into_any(),
        Work::SyncCentre => view! { <SyncCentre /> }.into_any(),
    })
}

#[wasm_split(office, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_office))]
fn draw_office(page: Office) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Office::Calendar => view! { <CalendarPage /> }.into_any(),
        Office::Rules => view! { <Rules /> }.into_any(),
        Office::Propose => view! { <Propose /> }.into_any(),
        Office::CorrectProposal => view! { <CorrectProposal /> }.into_any(),
        Office::Imports => view! { <ImportsPage /> }.into_any(),
        Office::Import => view! { <ImportPage /> }.into_any(),
        Office::People => view! { <People /> }.into_any(),
    })
}

/// How far a part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nobody asked for it, or it is on its way.
    Away,
    Here,
    /// It could not be fetched: no network, and not on the device.
    Missing,
}

/// The parts that are not here from the beginning.
#[derive(Clone, Copy)]
pub struct Parts {
    work: RwSignal<Stage>,
    office: RwSignal<Stage>,
}

impl Parts {
    /// None of them is here. Once, at the start of the app.
    pub fn away() -> Self {
        Self { work: RwSignal::new(Stage::Away), office: RwSignal::new(Stage::Away) }
    }

    /// Those of this app.
    pub fn here() -> Self {
        expect_context()
    }

    /// Fetches what everybody needs next, once the first screen stands.
    pub fn follow(self, read: Signal<bool>) {
        Effect::new(move || {
            if read.get() {
                bring(self.work, fetch_work());
            }
        });
    }

    /// A page of the daily work.
    pub fn work(self, page: Work) -> AnyView {
        face(Place::Page, self.work, fetch_work, move || at_once(draw_work(page)))
    }

    /// What stands beside a list.
    pub fn beside(self, page: Work) -> AnyView {
        face(Place::Pane, self.work, fetch_work, move || at_once(draw_work(page)))
    }

    /// A page of those who look after the app itself.
    pub fn office(self, page: Office) -> AnyView {
        face(Place::Page, self.office, fetch_office, move || at_once(draw_office(page)))
    }
}

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Page,
    /// Beside a list; on a phone over it.
    Pane,
    /// In place of every page: what all of them need is not here.
    App,
}

/// The page, or what stands in its place until its part is here.
fn face<F>(
    place: Place,
    stage: RwSignal<Stage>,
    fetch: fn() -> F,
    page: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    F: Future<Output = Result<(), SplitLoaderError>> + 'static,
{
    if stage.get_untracked() != Stage::Here {
        // What could not be fetched a while ago may be there now.
        stage.set(Stage::Away);
        bring(stage, fetch());
    }
    let device = Shell::here().device;
    let face = move || match stage.get() {
        Stage::Here => page(),
        Stage::Away => waits(place),
        Stage::Missing => missing(
            place,
            Callback::new(move |()| {
                spawn_local(async move {
                    if fetch().await.is_ok() {
                        stage.set(Stage::Here);
                    } else {
                        // With a network it is the copy on this device that is broken.
                        device.tell_damage();
                    }
                });
            }),
        ),
    };
    face.into_any()
}

fn waits(place: Place) -> AnyView {
    match place {
        Place::Page | Place::App => view! {
            <main class="page">
                <Bones />
            </main>
        }
        .into_any(),
        Place::Pane => view! {
            {bar(place)}
            <Bones />
        }
        .into_any(),
    }
}

fn bar(place: Place) -> AnyView {
    let l = language();
    let (title, pane) = (say!(l, common.app), place == Place::Pane);
    let above = match place {
        Place::Page => address::TODAY,
        Place::Pane => address::CUSTOMERS,
        // No other page could be drawn either.
        Place::App => {
            return view! {
                <Bar title>
                    <Pill />
                </Bar>
            }
            .into_any();
        }
    };
    let back = Back { href: above.to_owned(), label: say!(l, common.back).to_owned() };
    view! {
        <Bar title back pane>
            <Pill />
        </Bar>
    }
    .into_any()
}

/// Only after a browser has thrown away or broken files of the app: the worker keeps all of them from the first visit on.
pub fn missing(place: Place, again: Callback<()>) -> AnyView {
    let l = language();
    let (title, text) = match place {
        Place::App => (say!(l, common.app_away), say!(l, common.app_away_note)),
        Place::Page | Place::Pane => (say!(l, common.page_away), say!(l, common.page_away_note)),
    };
    titled(title);
    let words = view! {
        <Empty sign=Sign::CloudOff title text>
            <Button look=Look::Main press=again>
                {say!(l, common.again)}
            </Button>
        </Empty>
    };
    let inside = match place {
        Place::Page | Place::App => view! { <main>{words}</main> }.into_any(),
        Place::Pane => words.into_any(),
    };
    view! {
        {bar(place)}
        {inside}
    }
    .into_any()
}

fn bring(stage: RwSignal<Stage>, fetched: impl Future<Output = Result<(), SplitLoaderError>> + 'static) {
    spawn_local(async move {
        let found = if fetched.await.is_ok() { Stage::Here } else { Stage::Missing };
        stage.maybe_update(|stage| std::mem::replace(stage, found) != found);
    });
}

/// What is drawn by a part that is here: it answers at the first question.
fn at_once(drawn: impl Future<Output = Result<AnyView, SplitLoaderError>>) -> AnyView {
    match pin!(drawn).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(page)) => page,
        // Not while the part is here.
        Poll::Ready(Err(_)) | Poll::Pending => ().into_any(),
    }
}
