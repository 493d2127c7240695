//! What a person means by "the button 保存": a role and a name. Never a class or an id.

use std::fmt;

/// Something on the page, by what it is and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    role: &'static str,
    name: String,
}

impl Locator {
    fn new(role: &'static str, name: &str) -> Self {
        Self { role, name: name.to_owned() }
    }

    pub(super) fn role(&self) -> &'static str {
        self.role
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = if self.role.is_empty() { "the words" } else { self.role };
        write!(f, "{role} {:?}", self.name)
    }
}

/// A button, or the line that folds something out.
pub fn button(name: &str) -> Locator {
    Locator::new("button", name)
}

/// A link.
pub fn link(name: &str) -> Locator {
    Locator::new("link", name)
}

/// A heading of any level.
pub fn heading(name: &str) -> Locator {
    Locator::new("heading", name)
}

/// An input, text area or list, by its label.
pub fn field(label: &str) -> Locator {
    Locator::new("field", label)
}

/// A checkbox or switch.
pub fn checkbox(label: &str) -> Locator {
    Locator::new("checkbox", label)
}

/// One of several choices.
pub fn radio(label: &str) -> Locator {
    Locator::new("radio", label)
}

/// A tab.
pub fn tab(name: &str) -> Locator {
    Locator::new("tab", name)
}

/// A part of the page that has a name.
pub fn region(name: &str) -> Locator {
    Locator::new("region", name)
}

/// Any words that can be read; not only whole ones.
pub fn text(words: &str) -> Locator {
    Locator::new("", words)
}
