//! What waits for this person's word.

use leptos::prelude::*;

use super::state::{Pill, titled};
use crate::kit::bar::Bar;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::words::{language, say};

/// What waits for this person's word.
#[component]
pub fn Approvals() -> impl IntoView {
    let l = language();
    titled(say!(l, common.approvals));
    view! {
        <Bar title=say!(l, common.approvals)>
            <Pill />
        </Bar>
        <main>
            <Empty
                sign=Sign::Stamp
                title=say!(l, places.approvals_empty)
                text=say!(l, places.approvals_note)
            />
        </main>
    }
}
