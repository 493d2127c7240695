//! The way a person came through the app, so that "back" is a real step back wherever one came from a page of it: then the
//! browser puts the list where it was, and no page lies twice in the history.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::address;

/// The addresses on the way here, since the page was loaded.
#[derive(Clone, Copy)]
pub struct Trail(StoredValue<Vec<String>>);

impl Trail {
    /// Begins to follow the address. Call once, under the router.
    pub fn begin() {
        let path = use_location().pathname;
        let trail = StoredValue::new(Vec::<String>::new());
        Effect::new(move || {
            let here = path.get();
            trail.update_value(|trail| match trail.as_slice() {
                [.., before, _] if *before == here => drop(trail.pop()),
                [.., last] if *last == here => {}
                _ => trail.push(here),
            });
        });
        provide_context(Self(trail));
    }

    /// The one of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The page that comes now takes the place of this one in the history. Call before it comes.
    pub fn replaces(self, address: &str) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        self.0.update_value(|trail| {
            if let Some(last) = trail.last_mut() {
                path.clone_into(last);
            }
        });
    }

    /// Steps back to where one came from, if that is a page to read and not a form that is done with.
    pub fn steps_back(self) -> bool {
        let behind = self.0.with_value(|trail| match trail.as_slice() {
            [.., before, _] => address::is_read(before),
            _ => false,
        });
        behind && window().history().is_ok_and(|history| history.back().is_ok())
    }

    /// Steps back if that leads to this address. It does not where one came from elsewhere, or where the page was opened by
    /// its address: what lies behind may be another site then.
    pub fn steps_back_to(self, address: &str) -> bool {
        let path = address.split(['?', '#']).next();
        let behind = self.0.with_value(|trail| match trail.as_slice() {
            [.., before, _] => path == Some(before),
            _ => false,
        });
        behind && window().history().is_ok_and(|history| history.back().is_ok())
    }
}
