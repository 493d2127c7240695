//! The people at a customer, each to call with one tap.

use domain::customer::keys;
use domain::form::{Draft, rows};
use leptos::prelude::*;

use crate::kit::button::{Button, Look};
use crate::kit::group::Group;
use crate::kit::icon::Sign;
use crate::kit::list::List;
use crate::kit::toast::Toaster;
use crate::kit::tool::ToolLink;
use crate::shell::copy;
use crate::words::{self, language, say};

/// The people there, each to call with one tap.
#[component]
pub fn Contacts(profile: Draft, ids: Vec<String>) -> impl IntoView {
    let l = language();
    let count = ids.len();
    (count > 0).then(|| {
        view! {
            <section>
                <Group title=say!(l, customer.contacts) count=Signal::derive(move || count) />
                <List card=true>{ids.into_iter().map(|id| contact(&profile, &id)).collect_view()}</List>
            </section>
        }
    })
}

fn contact(profile: &Draft, id: &str) -> impl IntoView + use<> {
    let l = language();
    let get = |key: &str| profile.get(&rows::key(keys::CONTACTS, id, key)).to_owned();
    let name = get(keys::CONTACT_NAME);
    let said = |key: &'static str| Some(get(key)).filter(|text| !text.is_empty());
    let gender = said(keys::CONTACT_GENDER).map(|code| words::choice(l, keys::CONTACT_GENDER, &code));
    let who = [said(keys::CONTACT_POSITION), gender, said(keys::CONTACT_BIRTHDAY)];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join(say!(l, common.dot));
    let phones =
        [keys::CONTACT_MOBILE, keys::CONTACT_OFFICE, keys::CONTACT_HOME].into_iter().filter_map(said);
    let phones: Vec<String> = phones.collect();
    let numbers = phones.clone().into_iter().map(|typed| {
        let href = format!("tel:{}", dial(&typed));
        view! { <p class="row__meta"><a class="above" href=href>{typed}</a></p> }
    });
    let mail = said(keys::CONTACT_EMAIL).map(|mail| {
        let href = format!("mailto:{mail}");
        view! { <p class="row__meta"><a class="above" href=href>{mail}</a></p> }
    });
    let fax = said(keys::CONTACT_FAX).map(|fax| {
        view! { <p class="row__meta">{words::label(l, keys::CONTACT_FAX)} " " {fax}</p> }
    });
    let wechat = said(keys::CONTACT_WECHAT).map(|account| view! { <WeChat account /> });
    let call = phones.first().map(|typed| {
        let label = say!(l, customer.call, name = &name);
        view! { <ToolLink sign=Sign::Phone label href=format!("tel:{}", dial(typed)) act=true /> }
    });
    let letter = name.chars().next().map(String::from);
    view! {
        <li class="row">
            <span class="row__mark" aria-hidden="true">{letter}</span>
            <div>
                <strong>{name}</strong>
                {(!who.is_empty()).then(|| view! { <p>{who}</p> })}
                {numbers.collect_view()}
                {mail}
                {fax}
                {wechat}
            </div>
            <div class="row__end">{call}</div>
        </li>
    }
}

fn dial(typed: &str) -> String {
    domain::Phone::parse(typed).map_or_else(|_| typed.to_owned(), |phone| phone.dial())
}

/// WeChat has no address that opens it from a page: its name is copied.
#[component]
fn WeChat(account: String) -> impl IntoView {
    let l = language();
    let toaster = Toaster::here();
    let copied = account.clone();
    let press = Callback::new(move |()| {
        let copied = copied.clone();
        leptos::task::spawn_local(async move {
            if copy(&copied).await {
                toaster.say(say!(l, customer.copied).to_owned());
            }
        });
    });
    view! {
        <p class="row__meta">
            {say!(l, customer.wechat, account = account)}
            <Button look=Look::Quiet press>
                {say!(l, customer.copy)}
            </Button>
        </p>
    }
}
