//! What can be done to a request.

use super::terms::Terms;
use crate::access::Action;
use crate::approval::{Copy, Decide, HandOn, Withdraw};
use crate::kind::{Args, commands};
use crate::merge::Change;
use crate::values::RecordId;
use serde::{Deserialize, Serialize};

/// Asks for visits on site. Until then it is a draft on the device. Source: REQ-01, REQ-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Submit {
    /// Who is to be visited.
    pub customer: RecordId,
    /// What is asked for.
    pub terms: Terms,
}

/// Asks again after a return, changed or as it was. Source: REQ-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resubmit {
    /// What is asked for otherwise than before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Calls it off. Source: REQ-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cancel {
    /// Why.
    pub reason: String,
}

/// Says that all that was asked for is done. Source: REQ-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Complete {}

/// Tells those who approved what came of it so far. Source: REQ-09
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GiveFeedback {
    /// In a few words.
    pub text: String,
}

/// A visit of an approved request began: the server's word. Source: REQ-02
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Begin {}

impl Args for Submit {
    fn needs(&self) -> Vec<RecordId> {
        vec![self.customer]
    }
}

impl Args for Resubmit {}
impl Args for Cancel {}
impl Args for Complete {}
impl Args for Begin {}
impl Args for GiveFeedback {}

commands! {
    /// What can be done to a request.
    RequestCommand {
        /// Ask.
        Submit(Submit) = "submit" @ 1, Intent, Action::SubmitRequest,
        /// Ask again.
        Resubmit(Resubmit) = "resubmit" @ 1, Intent, Action::ResubmitRequest,
        /// Approve, return or refuse.
        Decide(Decide) = "decide" @ 1, Intent, Action::Decide,
        /// 转交
        HandOn(HandOn) = "hand_on" @ 1, Intent, Action::HandOn,
        /// 抄送
        Copy(Copy) = "copy" @ 1, Intent, Action::Copy,
        /// 撤回
        Withdraw(Withdraw) = "withdraw" @ 1, Intent, Action::Withdraw,
        /// A visit began.
        Begin(Begin) = "begin" @ 1, Intent, Action::ServerOnly,
        /// 反馈
        GiveFeedback(GiveFeedback) = "give_feedback" @ 1, Intent, Action::GiveFeedback,
        /// Call it off.
        Cancel(Cancel) = "cancel" @ 1, Intent, Action::CancelRequest,
        /// Say that it is done.
        Complete(Complete) = "complete" @ 1, Intent, Action::CompleteRequest,
    }
}
