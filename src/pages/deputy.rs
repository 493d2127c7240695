//! Who decides in one's place while one is away. Source: ROL-06

use domain::form::{Draft, Form as _};
use domain::people::{Deputy, DeputyForm, NameDeputies, PersonCommand};
use domain::values::Moment;
use domain::{Command, UserId};
use leptos::prelude::*;

use crate::form::{FormState, RecordForm};
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::live::Live;
use crate::pages::address;
use crate::pages::colleague::Colleague;
use crate::pages::deed::{Deed, doer};
use crate::pages::sources::sources;
use crate::pages::state::{Pill, titled};
use crate::shell::clock;
use crate::words::{self, language, say};

const FORM: &str = "deputy";

/// Those who stand in, and the form that names one more.
#[component]
pub fn NameDeputy() -> impl IntoView {
    let l = language();
    titled(say!(l, deputy.title));
    let live = Live::here();
    let named = live.deputies();
    let is_read = Memo::new(move |_| named.with(Option::is_some));
    let back = Back { href: address::ME.to_owned(), label: say!(l, common.back).to_owned() };
    let does = doer();
    let save = Callback::new(move |(deputies, said): (Vec<Deputy>, &'static str)| {
        let Some(me) = live.user.get_untracked() else { return };
        // What is over says nothing any more.
        let now = clock::now();
        let deputies = deputies.into_iter().filter(|one| one.until.utc_ms > now.utc_ms).collect();
        does.run(Deed {
            id: me.into(),
            command: Command::Person(PersonCommand::NameDeputies(NameDeputies { deputies })),
            also: Vec::new(),
            draft: None,
            said: Some(said.to_owned()),
            then: None,
            undone: None,
            failed: None,
        });
    });
    view! {
        <Bar title=say!(l, deputy.title) back>
            <Pill />
        </Bar>
        <main>
            <div class="page stack stack--wide">
                <p class="read">{say!(l, deputy.note)}</p>
                // The form comes with what stands above it, so that nothing moves under a finger.
                <Show when=move || is_read.get() fallback=|| view! { <Bones /> }>
                    {move || named.get().map(|all| view! { <Named all save /> })}
                    <New named save />
                </Show>
            </div>
        </main>
    }
}

/// Who stands in, each with the way to take it back.
#[component]
fn Named(all: Vec<Deputy>, save: Callback<(Vec<Deputy>, &'static str)>) -> impl IntoView {
    let l = language();
    let live = Live::here();
    let (now, others) = (live.now.get_untracked(), live.others());
    let row = |one: Deputy| {
        let name = others.with(|all| {
            all.iter().find(|(user, _)| *user == one.user).map(|(_, name)| name.clone()).unwrap_or_default()
        });
        let last = one.until.plus_ms(-1);
        let time = say!(l, deputy.period, from = words::day(l, one.from), until = words::day(l, last));
        let rest: Vec<_> = all.iter().filter(|other| **other != one).cloned().collect();
        let press = Callback::new(move |()| save.run((rest.clone(), say!(l, deputy.said_off))));
        let lines = move || view! { <p class="row__meta">{time.clone()}</p> };
        view! {
            <Row mark=Mark::letter(&name) title=name lines>
                <Button look=Look::Refuse press>
                    {say!(l, deputy.off)}
                </Button>
            </Row>
        }
    };
    let still = |one: &Deputy| one.until.utc_ms > now.utc_ms;
    let shown: Vec<_> = all.iter().filter(|one| still(one)).cloned().map(row).collect();
    (!shown.is_empty()).then(|| view! { <List card=true>{shown}</List> })
}

#[component]
fn New(named: Memo<Option<Vec<Deputy>>>, save: Callback<(Vec<Deputy>, &'static str)>) -> impl IntoView {
    let l = language();
    let people = Live::here().others();
    let chosen = RwSignal::new(None::<UserId>);
    let tried = RwSignal::new(false);
    let fresh = DeputyForm::fresh(clock::now());
    let form = FormState::new::<DeputyForm>(fresh.clone(), clock::now);
    let done = Callback::new(move |draft: Draft| {
        tried.set(true);
        let (Some(user), Some(mut all)) = (chosen.get_untracked(), named.get_untracked()) else { return };
        let Ok((from, until)): Result<(Moment, Moment), _> = DeputyForm::check(&draft, clock::now()) else {
            return;
        };
        all.push(Deputy { user, from, until });
        save.run((all, say!(l, deputy.said_on)));
        chosen.set(None);
        tried.set(false);
        form.begin_again(fresh.clone());
    });
    view! {
        <Card title=say!(l, deputy.new)>
            <div class="stack">
                <Colleague name="deputy-who" label=say!(l, deputy.who) people chosen missing=tried />
                <RecordForm id=FORM form sources=sources() on_pause=Callback::new(|()| {}) on_done=done />
                <div class="line">
                    <Button look=Look::Main sign=Sign::Tick form=FORM>
                        {say!(l, deputy.save)}
                    </Button>
                </div>
            </div>
        </Card>
    }
}
