//! One field of a form.

/// How a value is put in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// One line of at most `max` characters.
    Line {
        /// Characters.
        max: usize,
    },
    /// Several lines of at most `max` characters.
    Text {
        /// Characters.
        max: usize,
    },
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// Any of these codes, as a list.
    Many(&'static [&'static str]),
    /// Date and time on the device's clock, `2026-11-22T14:05`.
    Moment,
    /// A phone number as typed.
    Phone,
    /// A customer: an id of the files, or a name as text.
    Customer,
    /// Ids of attachments, as a list. How many are enough is the policy's word, not a fault of the note.
    Photos,
    /// Something drawn by hand, a signature: the text of an [`Ink`](super::Ink) of at most `max` letters.
    Ink {
        /// Letters.
        max: usize,
    },
    /// A date, `2026-11-22`.
    Date,
    /// A time of day, `14:05`.
    Time,
    /// A whole number from 0 to `max`.
    Number {
        /// The largest.
        max: u32,
    },
    /// An amount in yuan as typed; kept in fen.
    Money,
    /// Yes, or nothing.
    Flag,
    /// An address of electronic mail.
    Email,
    /// A place on the map: latitude and longitude in degrees (WGS 84), `31.2989,120.5853`.
    Point,
    /// Any short words of one's own, as a list of at most `max`.
    Words {
        /// How many.
        max: usize,
    },
    /// A group of fields that is repeated, at most `max` times. The field itself holds the ids of the rows.
    Rows {
        /// The fields of each row.
        fields: &'static [Field],
        /// How many rows.
        max: usize,
    },
}

/// What stands in a [`Input::Flag`] that says yes.
pub const YES: &str = "yes";

/// Whether a field must be filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// It must.
    Required,
    /// It may stay empty, and the label says so.
    Optional,
}

/// Where on the screen a field stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// In the open.
    Main,
    /// Folded away under "the rest later".
    Later,
    /// Folded away with others under a heading of their own, given by its locale stem.
    Part(&'static str),
}

/// What happens when two people change the same value. Source: SYNC 2.1
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Merge {
    /// A person decides: the stored value stays, the other waits.
    Decide,
    /// What arrives last stands; the other is in the history.
    Latest,
    /// Elements are added and removed, which never clashes.
    Set,
    /// Empty can be filled once.
    Once,
    /// Never changed by a correction: the server does, or a command with rules of its own.
    ServerOnly,
}

/// One line of a form's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Key = id = name = locale stem.
    pub key: &'static str,
    /// How it is put in.
    pub input: Input,
    /// Whether it must be filled.
    pub need: Need,
    /// Where it stands.
    pub section: Section,
    /// Whether it stands behind the others of its part as long as nobody asks for it.
    pub aside: bool,
    /// How corrections of several people meet.
    pub merge: Merge,
}

impl Field {
    /// A field in the open that a person must fill; clashes are decided by a person.
    pub const fn required(key: &'static str, input: Input) -> Self {
        Self { key, input, need: Need::Required, section: Section::Main, aside: false, merge: Merge::Decide }
    }

    /// A field in the open that may stay empty.
    pub const fn optional(key: &'static str, input: Input) -> Self {
        Self { key, input, need: Need::Optional, section: Section::Main, aside: false, merge: Merge::Decide }
    }

    /// A repeated group. Rows are added and removed by their ids, which never clashes; what stands in a row is
    /// merged field by field.
    pub const fn rows(key: &'static str, fields: &'static [Self], max: usize) -> Self {
        let merge = Merge::Set;
        let input = Input::Rows { fields, max };
        Self { key, input, need: Need::Optional, section: Section::Main, aside: false, merge }
    }

    /// The same field, folded away.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.section = Section::Later;
        self
    }

    /// The same field, folded away under a heading.
    #[must_use]
    pub const fn part(mut self, heading: &'static str) -> Self {
        self.section = Section::Part(heading);
        self
    }

    /// The same field, behind the others of its part as long as nobody asks for it.
    #[must_use]
    pub const fn aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// The same field with another way of merging.
    #[must_use]
    pub const fn merged(mut self, merge: Merge) -> Self {
        self.merge = merge;
        self
    }
}
