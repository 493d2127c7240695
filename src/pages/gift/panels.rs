//! What can be done with a gift on the list besides: it was handed over earlier, or will not be. Source: GIF-03

use domain::RecordId;
use domain::delivery::{CancelForm, GiveForm};
use domain::form::{Draft, Form as _};
use leptos::prelude::*;

use crate::form::{FormState, RecordForm};
use crate::kit::button::{Button, Look};
use crate::kit::card::Card;
use crate::live::Live;
use crate::pages::colleague::Colleague;
use crate::pages::deed::doer;
use crate::pages::gifts::{hands_over, taken_off};
use crate::pages::sources::sources;
use crate::shell::clock;
use crate::words::{language, say};

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    /// When it was handed over.
    Given,
    /// Why it will not be.
    Cancelled,
}

const FORM: &str = "gift-panel";

/// The one that is open.
#[component]
pub fn Panels(
    /// Of which gift.
    id: RecordId,
    /// Which is open.
    open: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let l = language();
    let (gives, does) = (hands_over(), doer());
    let (people, along) = (Live::here().of_service(), RwSignal::new(None));
    move || {
        let panel = open.get()?;
        let (form, title, save, look) = match panel {
            Panel::Given => {
                let form = FormState::new::<GiveForm>(GiveForm::show(&clock::now()), clock::now);
                (form, say!(l, gift.give_ask), say!(l, gift.give_save), Look::Plain)
            }
            Panel::Cancelled => {
                let form = FormState::new::<CancelForm>(Draft::default(), clock::now);
                (form, say!(l, gift.cancel_ask), say!(l, gift.cancel_save), Look::Refuse)
            }
        };
        let done = Callback::new(move |draft: Draft| {
            let now = clock::now();
            match panel {
                Panel::Given => {
                    let Ok(at) = GiveForm::check(&draft, now) else { return };
                    gives.run((id, at, along.get_untracked()));
                }
                Panel::Cancelled => {
                    let Ok(reason) = CancelForm::check(&draft, now) else { return };
                    does.run(taken_off(id, reason));
                }
            }
            open.set(None);
        });
        let with = (panel == Panel::Given).then(|| {
            view! {
                <Colleague
                    name="gift-along"
                    label=say!(l, gift.along)
                    help=say!(l, gift.along_help)
                    optional=true
                    people
                    chosen=along
                    missing=false
                />
            }
        });
        Some(view! {
            <Card title>
                <div class="stack">
                    <RecordForm id=FORM form sources=sources() on_pause=Callback::new(|()| {}) on_done=done />
                    {with}
                    <div class="line">
                        <Button form=FORM look>
                            {save}
                        </Button>
                    </div>
                </div>
            </Card>
        })
    }
}
