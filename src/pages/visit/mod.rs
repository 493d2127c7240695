//! Visits: planned, begun, put off, reported, read and amended.
//!
//! `plan` the form of one to come, `report` the form of one that is made, with `opening` (is it convenient? how long
//! already?) and `remarks` above it; `detail` one to read, with its `log`; `panels` the small forms of both pages, `occasion` the
//! commands behind them; `whereabouts` asks where one is; `file` what of the
//! customer's file a form needs; `correct` amends.

pub mod correct;
pub mod detail;
pub mod file;
pub mod log;
pub mod occasion;
pub mod opening;
pub mod panels;
pub mod plan;
pub mod remarks;
pub mod report;
pub mod whereabouts;

pub use correct::CorrectVisit;
pub use detail::Visit;
pub use plan::PlanVisit;
pub use report::ReportVisit;
