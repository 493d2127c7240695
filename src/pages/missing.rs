//! An address without a page.

use leptos::prelude::*;

use super::state::{Pill, titled};
use crate::kit::bar::Bar;
use crate::kit::button::ButtonLink;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::words::{language, say};

/// The page for an address without one.
#[component]
pub fn Missing() -> impl IntoView {
    let l = language();
    titled(say!(l, common.not_found));
    view! {
        <Bar title=say!(l, common.app)>
            <Pill />
        </Bar>
        <main>
            <Empty sign=Sign::Search title=say!(l, common.not_found) text=say!(l, common.not_found_note)>
                <ButtonLink href=crate::pages::address::TODAY>{say!(l, common.to_today)}</ButtonLink>
            </Empty>
        </main>
    }
}
