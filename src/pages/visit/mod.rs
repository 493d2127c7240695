//! Visits: one that happened is reported, read and amended. Planning them and Today's list of them come next.

pub mod correct;
pub mod detail;
pub mod remarks;
pub mod report;

pub use correct::CorrectVisit;
pub use detail::Visit;
pub use report::ReportVisit;
