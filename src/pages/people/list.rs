//! Everybody; on a wide screen the chosen one beside them.

use domain::search::fold;
use leptos::prelude::*;

use super::book::{Book, Heard};
use super::detail::Detail;
use super::form::Enter;
use crate::kit::Tone;
use crate::kit::bar::{Back, Bar};
use crate::kit::bone::Bones;
use crate::kit::button::Button;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::kit::list::{List, Mark, Row};
use crate::kit::search::Search;
use crate::kit::tag::Tag;
use crate::kit::tool::ToolLink;
use crate::pages::address;
use crate::pages::split::{opened, split};
use crate::shell::{Colleague, Unsigned};
use crate::words::{self, language, say};

/// The list, with the place for one of them.
#[component]
pub fn People() -> impl IntoView {
    let l = language();
    let book = Book::open();
    let title = say!(l, people.title);
    let open = opened(address::person_in);
    let back = Back { href: address::ME.to_owned(), label: say!(l, people.to_me).to_owned() };
    let bar = move |under| {
        view! {
            <Bar title back under>
                <ToolLink sign=Sign::Plus label=say!(l, people.enter) href=address::NEW_PERSON act=true />
            </Bar>
        }
        .into_any()
    };
    let list = move || match book.heard.get() {
        Heard::Waiting => view! { <Bones rows=5 /> }.into_any(),
        Heard::Not(why) => not_heard(book, &why).into_any(),
        Heard::All(_) => view! { <Lines open /> }.into_any(),
    };
    split(title, open, bar, list.into_any(), |open| match open.as_deref() {
        None => choose().into_any(),
        Some(address::NEW) => view! { <Enter /> }.into_any(),
        Some(id) => view! { <Detail id=id.to_owned() /> }.into_any(),
    })
}

fn choose() -> impl IntoView {
    let l = language();
    view! { <Empty sign=Sign::People title=say!(l, people.choose) text=say!(l, people.choose_note) /> }
}

fn not_heard(book: Book, why: &Unsigned) -> impl IntoView + use<> {
    let l = language();
    let (sign, title) = match why {
        Unsigned::Offline => (Sign::CloudOff, say!(l, people.offline)),
        Unsigned::Refused(_) => (Sign::Alert, say!(l, people.not_heard)),
    };
    let again = Callback::new(move |()| {
        book.heard.set(Heard::Waiting);
        book.read();
    });
    view! {
        <Empty sign title text=words::not_done(l, why.code())>
            <Button press=again sign=Sign::Turn>
                {say!(l, common.again)}
            </Button>
        </Empty>
    }
}

#[component]
fn Lines(open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
    let book = Book::here();
    let words = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let words = fold(words.get().trim());
        let fits = |one: &Colleague| {
            let name = one.person.as_ref().map(|person| fold(&person.name)).unwrap_or_default();
            name.contains(&words) || one.login.contains(&words)
        };
        book.people().into_iter().filter(fits).collect::<Vec<_>>()
    });
    view! {
        <Search label=say!(l, people.search) text=words />
        {move || {
            shown.with(Vec::is_empty).then(|| view! { <Empty sign=Sign::Search title=say!(l, people.none_found) /> })
        }}
        <List>
            {move || shown.get().into_iter().map(|one| row(book, one, open)).collect_view()}
        </List>
    }
}

fn row(book: Book, one: Colleague, open: Memo<Option<String>>) -> impl IntoView {
    let l = language();
    let id = one.user_id.to_string();
    let chosen = Signal::derive(move || open.with(|open| open.as_deref() == Some(id.as_str())));
    let (name, roles, team) = match &one.person {
        Some(person) => (person.name.clone(), words::roles(l, &person.roles), book.named(&person.team)),
        None => (one.login.clone(), String::new(), Vec::new()),
    };
    let state = if !one.active {
        Some((Sign::Cross, Tone::Plain, say!(l, people.closed)))
    } else if !one.has_password {
        Some((Sign::Clock, Tone::Late, say!(l, people.invited)))
    } else {
        None
    };
    let meta = [vec![one.login.clone()], team].concat().join(say!(l, common.dot));
    let lines = move || {
        view! {
            <p class="row__words">{roles.clone()}</p>
            <p class="row__meta">{meta.clone()}</p>
            {state.map(|(sign, tone, text)| view! { <p class="row__tags"><Tag sign tone text /></p> })}
        }
    };
    view! { <Row mark=Mark::letter(&name) title=name href=address::person(one.user_id) chosen lines /> }
}
