//! What people do with an approval. A kind takes these into its own commands.

use crate::kind::Args;
use crate::values::{UserId, choices};
use serde::{Deserialize, Serialize};

choices! {
    /// What an approver says.
    Verdict {
        /// 同意
        Approve = "approve",
        /// 退回修改
        Return = "return",
        /// 不同意
        Refuse = "refuse",
    }
}

/// The keys of what commands say.
pub mod keys {
    /// Which step.
    pub const STEP: &str = "approval-step";
    /// What is decided.
    pub const VERDICT: &str = "approval-verdict";
    /// Why.
    pub const COMMENT: &str = "approval-comment";
    /// To whom it goes.
    pub const TO: &str = "approval-to";
}

/// The longest comment, in characters.
pub(super) const COMMENT_CHARS: usize = 500;

/// Decides a step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decide {
    /// The step its author saw, counted over all rounds: a late word about what was asked first never meets what was
    /// asked again.
    pub step: u16,
    /// What is decided.
    pub verdict: Verdict,
    /// Why: required to return or refuse.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// 转交: gives a step to another who can decide.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandOn {
    /// The step its author saw.
    pub step: u16,
    /// Who decides from now on.
    pub to: UserId,
    /// What they should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// 抄送: lets another know, who can read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Copy {
    /// Who.
    pub to: UserId,
}

/// 撤回: takes back what one asked for, until somebody decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdraw {
    /// Why, if one wants to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Args for Decide {}
impl Args for HandOn {}
impl Args for Copy {}
impl Args for Withdraw {}
