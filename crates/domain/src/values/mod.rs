//! The small values every record is made of: ids, moments, money, phones. A value that exists is valid.

mod choice;
mod day;
mod fen;
mod ids;
mod json;
mod members;
mod moment;
mod number;
mod phone;
mod set;

pub(crate) use choice::choices;
pub use day::{day_of, day_text, end_of};
pub use fen::Fen;
pub use ids::{
    BatchId, BlobId, CommandId, DeviceId, Epoch, RecordId, TeamId, UserId, derived_id, is_v7, new_v7,
};
pub use json::Json;
pub use members::Members;
pub(crate) use members::by_members;
pub use moment::Moment;
pub use number::{Number, NumberError};
pub use phone::{Phone, PhoneError};
pub use set::{map_of, set_of};

#[cfg(test)]
mod tests;
