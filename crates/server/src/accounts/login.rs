//! Login names: one spelling for what people type.

use super::password::MAX_CHARS;

/// A login name as it is stored and compared.
///
/// Invariant: 2 to 128 letters, digits or `._-@+`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// Accepts what people type: spaces around it and the case do not count.
    pub fn parse(typed: &str) -> Option<Self> {
        let login = typed.trim().to_lowercase();
        let fits = (2..=MAX_CHARS).contains(&login.chars().count());
        let plain = login.chars().all(|c| c.is_alphanumeric() || "._-@+".contains(c));
        (fits && plain).then_some(Self(login))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spaces_around_do_not_count() {
        assert_eq!(Login::parse(" Li.Na "), Login::parse("li.na"));
        assert_eq!(Login::parse("李娜").unwrap().as_str(), "李娜");
    }

    #[test]
    fn what_cannot_be_typed_again_is_refused() {
        for typed in ["", "x", "a b", "a\u{200b}b", "a/b", &"x".repeat(129)] {
            assert_eq!(Login::parse(typed), None, "{typed:?}");
        }
    }
}
