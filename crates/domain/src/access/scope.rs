//! Scopes and grants: one short text on every row, and the texts a user holds.

use crate::values::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The two who look after a customer: the service owner and the salesperson.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Pair {
    /// Who looks after the customer in service.
    pub owner: Option<UserId>,
    /// Who sells to the customer.
    pub salesperson: Option<UserId>,
}

impl Pair {
    /// Whose it is to do what falls due for the customer: the owner's, or the salesperson's while there is no owner.
    pub fn doer(self) -> Option<UserId> {
        self.owner.or(self.salesperson)
    }

    /// Whether this is one of the two.
    pub fn names(self, user: UserId) -> bool {
        [self.owner, self.salesperson].contains(&Some(user))
    }
}

/// The text on a row that decides who sees it. Never empty, never ends with `:`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope(String);

/// What a user holds: one scope, or every scope that begins with a text ending in `:`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Grant(String);

fn part(user: Option<UserId>) -> String {
    user.map_or_else(|| "-".to_owned(), |user| user.0.simple().to_string())
}

impl Scope {
    /// What everyone holds: people, teams, policy, catalogue.
    pub fn org() -> Self {
        Self("org".to_owned())
    }

    /// Customers of this pair and everything done for them.
    pub fn care(pair: Pair) -> Self {
        Self(format!("care:{}:{}", part(pair.owner), part(pair.salesperson)))
    }

    /// One user's own notices and tracking rows.
    pub fn me(user: UserId) -> Self {
        Self(format!("me:{}", user.0.simple()))
    }

    /// What was taken back, and stays only so that nothing takes its id. Nobody is granted it, by no prefix either.
    pub fn withdrawn() -> Self {
        Self("withdrawn".to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pair of a `care:` scope.
    pub fn pair(&self) -> Option<Pair> {
        let (owner, salesperson) = self.0.strip_prefix("care:")?.split_once(':')?;
        let user = |text: &str| match text {
            "-" => Some(None),
            id => id.parse().ok().map(Some),
        };
        Some(Pair { owner: user(owner)?, salesperson: user(salesperson)? })
    }
}

impl Grant {
    /// Exactly this scope.
    pub fn of(scope: &Scope) -> Self {
        Self(scope.0.clone())
    }

    /// Every customer of this service owner.
    pub fn owner(user: UserId) -> Self {
        Self(format!("care:{}:", part(Some(user))))
    }

    /// Every customer.
    pub fn all_care() -> Self {
        Self("care:".to_owned())
    }

    /// All amounts: gift applications, credit changes, settlements.
    pub fn all_finance() -> Self {
        Self("fin:".to_owned())
    }

    /// Transport orders.
    pub fn administration() -> Self {
        Self("adm".to_owned())
    }

    /// Tasks and slips of one department.
    pub fn department(code: &str) -> Self {
        Self(format!("dept:{}", code.trim_end_matches(':')))
    }

    /// Whether a row of this scope is seen with this grant.
    pub fn covers(&self, scope: &Scope) -> bool {
        if self.is_prefix() { scope.0.starts_with(&self.0) } else { scope.0 == self.0 }
    }

    /// Whether everything the other grant gives is given by this one too.
    pub fn includes(&self, other: &Self) -> bool {
        if self.is_prefix() { other.0.starts_with(&self.0) } else { other.0 == self.0 }
    }

    /// Whether it stands for all scopes that begin with its text.
    pub fn is_prefix(&self) -> bool {
        self.0.ends_with(':')
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Letters, digits, `:`, `-` and `_` only, at most 120: these texts stand in keys and queries.
fn plain(text: &str) -> bool {
    (1..=120).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_'))
}

impl TryFrom<String> for Scope {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if plain(&text) && !text.ends_with(':') { Ok(Self(text)) } else { Err("not a scope") }
    }
}

impl TryFrom<String> for Grant {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if plain(&text) { Ok(Self(text)) } else { Err("not a grant") }
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

as_text!(Scope);
as_text!(Grant);
