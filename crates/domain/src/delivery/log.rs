//! What happens to a delivery, one entry each, never taken away. State, giver and outcome are read from it.

use super::confirmation::Confirmation;
use crate::values::{Members, Moment, UserId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It was put on the list.
    Listed {
        /// Who is to hand it over.
        giver: UserId,
        /// Until when that is to be reported, by the policy of that day. Source: GIF-03
        until: Option<Moment>,
    },
    /// It was handed over.
    Given {
        /// When.
        given: Moment,
        /// Until when service is to confirm it, by the policy of that day. Source: GIF-04
        until: Moment,
        /// Who of service went along and saw it. Source: GIF-05
        along: Option<UserId>,
    },
    /// The customer was asked. The words are as corrected since; how they read before stands in the history.
    Confirmed(Confirmation),
    /// It was taken off the list.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// Something a newer build knows; its members stand in [`Step::kept`].
    Newer(String),
}

/// One entry of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What happened.
    pub what: What,
    /// Who wrote it; nobody when the server did.
    pub by: Option<UserId>,
    /// When it was written, on that device.
    pub at: Moment,
    /// Members of a newer build.
    pub kept: Members,
}

impl Step {
    fn read(mut members: Members) -> serde_json::Result<Self> {
        let name: String = members.take("what")?;
        let what = match name.as_str() {
            "listed" => What::Listed { giver: members.take("giver")?, until: members.take_if("until")? },
            "given" => What::Given {
                given: members.take("given")?,
                until: members.take("until")?,
                along: members.take_if("along")?,
            },
            "confirmed" => What::Confirmed(members.take("said")?),
            "cancelled" => What::Cancelled { reason: members.take("reason")? },
            _ => What::Newer(name),
        };
        Ok(Self { what, by: members.take_if("by")?, at: members.take("at")?, kept: members })
    }

    fn write(&self) -> serde_json::Result<Members> {
        let mut members = self.kept.clone();
        let name = match &self.what {
            What::Listed { giver, until } => {
                members.put("giver", giver)?;
                members.put_if_said("until", until)?;
                "listed"
            }
            What::Given { given, until, along } => {
                members.put("given", given)?;
                members.put("until", until)?;
                members.put_if_said("along", along)?;
                "given"
            }
            What::Confirmed(said) => {
                members.put("said", said)?;
                "confirmed"
            }
            What::Cancelled { reason } => {
                members.put("reason", reason)?;
                "cancelled"
            }
            What::Newer(name) => name,
        };
        members.put("what", &name)?;
        members.put_if_said("by", &self.by)?;
        members.put("at", &self.at)?;
        Ok(members)
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write().map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Members::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
