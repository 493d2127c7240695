//! A record that is not here, or that is here only as what the server did not take.

use leptos::prelude::*;

use crate::kit::button::{ButtonLink, Look};
use crate::kit::empty::Empty;
use crate::kit::icon::Sign;
use crate::live::Live;
use crate::pages::address;
use crate::words::{self, language, say};

/// Instead of the record with this id: the way to mend it, or to the list at an address with its name.
pub fn absent(
    id: String,
    title: &'static str,
    note: &'static str,
    (list, name): (&'static str, &'static str),
) -> AnyView {
    let l = language();
    let refused = Live::here().refused;
    let mine = Memo::new(move |_| {
        refused.with(|all| all.iter().find(|refused| refused.item.record.to_string() == id).cloned())
    });
    let face = move || match mine.get() {
        Some(refused) => {
            let item = refused.item;
            let href = address::mend(&item.what, item.record, item.id);
            let text = say!(l, sync.kept_as_is, why = words::refusal(l, &refused.code));
            view! {
                <Empty sign=Sign::Alert title=say!(l, sync.state_refused) text>
                    {href
                        .map(|href| {
                            view! {
                                <ButtonLink href look=Look::Main sign=Sign::Pen>
                                    {say!(l, sync.mend)}
                                </ButtonLink>
                            }
                        })}
                    <ButtonLink href=address::SYNC>{say!(l, sync.title)}</ButtonLink>
                </Empty>
            }
            .into_any()
        }
        None => view! {
            <Empty sign=Sign::Search title text=note>
                <ButtonLink href=list>{name}</ButtonLink>
            </Empty>
        }
        .into_any(),
    };
    face.into_any()
}
