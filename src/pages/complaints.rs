//! What pages share of complaints: the row of one that waits for a first answer, and taking it over.

use domain::complaint::{Accept, ComplaintCommand};
use domain::values::Moment;
use domain::{Command, RecordId};
use leptos::prelude::*;

use super::address;
use super::deed::{Deed, doer};
use super::state::{Answer, SendingTag};
use crate::kit::icon::Sign;
use crate::kit::list::{Mark, Row};
use crate::kit::tool::{Tool, ToolLink};
use crate::live::{ComplaintLine, Live};
use crate::words::{language, say};

/// Makes whoever presses it the one who answers. Source: COM-04, ROL-04
pub fn takes_over(id: RecordId) -> Callback<()> {
    let l = language();
    let does = doer();
    Callback::new(move |()| {
        does.run(Deed {
            id,
            command: Command::Complaint(ComplaintCommand::Accept(Accept {})),
            also: Vec::new(),
            draft: None,
            said: Some(say!(l, complaint.said_accepted).to_owned()),
            then: None,
            undone: None,
            failed: None,
        });
    })
}

/// Who, why, how long there is still time, and one tap to take it over, or to note what they were told.
pub fn row(due: Moment, line: ComplaintLine) -> AnyView {
    let l = language();
    let ComplaintLine { id, customer, words, number, mine, sending, .. } = line;
    let lines = move || {
        view! {
            <p class="row__words">{say!(l, places.answer, words = words.clone())}</p>
            <p class="row__meta">{number.clone()}</p>
            <SendingTag sending />
        }
    };
    let press = takes_over(id);
    let act = move || {
        if mine {
            let href = address::answer_complaint(id);
            return view! { <ToolLink sign=Sign::Chat label=say!(l, complaint.answer) href act=true /> }
                .into_any();
        }
        let may = Live::here().answers.get();
        may.then(|| view! { <Tool sign=Sign::Tick label=say!(l, complaint.accept) press act=true /> })
            .into_any()
    };
    view! {
        <Row mark=Mark::Sign(Sign::Complaint) title=customer href=address::complaint(id) lines>
            <Answer due />
            {act}
        </Row>
    }
    .into_any()
}
