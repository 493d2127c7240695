//! Customers: the list, all at one look, one to read, a new file and its correction.

pub mod alike;
pub mod contacts;
pub mod correct;
pub mod detail;
pub mod gifts;
pub mod list;
pub mod new;
pub mod overview;
mod row;
pub mod timeline;

pub use correct::CorrectFile;
pub use detail::Customer;
pub use list::Customers;
pub use new::NewFile;
pub use overview::Overview;
