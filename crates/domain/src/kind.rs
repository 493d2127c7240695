//! The one list of kinds. A new kind is one folder in this crate and one line here.

use crate::Related;
use crate::access::{Action, Scope};
use crate::attachment::Attachment;
use crate::calendar::Holiday;
use crate::card::Face;
use crate::complaint::Complaint;
use crate::customer::Customer;
use crate::decide::{Accepted, Ctx};
use crate::delivery::Delivery;
use crate::people::{Person, Team};
use crate::policy::PolicyChange;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::values::{Json, RecordId};
use crate::visit::Visit;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What every kind of record answers.
pub trait RecordKind: Clone + PartialEq + Serialize + DeserializeOwned {
    /// What can be done to a record of this kind.
    type Command: CommandSet;
    /// Its name on the wire.
    const KIND: &'static str;
    /// The version of its body. Raised only for a change that older builds cannot read.
    const SCHEMA: u16;
    /// Whether a decision about it looks at who works here.
    const ASKS_ORG: bool = false;

    /// The record after the command, or why not. Total and deterministic.
    ///
    /// # Errors
    /// See [`Refusal`]; facts are refused only when malformed.
    fn decide(
        before: Option<&Self>,
        command: &Self::Command,
        ctx: &Ctx<'_>,
    ) -> Result<Accepted<Self>, Refusal>;
    /// The customer this record belongs to.
    fn parent(&self) -> Option<RecordId>;
    /// Every record it names that a decision about it looks at.
    fn names(&self) -> Vec<RecordId> {
        self.parent().into_iter().collect()
    }
    /// Who sees it. `related` holds the parent, as far as it is known here.
    fn scope(&self, related: &Related) -> Scope;
    /// What its card says.
    fn face(&self) -> Face;
    /// Who made it, or of whom it is, where that gives rights of its own.
    fn author(&self, _: RecordId) -> Option<crate::UserId> {
        None
    }
}

/// What every set of commands answers.
pub trait CommandSet: Sized {
    /// The verbs and versions that can be read.
    const VERBS: &'static [(&'static str, u16)];
    /// The part of the name behind the kind: `take` of `complaint.take`.
    fn verb(&self) -> &'static str;
    /// The version of the arguments.
    fn version(&self) -> u16;
    /// The arguments.
    ///
    /// # Errors
    /// When they have no JSON form.
    fn args(&self) -> serde_json::Result<Json>;
    /// Reads a command. Every version ever released must be readable here for ever.
    ///
    /// # Errors
    /// See [`DecodeError`].
    fn decode(verb: &str, version: u16, args: &Json) -> Result<Self, DecodeError>;
    /// Whether it tells what happened (never refused for a business rule) and not what somebody wants.
    fn is_fact(&self) -> bool;
    /// What is asked of `access::may`.
    fn action(&self) -> Action;
    /// The further records `decide` and `scope` must know, besides the parent.
    fn needs(&self) -> Vec<RecordId>;
}

/// The arguments of a command: they may name records that `decide` must know.
pub trait Args {
    /// Ids of these records.
    fn needs(&self) -> Vec<RecordId> {
        Vec::new()
    }
}

/// Why a command could not be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    /// A name or version this build does not know. It is kept and tried again after an update.
    #[error("unknown command")]
    Unknown,
    /// A known name whose arguments are not what they must be.
    #[error("malformed arguments")]
    Malformed,
}

