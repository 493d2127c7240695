//! What the columns of the file are, how it is read where that was guessed wrong, and whose the customers are.

use std::collections::BTreeSet;

use domain::customer::{ProfileForm, keys};
use domain::form::{Form as _, Input};
use leptos::prelude::*;

use super::work::Work;
use crate::kit::card::Card;
use crate::kit::choices::{Choice, Choices, Stand};
use crate::kit::field::{Around, Field, FieldGroup};
use crate::kit::fold::Fold;
use crate::kit::pick::PickOne;
use crate::live::Live;
use crate::pages::colleague::Colleague;
use crate::shell::{Column, Import, Reading, What};
use crate::words::{self, language, say};

/// A column that names who looks after the customer, and one that names who sells.
const PEOPLE: [&str; 2] = ["owner", "salesperson"];

fn around(id: String, label: String, help: Option<String>) -> Around {
    Around { id: id.into(), label, optional: Signal::stored(None), help, problem: Signal::stored(None) }
}

/// Customers or orders.
#[component]
pub(super) fn Rows() -> impl IntoView {
    let l = language();
    let work = Work::here();
    let choices = [("customers", say!(l, import.customers)), ("orders", say!(l, import.orders))]
        .map(|(code, text)| Choice { code: code.to_owned(), text: text.to_owned() })
        .to_vec();
    let chosen = move || match work.what.get() {
        What::Customers => vec!["customers".to_owned()],
        What::Orders => vec!["orders".to_owned()],
    };
    let press = Callback::new(move |code: String| {
        work.what.set(if code == "orders" { What::Orders } else { What::Customers });
        work.look_ahead();
    });
    let around = around("import-what".to_owned(), say!(l, import.what).to_owned(), None);
    view! {
        <FieldGroup around>
            <Choices name="import-what" choices stand=Stand::Joined chosen=Signal::derive(chosen) on_press=press />
        </FieldGroup>
    }
}

