//! Files of other systems, read: bytes → table → customer files and orders.
//!
//! [`read()`] makes a [`Table`] of a file of any of the encodings, separators and formats that come, [`guess()`] says what its
//! columns are, [`Rows`] makes customer files of its rows, [`orders()`] their last orders, and [`Twins`] finds who is there
//! already. What becomes of them is decided elsewhere.
//!
//! # Invariants
//! - Nothing that stands in a file stops the program: whatever bytes come, the answer is a table or a [`ReadError`], in time
//!   and memory that its size bounds.
//! - Texts are kept as they were typed; no formula is worked out and no markup is read.
//! - A row is taken or not as a whole, and what was left out of it is said.
//!
//! Source: DAT-03, CUS-11

mod choices;
mod delimited;
mod fit;
mod header;
mod orders;
mod read;
mod rows;
mod synonyms;
mod table;
mod twins;
mod workbook;

pub use choices::{Choices, Encoding, Format, Separator};
pub use fit::{day, is_nothing};
pub use header::{guess, guess_what, keys};
pub use orders::{Order, Orders, orders};
pub use read::{ReadError, read};
pub use rows::{MappingError, OWNER, Row, Rows, SALESPERSON, Setting, What};
pub use table::{Line, MAX_COLUMNS, MAX_ROWS, Table};
pub use twins::{Found, Twins};
