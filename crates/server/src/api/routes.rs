//! The one list of routes: path, method, who may ask, how much may come in, who answers.

use std::time::Duration;

use axum::routing::{MethodRouter, get, post, put};
use domain::access::Action;
use domain::attachment::Attachment;
use sync::wire::MAX_PUSH_BYTES;

use super::admin::{self, imports};
use super::guard::{Class, MORE_PATIENCE, PATIENCE, Rules};
use super::{auth, blobs, events, exchange};
use crate::state::AppState;

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone from our own page.
    Anyone,
    /// Whoever is signed in on the device they say.
    SignedIn,
    /// Whoever is signed in and may do this.
    May(Action),
}

/// One route.
#[derive(Debug, Clone)]
pub struct Route {
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// Below `/api`; parts in braces stand for values.
    pub path: &'static str,
    /// Who may ask. What the handler takes as its proof decides; a test holds the two together.
    pub access: Access,
    /// With which others it shares its gate.
    pub class: Class,
    /// The most bytes of a body; 0: takes none.
    pub limit: usize,
    /// Whether `X-Device` must be there. A browser cannot send it where it opens the address by itself.
    pub names_device: bool,
    /// Whether a failure counts against the address it came from.
    pub guards: bool,
    /// How long an answer may take, the reading of the body included.
    pub patience: Duration,
    pub(super) handler: MethodRouter<AppState>,
}

impl Route {
    const fn new(
        method: &'static str,
        path: &'static str,
        access: Access,
        class: Class,
        handler: MethodRouter<AppState>,
    ) -> Self {
        Self {
            method,
            path,
            access,
            class,
            limit: 0,
            names_device: true,
            guards: false,
            patience: PATIENCE,
            handler,
        }
    }

    fn takes(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    fn opened_by_the_browser(self) -> Self {
        Self { names_device: false, ..self }
    }

    fn against_guessing(self) -> Self {
        Self { guards: true, ..self }
    }

    fn takes_its_time(self) -> Self {
        Self { patience: MORE_PATIENCE, ..self }
    }

    pub(super) const fn rules(&self) -> Rules {
        let Self { class, limit, names_device, guards, patience, .. } = *self;
        Rules { class, limit, names_device, guards, patience }
    }
}

const FORM: usize = 16 * 1024;
/// A file of another system; a workbook of 200,000 customers is half of it.
const TABLE: usize = 32 * 1024 * 1024;

/// All routes.
pub fn routes() -> Vec<Route> {
    use Access::{Anyone, May, SignedIn};
    const PEOPLE: Access = May(Action::ChangePeople);
    const IMPORTS: Access = May(Action::ImportCustomers);
    let route = Route::new;
    vec![
        route("POST", "/sync/v1/push", SignedIn, Class::Push, post(exchange::push)).takes(MAX_PUSH_BYTES),
        route("POST", "/sync/v1/pull", SignedIn, Class::Pull, post(exchange::pull)).takes(256 * 1024),
        route("POST", "/sync/v1/scan", SignedIn, Class::Scan, post(exchange::scan)).takes(FORM),
        route("GET", "/sync/v1/events", SignedIn, Class::Events, get(events::events)).opened_by_the_browser(),
        route("GET", "/sync/v1/blobs/{sha256}", SignedIn, Class::Blobs, get(blobs::read))
            .opened_by_the_browser(),
        route("PUT", "/sync/v1/blobs/{sha256}/{n}", SignedIn, Class::Blobs, put(blobs::write))
            .takes(Attachment::CHUNK as usize),
        route("POST", "/auth/v1/sign-in", Anyone, Class::Auth, post(auth::sign_in))
            .takes(FORM)
            .against_guessing(),
        route("POST", "/auth/v1/first", Anyone, Class::Auth, post(auth::first))
            .takes(FORM)
            .against_guessing(),
        route("POST", "/auth/v1/redeem", Anyone, Class::Auth, post(auth::redeem))
            .takes(FORM)
            .against_guessing(),
        route("POST", "/auth/v1/sign-out", Anyone, Class::Auth, post(auth::sign_out)),
        route("POST", "/auth/v1/password", SignedIn, Class::Auth, post(auth::password)).takes(FORM),
        route("GET", "/auth/v1/session", SignedIn, Class::Auth, get(auth::session)),
        route("GET", "/admin/v1/people", PEOPLE, Class::Admin, get(admin::list)),
        route("POST", "/admin/v1/people", PEOPLE, Class::Admin, post(admin::enter)).takes(FORM),
        route("POST", "/admin/v1/people/{id}/change", PEOPLE, Class::Admin, post(admin::change)).takes(FORM),
        route("POST", "/admin/v1/people/{id}/disable", PEOPLE, Class::Admin, post(admin::disable)),
        route("POST", "/admin/v1/people/{id}/enable", PEOPLE, Class::Admin, post(admin::enable)),
        route("POST", "/admin/v1/people/{id}/reset", PEOPLE, Class::Admin, post(admin::reset)),
        route("POST", "/admin/v1/teams", PEOPLE, Class::Admin, post(admin::found)).takes(FORM),
        route("POST", "/admin/v1/devices/{id}/revoke", PEOPLE, Class::Admin, post(admin::revoke)),
        route("GET", "/admin/v1/imports", IMPORTS, Class::Admin, get(imports::list)),
        route("POST", "/admin/v1/imports", IMPORTS, Class::Admin, post(imports::upload))
            .takes(TABLE)
            .takes_its_time(),
        route("GET", "/admin/v1/imports/{id}", IMPORTS, Class::Admin, get(imports::one)),
        route("POST", "/admin/v1/imports/{id}/look", IMPORTS, Class::Admin, post(imports::look))
            .takes(FORM)
            .takes_its_time(),
        route("POST", "/admin/v1/imports/{id}/check", IMPORTS, Class::Admin, post(imports::check))
            .takes(FORM)
            .takes_its_time(),
        route("POST", "/admin/v1/imports/{id}/run", IMPORTS, Class::Admin, post(imports::run)).takes(FORM),
        route("POST", "/admin/v1/imports/{id}/undo", IMPORTS, Class::Admin, post(imports::undo)),
        route("POST", "/admin/v1/imports/{id}/drop", IMPORTS, Class::Admin, post(imports::drop)),
    ]
}
