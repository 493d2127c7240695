//! Customer files 客户档案: who they are and who looks after them.
//!
//! `choices` the codes, `fields` the table, `import` what comes from other systems, `marks` what stands where on a card, `profile` what a file says, `record` the file with its rules.

mod choices;
mod command;
mod fields;
mod import;
pub mod marks;
mod profile;
mod record;

pub use choices::{CustomerKind, Gender, Grade, Stage, Tier};
pub use command::{Assign, CustomerCommand, Import, Ordered, Register, TakeBack};
pub use fields::{keys, parts};
pub use profile::{Contact, Profile, ProfileForm, address, rests};
pub use record::Customer;

#[cfg(test)]
mod tests;
