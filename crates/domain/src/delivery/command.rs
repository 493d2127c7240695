//! What can be done to a delivery. Facts name the customer and the gift themselves, so that each also stands alone.

use super::confirmation::Confirmation;
use super::gift::Gift;
use crate::access::Action;
use crate::kind::{Args, commands};
use crate::merge::CorrectFields;
use crate::values::{Moment, RecordId, UserId};
use serde::{Deserialize, Serialize};

/// Puts a gift on the list, or gives its place there to one that was handed over without. Source: GIF-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct List {
    /// Who gets it.
    pub customer: RecordId,
    /// What.
    pub gift: Gift,
    /// Who hands it over: one of the two who look after the customer, or the one who puts it on the list.
    pub giver: UserId,
}

/// Handed over, by the one who says so. Source: GIF-03
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Give {
    /// Who got it.
    pub customer: RecordId,
    /// What.
    pub gift: Gift,
    /// When.
    pub given: Moment,
    /// Who of service went along and saw it, on a joint visit 陪同拜访. Source: GIF-05
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub along: Option<UserId>,
}

/// The customer was asked what became of it. Source: GIF-04
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Confirm {
    /// Who was asked.
    pub customer: RecordId,
    /// About what.
    pub gift: Gift,
    /// What they said.
    pub said: Confirmation,
}

/// Takes it off the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// Why.
    pub reason: String,
}

impl Args for List {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for Give {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for Confirm {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for Cancel {}

impl DeliveryCommand {
    /// Who gets it, where the command says so itself.
    pub const fn customer(&self) -> Option<RecordId> {
        match self {
            Self::List(List { customer, .. })
            | Self::Give(Give { customer, .. })
            | Self::Confirm(Confirm { customer, .. }) => Some(*customer),
            Self::Correct(_) | Self::Cancel(_) => None,
        }
    }
}

commands! {
    /// What can be done to a delivery.
    DeliveryCommand {
        /// Put it on the list.
        List(List) = "list" @ 1, Intent, Action::ListDelivery,
        /// Report that it was handed over.
        Give(Give) = "give" @ 1, Fact, Action::GiveDelivery,
        /// Confirm what became of it.
        Confirm(Confirm) = "confirm" @ 1, Fact, Action::ConfirmDelivery,
        /// Correct what was confirmed: the earlier text is kept. Source: VIS-16
        Correct(CorrectFields) = "correct" @ 1, Intent, Action::CorrectDelivery,
        /// Take it off the list.
        Cancel(Cancel) = "cancel" @ 1, Intent, Action::CancelDelivery,
    }
}
