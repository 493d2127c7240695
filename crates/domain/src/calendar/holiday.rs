//! A holiday that an administrator entered, because it was published later than this program or changed since.

use super::form::{Arrangement, HolidayForm};
use super::working::WITHDRAWN;
use crate::Related;
use crate::access::{Action, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx};
use crate::form::Form as _;
use crate::kind::{Args, RecordKind, commands};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, RecordId, by_members, day_text};
use serde::{Deserialize, Serialize};

/// One holiday of one year. Source: FOL-07
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holiday {
    /// What the notice says.
    pub arrangement: Arrangement,
    /// When it was entered or changed last: where two speak of the same day, the later one counts.
    pub at: Moment,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Holiday {
    needed arrangement,
    needed at,
    always withdrawn,
});

/// Enters a holiday, or writes it anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Put {
    /// What the notice says.
    pub arrangement: Arrangement,
}

/// Takes a holiday back: its days are again as their weekdays, or the published calendar, have them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdraw {}

impl Args for Put {}
impl Args for Withdraw {}

commands! {
    /// What can be done to a holiday.
    HolidayCommand {
        /// Enter or change it.
        Put(Put) = "put" @ 1, Intent, Action::ChangeCalendar,
        /// Take it back.
        Withdraw(Withdraw) = "withdraw" @ 1, Intent, Action::ChangeCalendar,
    }
}

impl RecordKind for Holiday {
    type Command = HolidayCommand;
    const KIND: &'static str = "holiday";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &HolidayCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        match (before, command) {
            (before, HolidayCommand::Put(Put { arrangement })) => {
                HolidayForm::check(arrangement.draft(), ctx.at).map_err(Refusal::Malformed)?;
                if let Some(same) = before.filter(|it| it.arrangement == *arrangement && !it.withdrawn) {
                    return Ok(Accepted::noop(same.clone()));
                }
                let kept = before.map(|holiday| holiday.kept.clone()).unwrap_or_default();
                let arrangement = arrangement.clone();
                Ok(Accepted::applied(Self { arrangement, at: ctx.at, withdrawn: false, kept }))
            }
            (Some(gone), HolidayCommand::Withdraw(_)) if gone.withdrawn => Ok(Accepted::noop(gone.clone())),
            (Some(holiday), HolidayCommand::Withdraw(_)) => {
                Ok(Accepted::applied(Self { withdrawn: true, at: ctx.at, ..holiday.clone() }))
            }
            (None, HolidayCommand::Withdraw(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        None
    }

    fn scope(&self, _: &Related) -> Scope {
        Scope::org()
    }

    /// The whole of it, so that the calendar is put together without reading a body.
    fn face(&self) -> Face {
        let (from, until) = self
            .arrangement
            .free()
            .map(|(from, until)| (day_text(from), day_text(until)))
            .unwrap_or_default();
        let make_up: Vec<_> = self.arrangement.make_up().map(day_text).collect();
        Face {
            state: if self.withdrawn { WITHDRAWN.to_owned() } else { String::new() },
            title: self.arrangement.name().to_owned(),
            at_ms: self.at.utc_ms,
            marks: vec![from, until, make_up.join(" ")],
            ..Face::default()
        }
    }
}
