//! Which days are free and which are worked in exchange: what is published, and what an administrator adds. Source: FOL-07

use domain::calendar::{Arrangement, HolidayCommand, HolidayForm, PUBLISHED, Put, Withdraw};
use domain::form::{Draft, Form as _};
use domain::values::day_text;
use domain::{Command, RecordId};
use leptos::prelude::*;

use crate::form::{FormState, RecordForm};
use crate::kit::bar::{Back, Bar};
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row, each};
use crate::live::{HolidayLine, Live};
use crate::pages::address;
use crate::pages::deed::{Deed, doer};
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::shell::{Shell, clock};
use crate::words::{self, language, say};

const FORM: &str = "holiday";

/// The holidays by year, and for an administrator the form that adds one.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let l = language();
    titled(say!(l, calendar.title));
    let live = Live::here();
    let entered = live.holidays();
    let back = Back { href: address::ME.to_owned(), label: say!(l, common.back).to_owned() };
    let does = doer();
    let save = Callback::new(move |(id, command, said): (RecordId, HolidayCommand, &'static str)| {
        does.run(Deed {
            id,
            command: Command::Holiday(command),
            also: Vec::new(),
            draft: None,
            said: Some(said.to_owned()),
            then: None,
            undone: None,
            failed: None,
        });
    });
    let some = Memo::new(move |_| entered.with(|all| !all.is_empty()));
    view! {
        <Bar title=say!(l, calendar.title) back>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">
                <p class="read">{say!(l, calendar.note)}</p>
                {move || live.administers.get().then(|| view! { <New save /> })}
                {move || {
                    some.get()
                        .then(|| {
                            view! {
                                <section>
                                    <Group title=say!(l, calendar.entered) />
                                    <List card=true>
                                        {each(move || entered.get(), move |line| own(line, save))}
                                    </List>
                                </section>
                            }
                        })
                }}
                {published()}
            </div>
        </main>
    }
}

/// One that was entered, with the way to take it back.
fn own(line: HolidayLine, save: Callback<(RecordId, HolidayCommand, &'static str)>) -> AnyView {
    let l = language();
    let administers = Live::here().administers;
    let HolidayLine { id, name, free: (from, until), make_up } = line;
    let withdraw = move || {
        let press = Callback::new(move |()| {
            save.run((id, HolidayCommand::Withdraw(Withdraw {}), say!(l, calendar.said_off)));
        });
        administers.get().then(|| {
            view! {
                <Button look=Look::Refuse press>
                    {say!(l, calendar.off)}
                </Button>
            }
        })
    };
    view! {
        <Row mark=Mark::Sign(Sign::Calendar) title=name lines=told(words::span(&from, &until), make_up)>
            {withdraw}
        </Row>
    }
    .into_any()
}

/// When it is free, and what is worked for it.
fn told(free: String, make_up: String) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let l = language();
    move || {
        let worked = (!make_up.is_empty())
            .then(|| view! { <p class="row__meta">{say!(l, calendar.worked, days = make_up.clone())}</p> });
        view! {
            <p>{free.clone()}</p>
            {worked}
        }
        .into_any()
    }
}

/// The published years, the latest first.
fn published() -> impl IntoView {
    let l = language();
    let mut years: Vec<i32> = PUBLISHED.iter().map(|holiday| holiday.year).collect();
    years.dedup();
    let of_year = move |year: i32| -> AnyView {
        let rows = PUBLISHED.iter().filter(move |holiday| holiday.year == year).map(|holiday| {
            let text = |day| holiday.day(day).map(day_text).unwrap_or_default();
            let make_up =
                holiday.make_up.iter().map(|day| text(*day).split_off(5)).collect::<Vec<_>>().join(" ");
            let lines = told(words::span(&text(holiday.from), &text(holiday.until)), make_up);
            view! { <Row mark=Mark::Sign(Sign::Calendar) title=words::holiday(l, holiday) lines /> }
        });
        let rows = rows.collect_view();
        view! {
            <section>
                <Group title=say!(l, calendar.published, year = year) />
                <List card=true>{rows}</List>
            </section>
        }
        .into_any()
    };
    years.into_iter().rev().map(of_year).collect_view()
}

/// Enters one more.
#[component]
fn New(save: Callback<(RecordId, HolidayCommand, &'static str)>) -> impl IntoView {
    let l = language();
    let form = FormState::new::<HolidayForm>(Draft::default(), clock::now);
    let done = Callback::new(move |draft: Draft| {
        let Ok(arrangement): Result<Arrangement, _> = HolidayForm::check(&draft, clock::now()) else {
            return;
        };
        save.run((Shell::new_id(), HolidayCommand::Put(Put { arrangement }), say!(l, calendar.said_on)));
        form.begin_again(Draft::default());
    });
    view! {
        <Card title=say!(l, calendar.new)>
            <div class="stack">
                <RecordForm id=FORM form sources=sources() on_pause=Callback::new(|()| {}) on_done=done />
                <div class="line">
                    <Button look=Look::Main sign=Sign::Tick form=FORM>
                        {say!(l, calendar.save)}
                    </Button>
                </div>
            </div>
        </Card>
    }
}
