//! Today: what is overdue, what is due, what comes.

use leptos::prelude::*;

use super::state::{Pill, titled};
use crate::kit::bar::Bar;
use crate::kit::button::{ButtonLink, Look};
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::words::{language, say};

/// Today: what is overdue, what is due, what comes.
#[component]
pub fn Today() -> impl IntoView {
    let l = language();
    titled(say!(l, common.today));
    view! {
        <Bar title=say!(l, common.today)>
            <Pill />
        </Bar>
        <main>
            <Empty sign=Sign::Today title=say!(l, places.today_empty) text=say!(l, places.today_note)>
                <ButtonLink href=crate::pages::address::NEW_COMPLAINT look=Look::Plain sign=Sign::Plus>
                    {say!(l, places.take_complaint)}
                </ButtonLink>
            </Empty>
        </main>
    }
}
