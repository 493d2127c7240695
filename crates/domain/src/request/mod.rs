//! Requests for visits on site 上门回访申请: asked for without a network, approved by whom the rule finds, then planned.
//!
//! `choices` the codes, `fields` the table, `terms` what is asked for and its form, `command` what people do, `record` the
//! request and its rules, `state` how far it is, `feedback` what was promised and given, `offer` what can be done now,
//! `plan` what follows from an approval. The approval itself is `crate::approval`. Source: REQ-01…04, REQ-09, VIS-02

mod choices;
mod command;
mod feedback;
mod fields;
mod offer;
mod plan;
mod record;
mod state;
mod terms;

pub use choices::{Answer, Channel, Every, Feedback, Goer, Trigger};
pub use command::{Begin, Cancel, Complete, GiveFeedback, RequestCommand, Resubmit, Submit};
pub use feedback::{TEXT, Told};
pub use fields::keys;
pub(crate) use plan::{begun_by, planned};
pub use record::Request;
pub use state::{Course, State, Turn};
pub use terms::{RequestForm, Terms};

#[cfg(test)]
mod tests;
