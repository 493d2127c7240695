//! The files that were imported, and the way to one more.

use domain::values::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::Look;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::pick::PickFile;
use crate::pages::address;
use crate::pages::import::one::NotDone;
use crate::pages::state::{Pill, titled};
use crate::shell::{Import, Imports, Stage, Unsigned, clock};
use crate::words::{self, language, say};

/// What the browser offers to choose from.
const KINDS: &str = ".csv,.tsv,.txt,.xlsx";

/// The list.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let l = language();
    titled(say!(l, import.title));
    let navigate = use_navigate();
    let all = RwSignal::new(None::<Result<Vec<Import>, Unsigned>>);
    spawn_local(async move { drop(all.try_set(Some(Imports.all().await))) });
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Unsigned>);
    let send = Callback::new(move |files: web_sys::FileList| {
        let Some(file) = files.get(0).filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        failed.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let sent = Imports.send(&file).await;
            busy.try_set(false);
            match sent {
                Ok(import) => {
                    let to = address::import(&import.import_id.to_string());
                    navigate(&to, NavigateOptions::default());
                }
                Err(why) => drop(failed.try_set(Some(why))),
            }
        });
    });
    let back = Back { href: address::ME.to_owned(), label: say!(l, common.back).to_owned() };
    let words = Signal::derive(move || {
        if busy.get() { say!(l, import.sending) } else { say!(l, import.choose) }.to_owned()
    });
    let list = move || match all.get() {
        None => view! { <Bones rows=3 /> }.into_any(),
        Some(Err(why)) => view! { <NotDone why /> }.into_any(),
        Some(Ok(all)) if all.is_empty() => {
            view! { <Empty sign=Sign::Export title=say!(l, import.none) text=say!(l, import.none_note) /> }
                .into_any()
        }
        Some(Ok(all)) => {
            view! { <List card=true>{all.into_iter().map(row).collect_view()}</List> }.into_any()
        }
    };
    view! {
        <Bar title=say!(l, import.title) back>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">
                <p class="read">{say!(l, import.note)}</p>
                {move || failed.get().map(|why| view! { <NotDone why /> })}
                <div class="line">
                    <PickFile words kinds=KINDS look=Look::Main sign=Sign::Plus off=busy on_files=send />
                </div>
                {list}
            </div>
        </main>
    }
}

fn row(import: Import) -> impl IntoView {
    let l = language();
    let title = if import.label.is_empty() { import.name.clone() } else { import.label.clone() };
    let when = words::day(l, Moment::new(import.at_ms, clock::now().offset_min));
    let meta =
        [when, say!(l, import.rows, n = words::grouped(u64::from(import.rows)))].join(say!(l, common.dot));
    let state = stage(import.state);
    let lines = move || view! { <p class="row__meta">{meta.clone()}</p> };
    view! {
        <Row mark=Mark::Sign(Sign::Doc) title href=address::import(&import.import_id.to_string()) lines>
            <span>{state}</span>
        </Row>
    }
}

/// The word for how far it is.
pub(super) fn stage(stage: Stage) -> &'static str {
    let l = language();
    match stage {
        Stage::Looked => say!(l, import.looked),
        Stage::Running => say!(l, import.running),
        Stage::Done => say!(l, import.done),
        Stage::Undoing => say!(l, import.undoing),
        Stage::Undone => say!(l, import.undone),
    }
}
