//! What people do, one module per task. Pages read from `live`, ask `shell` to do things, and lay out pieces of the
//! kit; nothing depends on them.

pub mod address;
pub mod approvals;
pub mod complaint;
pub mod customers;
pub mod me;
pub mod missing;
pub mod people;
pub mod sign_in;
pub mod state;
pub mod sync_centre;
pub mod today;
