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
    /// Ids of attachments, as a list of at most `max`.
    Photos {
        /// How many.
        max: usize,
    },
}

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
    /// How corrections of several people meet.
    pub merge: Merge,
}

impl Field {
    /// A field in the open that a person must fill; clashes are decided by a person.
    pub const fn required(key: &'static str, input: Input) -> Self {
        Self { key, input, need: Need::Required, section: Section::Main, merge: Merge::Decide }
    }

    /// A field in the open that may stay empty.
    pub const fn optional(key: &'static str, input: Input) -> Self {
        Self { key, input, need: Need::Optional, section: Section::Main, merge: Merge::Decide }
    }

    /// The same field, folded away.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.section = Section::Later;
        self
    }

    /// The same field with another way of merging.
    #[must_use]
    pub const fn merged(mut self, merge: Merge) -> Self {
        self.merge = merge;
        self
    }
}
