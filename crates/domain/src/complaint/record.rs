//! A complaint from the note on: who owns it, how far it is.

use super::answer::Answered;
use super::command::ComplaintCommand;
use super::note::{ComplaintKind, Note, NoteForm, Whom};
use crate::Related;
use crate::access::{Pair, Scope};
use crate::card::Face;
use crate::decide::{Accepted, Ctx, Flag, Outcome};
use crate::form::Form as _;
use crate::kind::RecordKind;
use crate::merge::{CorrectFields, correct};
use crate::refusal::Refusal;
use crate::values::{Members, Moment, Number, RecordId, UserId, by_members};
use serde::{Deserialize, Serialize};

/// How far a complaint is. Source: COM-04
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Status {
    /// Taken down; nobody has taken it over.
    Registered,
    /// Somebody owns it. Source: ROL-04
    Accepted {
        /// Who.
        by: UserId,
        /// When, on their device.
        at: Moment,
    },
    /// A state of a newer build.
    #[serde(untagged)]
    Newer(serde_json::Value),
}

impl Status {
    /// The code of [`Status::Accepted`], whoever took it over.
    pub const ACCEPTED: &'static str = "accepted";

    /// Its code, for the locale files and the card.
    pub fn code(&self) -> &str {
        match self {
            Self::Registered => "registered",
            Self::Accepted { .. } => Self::ACCEPTED,
            Self::Newer(value) => value.get("state").and_then(serde_json::Value::as_str).unwrap_or("newer"),
        }
    }
}

/// One complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    /// Given by the server; until then the screen shows a provisional one. Source: COM-02
    pub number: Option<Number>,
    /// What was taken down, as corrected since.
    pub note: Note,
    /// Who took it down, and so owns it until somebody takes it over. Source: ROL-04
    pub taken_by: UserId,
    /// When it was taken down, on that device.
    pub taken_at: Moment,
    /// How far it is.
    pub status: Status,
    /// What the customer was told, in the order in which it became known. Source: COM-06
    pub answers: Vec<Answered>,
    /// Fields of a newer build.
    pub kept: Members,
}

by_members!(Complaint {
    may number,
    needed note,
    needed taken_by,
    needed taken_at,
    needed status,
    may answers,
});

impl Complaint {
    /// By when the customer must have a first answer. Source: COM-06
    pub fn first_answer_due(taken_at: Moment, policy: &crate::Policy) -> Moment {
        taken_at.plus_ms(i64::from(policy.first_answer_min) * 60_000)
    }

    /// Who took it over.
    pub const fn owner(&self) -> Option<UserId> {
        match self.status {
            Status::Accepted { by, .. } => Some(by),
            Status::Registered | Status::Newer(_) => None,
        }
    }

    fn taken(note: &Note, by: UserId, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        // The same check as the form's: a note that no form could have made is malformed.
        let shown = NoteForm::show(note);
        NoteForm::check(&shown, ctx.at).map_err(Refusal::Malformed)?;
        let record = Self {
            number: None,
            note: note.clone(),
            taken_by: by,
            taken_at: ctx.at,
            status: Status::Registered,
            answers: Vec::new(),
            kept: Members::new(),
        };
        let mut accepted = Accepted::applied(record);
        if matches!(&note.customer, Whom::Known(id) if ctx.related.customer(*id).is_none()) {
            accepted.flags.push(Flag::CustomerUnknown);
        }
        if note.happened.is_some_and(|happened| happened.utc_ms > ctx.at.utc_ms) {
            accepted.flags.push(Flag::HappensLater);
        }
        if note.photos.len() > ctx.policy.photos_per_note as usize {
            accepted.flags.push(Flag::ManyPhotos);
        }
        Ok(accepted)
    }

    fn corrected(&self, correction: &CorrectFields, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        let merged = correct::<NoteForm>(&NoteForm::show(&self.note), correction)?;
        if !merged.changed {
            return Ok(Accepted::noop(self.clone()));
        }
        // The clock of the note stays the one it was taken with, so that its times are not shifted.
        let clock = Moment::new(ctx.at.utc_ms, self.note.happened.unwrap_or(ctx.at).offset_min);
        let mut note = NoteForm::check(&merged.draft, clock).map_err(Refusal::Malformed)?;
        note.kept.clone_from(&self.note.kept);
        let outcome =
            if merged.clashes.is_empty() { Outcome::Applied } else { Outcome::Merged(merged.clashes) };
        Ok(Accepted { record: Self { note, ..self.clone() }, outcome, flags: Vec::new() })
    }

    fn accepted(&self, by: UserId, ctx: &Ctx<'_>) -> Result<Accepted<Self>, Refusal> {
        match &self.status {
            Status::Registered => {
                let status = Status::Accepted { by, at: ctx.at };
                Ok(Accepted::applied(Self { status, ..self.clone() }))
            }
            // A second tap of the same person, not a second owner.
            Status::Accepted { by: owner, .. } if *owner == by => Ok(Accepted::noop(self.clone())),
            Status::Accepted { .. } | Status::Newer(_) => {
                Err(Refusal::OutOfOrder { state: self.status.code().to_owned() })
            }
        }
    }
}

impl RecordKind for Complaint {
    type Command = ComplaintCommand;
    const KIND: &'static str = "complaint";
    const SCHEMA: u16 = 1;

    fn decide(
        before: Option<&Self>,
        command: &ComplaintCommand,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal> {
        use ComplaintCommand as C;
        let by = ctx.actor.user().ok_or(Refusal::Denied)?;
        match (before, command) {
            (None, C::Take(take)) => Self::taken(&take.note, by, ctx),
            (Some(same), C::Take(take)) if same.taken_by == by && same.note == take.note => {
                Ok(Accepted::noop(same.clone()))
            }
            (Some(_), C::Take(_)) => Err(Refusal::Exists),
            (Some(complaint), C::Correct(correction)) => complaint.corrected(correction, ctx),
            (Some(complaint), C::Accept(_)) => complaint.accepted(by, ctx),
            (Some(complaint), C::Answer(answer)) => complaint.answered(answer, by, ctx),
            (None, C::Correct(_) | C::Accept(_) | C::Answer(_)) => Err(Refusal::NotFound),
        }
    }

    fn parent(&self) -> Option<RecordId> {
        match self.note.customer {
            Whom::Known(id) => Some(id),
            Whom::Named(_) => None,
        }
    }

    /// With the customer, for those who look after them; without a known customer it stays with the one who
    /// took it. Source: ROL-04
    fn scope(&self, related: &Related) -> Scope {
        let pair = self.parent().and_then(|id| related.customer(id)).map(|customer| customer.pair);
        Scope::care(pair.unwrap_or(Pair { owner: Some(self.taken_by), salesperson: None }))
    }

    fn face(&self) -> Face {
        let title = match &self.note.customer {
            Whom::Known(_) => String::new(),
            Whom::Named(name) => name.clone(),
        };
        Face {
            state: self.status.code().to_owned(),
            title,
            note: self.note.what.clone(),
            number: self.number.map(|number| number.to_string()),
            at_ms: self.taken_at.utc_ms,
            // In the order of `marks`.
            marks: vec![
                self.note.severity.code().to_owned(),
                self.note.kind.as_ref().map(ComplaintKind::code).unwrap_or_default().to_owned(),
                self.owner().map(|user| user.to_string()).unwrap_or_default(),
                self.first_answered().map(|at| at.utc_ms.to_string()).unwrap_or_default(),
            ],
            ..Face::default()
        }
    }

    fn author(&self, _: RecordId) -> Option<UserId> {
        Some(self.taken_by)
    }
}
