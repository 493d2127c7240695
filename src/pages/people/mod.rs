//! People, for a system administrator: the list, one of them, entering somebody. All of it needs the network.

pub mod account;
mod book;
pub mod detail;
pub mod form;
pub mod groups;
pub mod list;

pub use list::People;
