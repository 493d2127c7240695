//! Shows any table of fields: the form, its draft, its problems, and the read-only view. A page brings the table
//! (from the domain) and says what happens when the form is complete; nothing here knows a kind of record.

pub mod customer;
pub mod facts;
pub mod ink;
pub mod keep;
pub mod photos;
pub mod record;
pub mod row;
pub mod rows;
pub mod sources;
pub mod state;

pub use facts::RecordFacts;
pub use keep::{DraftLine, Restored, keep};
pub use record::RecordForm;
pub use sources::{Capture, Picture, Sources};
pub use state::{FieldKey, FormState};
