//! What happens to a visit, one entry each, never taken away. State, planned times and attempts are read from it.

use super::choices::{Cause, Way};
use super::report::Report;
use crate::form::is_point;
use crate::values::{Members, Moment, RecordId, UserId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where somebody was, as far as the device knew. Source: VIS-12
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Position {
    /// Latitude and longitude in degrees (WGS 84), as [`crate::form::Input::Point`] writes them.
    pub point: String,
    /// Within so many metres.
    pub accuracy_m: u32,
}

impl Position {
    /// Whether there is such a place.
    pub fn is_sound(&self) -> bool {
        is_point(&self.point)
    }
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It was planned.
    Planned {
        /// Who is to go or call.
        user: UserId,
        /// When.
        to: Moment,
        /// The approved request behind it.
        request: Option<RecordId>,
    },
    /// Another time was agreed. Source: VIS-05
    Moved {
        /// The time before, if it was planned.
        from: Option<Moment>,
        /// The new time.
        to: Moment,
        /// Why.
        reason: String,
    },
    /// It began.
    Begun {
        /// How.
        way: Way,
        /// Since when.
        since: Moment,
        /// Where.
        position: Option<Position>,
    },
    /// Nobody was reached. Source: VIS-11
    NotReached {
        /// How it was tried.
        way: Way,
        /// When.
        tried: Moment,
        /// Why not.
        cause: Cause,
    },
    /// It was finished. The report is as amended since; how it read before stands in the history. Source: VIS-16
    Finished {
        /// What was reported.
        report: Report,
        /// Where one checked out.
        position: Option<Position>,
    },
    /// It was taken off the plan.
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
            "planned" => What::Planned {
                user: members.take("user")?,
                to: members.take("to")?,
                request: members.take_if("request")?,
            },
            "moved" => What::Moved {
                from: members.take_if("from")?,
                to: members.take("to")?,
                reason: members.take("reason")?,
            },
            "begun" => What::Begun {
                way: members.take("way")?,
                since: members.take("since")?,
                position: members.take_if("position")?,
            },
            "not_reached" => What::NotReached {
                way: members.take("way")?,
                tried: members.take("tried")?,
                cause: members.take("cause")?,
            },
            "finished" => {
                What::Finished { report: members.take("report")?, position: members.take_if("position")? }
            }
            "cancelled" => What::Cancelled { reason: members.take("reason")? },
            _ => What::Newer(name),
        };
        Ok(Self { what, by: members.take_if("by")?, at: members.take("at")?, kept: members })
    }

    fn write(&self) -> serde_json::Result<Members> {
        fn some<T: Serialize>(
            members: &mut Members,
            name: &'static str,
            value: Option<&T>,
        ) -> serde_json::Result<()> {
            value.map_or(Ok(()), |value| members.put(name, value))
        }
        let mut members = self.kept.clone();
        let name = match &self.what {
            What::Planned { user, to, request } => {
                members.put("user", user)?;
                members.put("to", to)?;
                some(&mut members, "request", request.as_ref())?;
                "planned"
            }
            What::Moved { from, to, reason } => {
                some(&mut members, "from", from.as_ref())?;
                members.put("to", to)?;
                members.put("reason", reason)?;
                "moved"
            }
            What::Begun { way, since, position } => {
                members.put("way", way)?;
                members.put("since", since)?;
                some(&mut members, "position", position.as_ref())?;
                "begun"
            }
            What::NotReached { way, tried, cause } => {
                members.put("way", way)?;
                members.put("tried", tried)?;
                members.put("cause", cause)?;
                "not_reached"
            }
            What::Finished { report, position } => {
                members.put("report", report)?;
                some(&mut members, "position", position.as_ref())?;
                "finished"
            }
            What::Cancelled { reason } => {
                members.put("reason", reason)?;
                "cancelled"
            }
            What::Newer(name) => name,
        };
        members.put("what", &name)?;
        some(&mut members, "by", self.by.as_ref())?;
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
