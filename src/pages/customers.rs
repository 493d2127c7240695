//! The customers in this person's care.

use leptos::prelude::*;

use super::state::{Pill, TakeComplaint, titled};
use crate::kit::bar::Bar;
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::words::{language, say};

/// The customers in this person's care.
#[component]
pub fn Customers() -> impl IntoView {
    let l = language();
    titled(say!(l, common.customers));
    view! {
        <Bar title=say!(l, common.customers)>
            <Pill />
        </Bar>
        <main>
            <Empty sign=Sign::People title=say!(l, places.customers_empty) text=say!(l, places.customers_note)>
                <TakeComplaint />
            </Empty>
        </main>
    }
}
