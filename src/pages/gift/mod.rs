//! Gifts: put on the list, handed over, confirmed with the customer, read and corrected.
//!
//! `list` the form of one to come, `open` those to be confirmed, with the place for one of them, `confirm` the form of a confirmation, `detail` one to
//! read, with its `log`; `panels` its small forms; `correct` corrects.

pub mod confirm;
pub mod correct;
pub mod detail;
pub mod list;
pub mod log;
pub mod open;
pub mod panels;

pub use confirm::ConfirmGift;
pub use correct::CorrectGift;
pub use list::ListGift;
pub use open::OpenGifts;
