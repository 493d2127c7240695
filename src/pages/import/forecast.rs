//! What an import would do: how many files it opens and fills in, the first rows, and what is wrong with which row.

use leptos::prelude::*;

use super::one::NotDone;
use super::rows::to_mend;
use super::work::Work;
use crate::kit::Tone;
use crate::kit::bone::Bones;
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::facts::{Fact, Facts};
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::tag::Tag;
use crate::shell::{Forecast, ForecastLine, What, save_as};
use crate::words::{self, language, say};

/// What would be done, as soon as it is worked out.
#[component]
pub(super) fn Ahead() -> impl IntoView {
    let work = Work::here();
    move || match work.forecast.get() {
        None => view! { <Bones rows=3 /> }.into_any(),
        Some(Err(why)) => view! { <NotDone why /> }.into_any(),
        Some(Ok(forecast)) => view! { <Told forecast /> }.into_any(),
    }
}

#[component]
fn Told(forecast: Forecast) -> impl IntoView {
    let (l, work) = (language(), Work::here());
    let orders = work.what.get_untracked() == What::Orders;
    let Forecast { fresh, fills, same, twice, bad, warnings, problems, .. } = forecast;
    let facts = [
        (if orders { "" } else { say!(l, import.n_fresh) }, fresh),
        (if orders { say!(l, import.n_ordered) } else { say!(l, import.n_fills) }, fills),
        (say!(l, import.n_same), same),
        (say!(l, import.n_twice), twice),
        (say!(l, import.n_warnings), warnings),
        (say!(l, import.n_bad), bad),
    ];
    let facts = facts.into_iter().filter(|(name, n)| *n > 0 && !name.is_empty());
    let facts =
        facts.map(|(name, n)| view! { <Fact name>{words::grouped(u64::from(n))}</Fact> }).collect_view();
    let mend = (!problems.is_empty()).then(|| {
        let press = Callback::new(move |()| {
            let named = work.import.get_untracked().and_then(Result::ok);
            let Some(import) = named else { return };
            let headers = import.columns.iter().map(|column| column.header.as_str());
            let name = format!("{}-{}.csv", import.name, say!(l, import.to_mend));
            // A browser that lets nothing be saved says so itself.
            drop(save_as(&name, &to_mend(l, headers, &problems)));
        });
        view! {
            <Button press look=Look::Quiet sign=Sign::Export>
                {say!(l, import.save_problems)}
            </Button>
        }
    });
    view! {
        <Card title=say!(l, import.ahead)>
            <div class="stack">
                <div role="status">
                    <Facts>{facts}</Facts>
                </div>
                {mend}
            </div>
        </Card>
    }
}

/// The first rows, each with what becomes of it.
#[component]
pub(super) fn FirstRows() -> impl IntoView {
    let l = language();
    let work = Work::here();
    move || {
        let lines = work.forecast.get().and_then(Result::ok).map(|forecast| forecast.lines)?;
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack stack--tight">
                    <h2>{say!(l, import.first_rows)}</h2>
                    <List card=true>{lines.into_iter().map(row).collect_view()}</List>
                </section>
            }
        })
    }
}

fn row(line: ForecastLine) -> impl IntoView {
    let l = language();
    let ForecastLine { row, name, verdict, existing, problems } = line;
    let (word, tone) = match verdict.as_str() {
        "fresh" => (say!(l, import.v_fresh), Tone::Done),
        "fills" => (say!(l, import.v_fills), Tone::Plain),
        "same" => (say!(l, import.v_same), Tone::Plain),
        "twice" => (say!(l, import.v_twice), Tone::Late),
        _ => (say!(l, import.v_bad), Tone::Wrong),
    };
    let title = if name.is_empty() { say!(l, import.no_name).to_owned() } else { name.clone() };
    let existing = existing.filter(|existing| *existing != name);
    let meta =
        [Some(say!(l, import.row, n = row)), existing.map(|name| say!(l, import.is_there, name = name))];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(say!(l, common.dot));
    let wrong: Vec<_> = problems.iter().map(|problem| words::cell(l, &problem.key, &problem.code)).collect();
    let lines = move || {
        view! {
            {wrong.iter().cloned().map(|wrong| view! { <p class="row__words">{wrong}</p> }).collect_view()}
            <p class="row__meta">{meta.clone()}</p>
        }
    };
    view! {
        <Row mark=Mark::letter(&name) title lines>
            <Tag text=word tone />
        </Row>
    }
}
