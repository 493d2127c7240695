//! Customers: the list, one to read, a new file and its correction.

pub mod alike;
pub mod contacts;
pub mod correct;
pub mod detail;
pub mod gifts;
pub mod list;
pub mod new;
mod row;
pub mod timeline;

pub use correct::CorrectFile;
pub use detail::Customer;
pub use list::Customers;
pub use new::NewFile;
