//! Customers: the list, one to read, a new file and its correction.

pub mod alike;
pub mod contacts;
pub mod correct;
pub mod detail;
pub mod gifts;
pub mod list;
pub mod new;
pub mod requests;
mod row;
pub mod visits;

pub use correct::CorrectFile;
pub use list::Customers;
pub use new::NewFile;
