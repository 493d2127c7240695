//! Phone numbers as people type them.

use serde::{Deserialize, Serialize};

/// A phone number: what was typed is kept, and an international form is derived for calling and searching.
///
/// Invariant: `typed` has at least one digit and at most 40 characters. The default region is 86 (China).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    typed: String,
}

/// Why a text is no phone number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PhoneError {
    /// No digit at all.
    #[error("a phone number has digits")]
    NoDigit,
    /// More than 40 characters, or more than 20 digits.
    #[error("too long for a phone number")]
    TooLong,
    /// A character that stands in no phone number.
    #[error("a character that stands in no phone number")]
    Strange,
}

impl Phone {
    /// Accepts what people type: digits, `+`, spaces, dots, dashes, brackets, slashes and an extension.
    ///
    /// # Errors
    /// See [`PhoneError`].
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let typed = typed.trim();
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        if digits == 0 {
            return Err(PhoneError::NoDigit);
        }
        if digits > 20 || typed.chars().count() > 40 {
            return Err(PhoneError::TooLong);
        }
        let known = |c: char| c.is_ascii_digit() || "+-–—()（）./ #*转xX".contains(c) || c.is_whitespace();
        if !typed.chars().all(known) {
            return Err(PhoneError::Strange);
        }
        Ok(Self { typed: typed.to_owned() })
    }

    /// What the person typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The digits to find it by, without the country's 86 and without an extension.
    pub fn digits(&self) -> String {
        let dial = self.dial();
        let plain = dial.strip_prefix("+86").or(dial.strip_prefix('+')).unwrap_or(&dial);
        // People know a land line with the 0 of its area code.
        let trunk = self.typed.trim_start().starts_with('0') && dial.starts_with("+86");
        if trunk { format!("0{plain}") } else { plain.to_owned() }
    }

    /// The number to call: `+` and digits, region 86 where none was typed.
    pub fn dial(&self) -> String {
        let main = self.typed.split(['转', 'x', 'X', '#']).next().unwrap_or(&self.typed);
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        if main.trim_start().starts_with('+') {
            format!("+{digits}")
        } else if let Some(rest) = digits.strip_prefix("00") {
            format!("+{rest}")
        } else {
            // A trunk 0 stands before Chinese area codes and is not dialled from abroad.
            format!("+86{}", digits.strip_prefix('0').unwrap_or(&digits))
        }
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.typed
    }
}
