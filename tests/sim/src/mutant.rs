//! Defences to switch off. Each stands for a mistake that real products made; a check that none of them trips is
//! no check.

/// One defence switched off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mutant {
    /// Nothing: the product as it is.
    None,
    /// The server does not remember what it answered.
    NoReceipts,
    /// Devices do not push the oldest first.
    NotOldestFirst,
    /// What a person saves is not flushed.
    RelaxedSaves,
    /// Refused entries leave the outbox.
    DropRefused,
    /// Waiting entries go with a revoked unit.
    DropOnRevoke,
    /// Rows that leave a scope leave no trace.
    NoExits,
    /// The cursor is stored before the rows it covers.
    CursorBeforeRows,
    /// The head is read after the rows.
    HeadReadLate,
    /// Revisions become visible out of order, as with a database sequence.
    RevsOutOfOrder,
    /// After a restore, devices do not offer again what they were told is done.
    NoRepush,
    /// What the author saw is not compared.
    NoFromCheck,
    /// A decision does not look for an earlier one.
    SecondDecisionWins,
    /// Nobody looks whether who decides is who asked.
    OwnDecisions,
    /// What an approval plans gets ids by chance, and is planned again with others.
    PlansTwice,
    /// Who came second does not hear who was first.
    NobodyNamed,
    /// Racing tabs apply answers to a base that is not today's.
    NoCas,
}

impl Mutant {
    /// Those that any few hundred seeds must catch.
    pub const COMMON: [Self; 15] = [
        Self::NoReceipts,
        Self::NotOldestFirst,
        Self::RelaxedSaves,
        Self::DropRefused,
        Self::DropOnRevoke,
        Self::NoExits,
        Self::CursorBeforeRows,
        Self::HeadReadLate,
        Self::RevsOutOfOrder,
        Self::NoRepush,
        Self::NoFromCheck,
        Self::SecondDecisionWins,
        Self::OwnDecisions,
        Self::PlansTwice,
        Self::NobodyNamed,
    ];
}
