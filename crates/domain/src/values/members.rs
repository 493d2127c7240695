//! A JSON object whose members are read one by one, so that those of a newer build stay as they came.

use super::Json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The members of a JSON object that nobody has taken yet.
///
/// A body is read by taking what this build knows; the rest is kept beside it and written back.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Members(BTreeMap<String, Json>);

impl Members {
    /// An empty object.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Takes a member that must be there.
    ///
    /// # Errors
    /// When it is missing or of another shape.
    pub fn take<T: DeserializeOwned>(&mut self, name: &'static str) -> serde_json::Result<T> {
        self.take_if(name)?.ok_or_else(|| serde::de::Error::missing_field(name))
    }

    /// Takes a member that may be missing.
    ///
    /// # Errors
    /// When it is of another shape.
    pub fn take_if<T: DeserializeOwned>(&mut self, name: &str) -> serde_json::Result<Option<T>> {
        self.0.remove(name).map(|value| value.read()).transpose()
    }

    /// Puts a member.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn put<T: Serialize>(&mut self, name: impl Into<String>, value: &T) -> serde_json::Result<()> {
        self.0.insert(name.into(), Json::of(value)?);
        Ok(())
    }

    /// Puts a member unless it is what a missing one is read as.
    ///
    /// # Errors
    /// When the value has no JSON form.
    pub fn put_if_said<T: Serialize + Default + PartialEq>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> serde_json::Result<()> {
        if *value == T::default() { Ok(()) } else { self.put(name, value) }
    }

    /// Puts a member that is JSON already.
    pub fn keep(&mut self, name: impl Into<String>, value: Json) {
        self.0.insert(name.into(), value);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl IntoIterator for Members {
    type Item = (String, Json);
    type IntoIter = std::collections::btree_map::IntoIter<String, Json>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Reads and writes a struct with a field `kept: Members` member by member; `kept` has what this build does not know.
///
/// `needed` must be there; `may` is its default if missing and not written then; `always` is its default if missing and
/// written all the same; `yes` is true if missing. Not by serde's `flatten`, which reads each struct through a buffer of values: 5 to 10 kB of the
/// app for each.
macro_rules! by_members {
    ($name:ident { $($how:ident $field:ident,)* }) => {
        impl $name {
            fn of_members(mut members: $crate::values::Members) -> serde_json::Result<Self> {
                Ok(Self {
                    $($field: $crate::values::by_members!(@read $how members, stringify!($field)),)*
                    kept: members,
                })
            }

            fn to_members(&self) -> serde_json::Result<$crate::values::Members> {
                let mut members = self.kept.clone();
                $($crate::values::by_members!(@write $how members, stringify!($field), &self.$field);)*
                Ok(members)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.to_members().map_err(serde::ser::Error::custom)?.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let members = <$crate::values::Members as serde::Deserialize>::deserialize(deserializer)?;
                Self::of_members(members).map_err(serde::de::Error::custom)
            }
        }
    };
    (@read needed $members:ident, $key:expr) => { $members.take($key)? };
    (@read yes $members:ident, $key:expr) => { $members.take_if($key)?.unwrap_or(true) };
    (@read $how:ident $members:ident, $key:expr) => { $members.take_if($key)?.unwrap_or_default() };
    (@write may $members:ident, $key:expr, $value:expr) => {
        $members.put_if_said($key, $value)?;
    };
    (@write $how:ident $members:ident, $key:expr, $value:expr) => { $members.put($key, $value)? };
}
pub(crate) use by_members;
