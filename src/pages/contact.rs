//! A customer whom the rules ask somebody to get in touch with: why, by when, one tap to do it. Shown on Today and on the
//! customer's page. Source: FOL-01, FOL-02, FOL-04, FOL-06

use domain::follow::Why;
use domain::values::Moment;
use domain::visit::Purpose;
use leptos::prelude::*;

use super::address;
use super::whom::waits;
use crate::kit::Tone;
use crate::kit::due::Due;
use crate::kit::icon::Sign;
use crate::kit::list::{Mark, Row};
use crate::kit::tool::ToolLink;
use crate::live::{ContactLine, Live};
use crate::words::{self, language, say};

/// One of them; on their own page without their name.
pub fn contact(due: Moment, line: ContactLine, named: bool) -> AnyView {
    let l = language();
    let now = Live::here().now;
    let ContactLine { customer, name, phone, why, last } = line;
    let why_told = words::why(l, &why, now.get_untracked());
    let last = last.map_or_else(
        || say!(l, today.never).to_owned(),
        |day| say!(l, today.last, day = words::short_day(day)),
    );
    let call = say!(l, customer.call, name = &name);
    let (title, below) = if named { (name, Some(why_told)) } else { (why_told, None) };
    let lines = move || {
        view! {
            {below.clone().map(|why| view! { <p>{why}</p> })}
            <p class="row__meta">{last.clone()}</p>
        }
    };
    let by = move || {
        let now = now.get();
        let tone = if due.day() < now.day() { Tone::Wrong } else { Tone::Plain };
        view! { <Due tone text=words::day_ahead(l, due, now) /> }
    };
    let on_site = why.is_on_site();
    let form = address::visit_for(customer, &purpose_of(&why));
    // Whoever goes there asks first. Source: VIS-02
    let act = match phone.filter(|_| !on_site) {
        Some(dial) => {
            view! { <ToolLink sign=Sign::Phone label=call href=format!("tel:{dial}") press=waits(form.clone()) act=true /> }
        }
        None if on_site => {
            view! { <ToolLink sign=Sign::Doc label=say!(l, request.title) href=address::request_for(customer) act=true /> }
        }
        None => {
            view! { <ToolLink sign=Sign::Forward label=say!(l, visit.record) href=form.clone() act=true /> }
        }
    };
    let sign = if on_site { Sign::Pin } else { Sign::Phone };
    let href = if named { address::customer(customer) } else { form };
    view! {
        <Row mark=Mark::Sign(sign) title href lines>
            {by}
            {act}
        </Row>
    }
    .into_any()
}

/// What a visit is for that the rules ask for.
pub fn purpose_of(why: &Why) -> Purpose {
    match why {
        Why::Lapse { .. } | Why::LongLapse { .. } => Purpose::Lapse,
        Why::Core { .. } | Why::Key { .. } | Why::Vip { .. } => Purpose::Regular,
    }
}
