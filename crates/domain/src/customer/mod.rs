//! Customer files 客户档案: who they are and who looks after them.

mod command;
mod profile;
mod record;

pub use command::{Assign, CustomerCommand, Register};
pub use profile::{Profile, ProfileForm, Tag, keys};
pub use record::Customer;

#[cfg(test)]
mod tests;