/// Declares the commands of a kind: `Variant(Args) = "verb" @ version, Fact | Intent, Action`.
macro_rules! commands {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$vdoc:meta])* $variant:ident($args:ty) = $verb:literal @ $version:literal, $class:ident, $action:expr,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[allow(clippy::large_enum_variant, reason = "a command is made once and moved a few times")]
        pub enum $name {
            $($(#[$vdoc])* $variant($args),)*
        }

        $(impl From<$args> for $name {
            fn from(args: $args) -> Self {
                Self::$variant(args)
            }
        })*

        impl $crate::kind::CommandSet for $name {
            const VERBS: &'static [(&'static str, u16)] = &[$(($verb, $version)),*];

            fn verb(&self) -> &'static str {
                match self { $(Self::$variant(_) => $verb,)* }
            }

            fn version(&self) -> u16 {
                match self { $(Self::$variant(_) => $version,)* }
            }

            fn args(&self) -> serde_json::Result<$crate::values::Json> {
                match self { $(Self::$variant(args) => $crate::values::Json::of(args),)* }
            }

            fn decode(
                verb: &str,
                version: u16,
                args: &$crate::values::Json,
            ) -> Result<Self, $crate::kind::DecodeError> {
                match (verb, version) {
                    $(($verb, $version) => args
                        .read::<$args>()
                        .map(Self::$variant)
                        .map_err(|_| $crate::kind::DecodeError::Malformed),)*
                    _ => Err($crate::kind::DecodeError::Unknown),
                }
            }

            fn is_fact(&self) -> bool {
                match self { $(Self::$variant(_) => $crate::kind::commands!(@fact $class),)* }
            }

            fn action(&self) -> $crate::access::Action {
                match self { $(Self::$variant(_) => $action,)* }
            }

            fn needs(&self) -> Vec<$crate::values::RecordId> {
                match self { $(Self::$variant(args) => $crate::kind::Args::needs(args),)* }
            }
        }
    };
    (@fact Fact) => { true };
    (@fact Intent) => { false };
}
pub(crate) use commands;