/// How the file is read; open to be changed where the guess was wrong.
#[component]
pub(super) fn Read(import: Import) -> impl IntoView {
    let l = language();
    let work = Work::here();
    let Import { format, encoding, separator, sheets, sheet, .. } = import;
    let open = RwSignal::new(false);
    let csv = format == "csv";
    let chosen = |code: &Option<String>| vec![code.clone().unwrap_or_default()];
    let choice = |(code, text): (&str, &str)| Choice { code: code.to_owned(), text: text.to_owned() };
    let letters = csv.then(|| {
        let choices: Vec<_> =
            [("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("utf-16le", "UTF-16 LE"), ("utf-16be", "UTF-16 BE")]
                .map(choice)
                .to_vec();
        let (separator, chosen) = (separator.clone(), chosen(&encoding));
        let press = Callback::new(move |code| {
            work.look(Reading { encoding: Some(code), separator: separator.clone(), sheet: None });
        });
        let around = around("import-letters".to_owned(), say!(l, import.letters).to_owned(), None);
        view! {
            <FieldGroup around>
                <Choices name="import-letters" choices stand=Stand::Two chosen=Signal::stored(chosen) on_press=press />
            </FieldGroup>
        }
    });
    let between = csv.then(|| {
        let words = [
            ("comma", say!(l, import.comma)),
            ("semicolon", say!(l, import.semicolon)),
            ("tab", say!(l, import.tab)),
        ];
        let choices: Vec<_> = words.map(choice).to_vec();
        let chosen = chosen(&separator);
        let press = Callback::new(move |code| {
            work.look(Reading { encoding: encoding.clone(), separator: Some(code), sheet: None });
        });
        let around = around("import-between".to_owned(), say!(l, import.between).to_owned(), None);
        view! {
            <FieldGroup around>
                <Choices name="import-between" choices stand=Stand::Joined chosen=Signal::stored(chosen) on_press=press />
            </FieldGroup>
        }
    });
    let sheet = (sheets.len() > 1).then(|| {
        let choices: Vec<_> = sheets
            .iter()
            .enumerate()
            .map(|(n, name)| Choice { code: n.to_string(), text: name.clone() })
            .collect();
        let press = Callback::new(move |code: String| {
            work.look(Reading { sheet: code.parse().ok(), ..Reading::default() });
        });
        let chosen = vec![sheet.to_string()];
        let around = around("import-sheet".to_owned(), say!(l, import.sheet).to_owned(), None);
        view! {
            <FieldGroup around>
                <Choices name="import-sheet" choices chosen=Signal::stored(chosen) on_press=press />
            </FieldGroup>
        }
    });
    (csv || sheet.is_some()).then(|| {
        view! {
            <Fold title=say!(l, import.read_wrong) note=say!(l, import.read_wrong_note) open>
                <div class="stack stack--wide">{letters} {between} {sheet}</div>
            </Fold>
        }
    })
}

/// Each column with the field it fills.
#[component]
pub(super) fn Columns(columns: Vec<Column>) -> impl IntoView {
    let l = language();
    let work = Work::here();
    let fields = Memo::new(move |_| fields(work.what.get()));
    let column = move |(at, column): (usize, Column)| {
        let Column { header, samples, .. } = column;
        let samples: Vec<_> = samples.into_iter().filter(|sample| !sample.is_empty()).collect();
        let help = (!samples.is_empty()).then(|| samples.join(say!(l, common.dot)));
        let label = if header.is_empty() { say!(l, import.column, n = at + 1) } else { header };
        let around = around(format!("import-column-{at}"), label, help);
        let of = move |columns: &Vec<Option<String>>| columns.get(at).cloned().flatten();
        // What another column fills is not offered a second time.
        let choices = Signal::derive(move || {
            let taken: BTreeSet<_> = work.columns.with(|all| {
                all.iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .filter_map(|(_, key)| key.clone())
                    .collect()
            });
            fields
                .with(|fields| fields.iter().filter(|field| !taken.contains(&field.code)).cloned().collect())
        });
        let choose = Callback::new(move |key: String| {
            work.columns.update(|columns| {
                if let Some(column) = columns.get_mut(at) {
                    *column = Some(key).filter(|key| !key.is_empty());
                }
            });
            work.look_ahead();
        });
        let chosen = Signal::derive(move || work.columns.with(of).unwrap_or_default());
        view! {
            <Field around=around.clone()>
                <PickOne around choices chosen on_choose=choose />
            </Field>
        }
    };
    view! {
        <Card title=say!(l, import.columns)>
            <div class="pair pair--wide">{columns.into_iter().enumerate().map(column).collect_view()}</div>
        </Card>
    }
}

/// Everything a column may be; leaving it out stands first.
fn fields(what: What) -> Vec<Choice> {
    let l = language();
    let choice = |code: &str, text: String| Choice { code: code.to_owned(), text };
    let none = choice("", say!(l, import.leave_out).to_owned());
    if what == What::Orders {
        let needed = [keys::CODE, keys::NAME, keys::LAST_ORDER];
        return [none].into_iter().chain(needed.map(|key| choice(key, words::label(l, key)))).collect();
    }
    let mut all = vec![none];
    for field in ProfileForm::FIELDS {
        match field.input {
            Input::Rows { fields, .. } => all.extend(fields.iter().map(|field| {
                choice(field.key, say!(l, import.of_contact, field = words::label(l, field.key)))
            })),
            Input::Point => {}
            _ => all.push(choice(field.key, words::label(l, field.key))),
        }
    }
    let people = [say!(l, customer.owner), say!(l, customer.salesperson)];
    all.extend(PEOPLE.into_iter().zip(people).map(|(key, text)| choice(key, text.to_owned())));
    all
}

/// Whose the customers are that the file gives to nobody.
#[component]
pub(super) fn Care() -> impl IntoView {
    let l = language();
    let (work, people) = (Work::here(), Live::here().everybody());
    Effect::new(move |before: Option<()>| {
        work.owner.track();
        work.salesperson.track();
        if before.is_some() {
            work.look_ahead();
        }
    });
    let missing = Signal::stored(false);
    view! {
        <Card title=say!(l, import.care)>
            <div class="stack stack--wide">
                <p class="soft read">{say!(l, import.care_note)}</p>
                <Colleague
                    name="import-owner"
                    label=say!(l, customer.owner)
                    optional=true
                    people
                    chosen=work.owner
                    missing
                />
                <Colleague
                    name="import-salesperson"
                    label=say!(l, customer.salesperson)
                    optional=true
                    people
                    chosen=work.salesperson
                    missing
                />
            </div>
        </Card>
    }
}
