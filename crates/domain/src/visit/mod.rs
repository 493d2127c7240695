//! Visits 回访: planned, begun, tried, put off, finished with a report, and never forgotten.
//!
//! `choices` the codes, `fields` the table of the report, `report` the report and its form, `log` the entries of a visit,
//! `record` the visit and what is meant with it, `facts` what happens to it, `history` what its log tells, `offer` what a
//! screen may offer, `marks` what stands where on a card, `plan` the small forms of what is still to be done. Why it is so: docs/decisions/0027.

mod choices;
mod command;
mod facts;
mod fields;
mod history;
mod log;
pub mod marks;
mod offer;
mod plan;
mod record;
mod report;

pub use choices::{Answer, Attitude, Cause, Gift, Purpose, Way};
pub use command::{Begin, Cancel, Finish, NotReached, Plan, Reschedule, VisitCommand};
pub use fields::{keys, steps};
pub use history::State;
pub use log::{Position, Step, What};
pub use offer::{next_steps, offer, remarks};
pub use plan::{CancelForm, MoveForm, Moved, PlanForm, Planned, proposals};
pub use record::Visit;
pub use report::{Report, VisitForm};

#[cfg(test)]
mod tests;