macro_rules! record_kinds {
    ($($variant:ident,)*) => {
        /// A kind of record, by name. `Other` is a kind of a newer build.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Kind {
            $(#[doc = concat!("See [`", stringify!($variant), "`].")] $variant,)*
            /// A kind this build does not know: kept and synced, never shown or changed.
            Other(Box<str>),
        }

        impl Kind {
            /// The kinds of this build.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name on the wire.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => <$variant as RecordKind>::KIND,)*
                    Self::Other(name) => name,
                }
            }

            /// The kind of that name.
            pub fn named(name: &str) -> Self {
                $(if name == <$variant as RecordKind>::KIND { return Self::$variant; })*
                Self::Other(name.into())
            }
        }

        /// A record of any kind.
        #[derive(Clone, PartialEq, Debug)]
        #[allow(clippy::large_enum_variant, reason = "records are read, shown and dropped one by one")]
        pub enum Record {
            $(#[doc = concat!("See [`", stringify!($variant), "`].")] $variant($variant),)*
            /// From a newer build: kept and synced byte for byte, never edited, so nothing is lost.
            Unknown {
                /// The kind's name.
                kind: Box<str>,
                /// The version of its body.
                schema: u16,
                /// The body as it came.
                body: Json,
            },
        }

        $(impl From<$variant> for Record {
            fn from(record: $variant) -> Self {
                Self::$variant(record)
            }
        })*

        impl Record {
            /// Reads a body. Whatever this build cannot read becomes `Unknown`.
            pub fn decode(kind: &str, schema: u16, body: &Json) -> Self {
                $(if kind == <$variant as RecordKind>::KIND && schema <= <$variant as RecordKind>::SCHEMA {
                    if let Ok(record) = body.read::<$variant>() {
                        return Self::$variant(record);
                    }
                })*
                Self::Unknown { kind: kind.into(), schema, body: body.clone() }
            }

            /// Writes the body.
            ///
            /// # Errors
            /// When it has no JSON form.
            pub fn encode(&self) -> serde_json::Result<Json> {
                match self {
                    $(Self::$variant(record) => Json::of(record),)*
                    Self::Unknown { body, .. } => Ok(body.clone()),
                }
            }

            /// The version of the body that `encode` writes.
            pub fn schema(&self) -> u16 {
                match self {
                    $(Self::$variant(_) => <$variant as RecordKind>::SCHEMA,)*
                    Self::Unknown { schema, .. } => *schema,
                }
            }

            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$variant(_) => Kind::$variant,)*
                    Self::Unknown { kind, .. } => Kind::Other(kind.clone()),
                }
            }

            /// The customer it belongs to.
            pub fn parent(&self) -> Option<RecordId> {
                match self {
                    $(Self::$variant(record) => RecordKind::parent(record),)*
                    Self::Unknown { .. } => None,
                }
            }

            /// Every record it names that a decision about it looks at.
            pub fn names(&self) -> Vec<RecordId> {
                match self {
                    $(Self::$variant(record) => RecordKind::names(record),)*
                    Self::Unknown { .. } => Vec::new(),
                }
            }

            /// Who sees it; `None` for a record this build cannot read, which stays where it is.
            pub fn scope(&self, related: &Related) -> Option<Scope> {
                match self {
                    $(Self::$variant(record) => Some(RecordKind::scope(record, related)),)*
                    Self::Unknown { .. } => None,
                }
            }

            /// What its card says.
            pub fn face(&self) -> Face {
                match self {
                    $(Self::$variant(record) => RecordKind::face(record),)*
                    Self::Unknown { .. } => Face::default(),
                }
            }

            /// Who made it, or of whom it is, where that gives rights of its own.
            pub fn author(&self, id: RecordId) -> Option<crate::UserId> {
                match self {
                    $(Self::$variant(record) => RecordKind::author(record, id),)*
                    Self::Unknown { .. } => None,
                }
            }
        }

        /// A command for a record of any kind.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum Command {
            $(#[doc = concat!("For [`", stringify!($variant), "`].")] $variant(<$variant as RecordKind>::Command),)*
        }

        impl Command {
            /// Every command of this build: full name and version.
            pub fn names() -> Vec<(String, u16)> {
                let mut names = Vec::new();
                $(names.extend(<<$variant as RecordKind>::Command as CommandSet>::VERBS.iter().map(
                    |(verb, version)| (format!("{}.{verb}", <$variant as RecordKind>::KIND), *version),
                ));)*
                names
            }

            /// Its full name, e.g. `complaint.take`.
            pub fn name(&self) -> String {
                match self {
                    $(Self::$variant(c) => format!("{}.{}", <$variant as RecordKind>::KIND, c.verb()),)*
                }
            }

            /// The version of its arguments.
            pub fn version(&self) -> u16 {
                match self { $(Self::$variant(c) => c.version(),)* }
            }

            /// Its arguments.
            ///
            /// # Errors
            /// When they have no JSON form.
            pub fn args(&self) -> serde_json::Result<Json> {
                match self { $(Self::$variant(c) => c.args(),)* }
            }

            /// The kind of record it changes.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant,)* }
            }

            /// Whether it tells what happened.
            pub fn is_fact(&self) -> bool {
                match self { $(Self::$variant(c) => c.is_fact(),)* }
            }

            /// What is asked of `access::may`.
            pub fn action(&self) -> Action {
                match self { $(Self::$variant(c) => c.action(),)* }
            }

            /// The further records it names.
            pub fn needs(&self) -> Vec<RecordId> {
                match self { $(Self::$variant(c) => c.needs(),)* }
            }

            /// Whether `decide` must find the organisation in [`Related`].
            pub fn asks_org(&self) -> bool {
                match self { $(Self::$variant(_) => <$variant as RecordKind>::ASKS_ORG,)* }
            }

            /// Reads a command by its full name.
            ///
            /// # Errors
            /// See [`DecodeError`].
            pub fn decode(name: &str, version: u16, args: &Json) -> Result<Self, DecodeError> {
                let (kind, verb) = name.split_once('.').ok_or(DecodeError::Unknown)?;
                $(if kind == <$variant as RecordKind>::KIND {
                    return <$variant as RecordKind>::Command::decode(verb, version, args).map(Self::$variant);
                })*
                let _ = (kind, verb);
                Err(DecodeError::Unknown)
            }
        }

        /// Hands a command to its kind.
        pub(crate) fn decide_kind(
            before: Option<&Record>,
            command: &Command,
            ctx: &Ctx<'_>,
        ) -> Result<Accepted<Record>, Refusal> {
            match (before, command) {
                $((None, Command::$variant(c)) =>
                    <$variant as RecordKind>::decide(None, c, ctx).map(Accepted::widen),
                (Some(Record::$variant(record)), Command::$variant(c)) =>
                    <$variant as RecordKind>::decide(Some(record), c, ctx).map(Accepted::widen),)*
                (Some(Record::Unknown { .. }), _) => Err(Refusal::TooNew),
                (Some(_), _) => Err(Refusal::WrongKind),
            }
        }
    };
}

record_kinds! {
    Person,
    Team,
    Holiday,
    PolicyChange,
    Customer,
    Complaint,
    Visit,
    Request,
    Delivery,
    Attachment,
}
