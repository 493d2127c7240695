//! Where one is at check-in and check-out, for whoever agrees to say so. It is looked for meanwhile, and never waited for.
//! Source: VIS-12

use domain::visit::{Position, VisitForm, Way};
use leptos::prelude::*;

use crate::form::FormState;
use crate::kit::choices::{Choice, Choices, Stand};
use crate::kit::field::{Around, FieldGroup};
use crate::shell::{Shell, Whereabouts};
use crate::words::{self, language, say};

/// Looks while the form is open, on site and with consent only.
pub fn followed(form: FormState) -> Whereabouts {
    let whereabouts = Whereabouts::unasked();
    let agreed = Shell::here().settings.position;
    let on_site = on_site(form);
    Effect::new(move || {
        if on_site.get() && agreed.get() == Some(true) {
            whereabouts.seek();
        } else {
            whereabouts.stop();
        }
    });
    on_cleanup(move || whereabouts.stop());
    whereabouts
}

fn on_site(form: FormState) -> Memo<bool> {
    Memo::new(move |_| form.draft.with(|draft| VisitForm::meant(draft).0) == Way::OnSite)
}

/// Asks for consent, and says what is known.
#[component]
pub fn Here(
    /// The report.
    form: FormState,
    /// What was found.
    whereabouts: Whereabouts,
) -> impl IntoView {
    let l = language();
    let settings = Shell::here().settings;
    let agreed = settings.position;
    let on_site = on_site(form);
    let choices = move || {
        [("yes", say!(l, visit.position_yes)), ("no", say!(l, visit.position_no))]
            .map(|(code, text)| Choice { code: code.to_owned(), text: text.to_owned() })
            .to_vec()
    };
    let chosen = Signal::derive(move || {
        agreed.get().map(|yes| if yes { "yes" } else { "no" }.to_owned()).into_iter().collect()
    });
    let press = Callback::new(move |code: String| settings.locate(code == "yes"));
    let state = move || match (agreed.get(), whereabouts.found.get(), whereabouts.refused.get()) {
        (Some(true), Some((Position { accuracy_m, .. }, at)), _) => {
            Some(say!(l, visit.position_found, n = accuracy_m, time = words::clock(at)))
        }
        (Some(true), None, true) => Some(say!(l, visit.position_refused).to_owned()),
        (Some(true), None, false) => Some(say!(l, visit.position_seeks).to_owned()),
        (Some(false) | None, ..) => None,
    };
    move || {
        on_site.get().then(|| {
            let around = Around {
                id: "visit-position".into(),
                label: say!(l, visit.position_ask).to_owned(),
                optional: Signal::stored(None),
                help: Some(say!(l, visit.position_help).to_owned()),
                problem: Signal::stored(None),
            };
            view! {
                <div class="stack stack--tight">
                    <FieldGroup around>
                        <Choices
                            name="visit-position"
                            choices=choices()
                            stand=Stand::Joined
                            chosen
                            on_press=press
                        />
                    </FieldGroup>
                    {move || state().map(|text| view! { <p class="soft" role="status">{text}</p> })}
                </div>
            }
        })
    }
}
