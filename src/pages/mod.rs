//! What people do, one module per task. Pages read from `live`, ask `shell` to do things, and lay out pieces of the
//! kit; nothing depends on them.

pub mod absent;
pub mod address;
pub mod calendar;
pub mod choose;
pub mod colleague;
pub mod complaint;
pub mod complaints;
pub mod contact;
pub mod correction;
pub mod customer;
pub mod deed;
pub mod deputy;
pub mod editor;
pub mod gift;
pub mod gifts;
pub mod import;
pub mod journey;
pub mod me;
pub mod missing;
pub mod paper;
pub mod people;
pub mod request;
pub mod sign_in;
pub mod sources;
pub mod split;
pub mod state;
pub mod sync_centre;
pub mod today;
pub mod trail;
pub mod visit;
pub mod welcome;
pub mod whom;
