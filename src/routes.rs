//! Which page stands at which address. The addresses themselves are in `pages/address.rs`.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::path;

use crate::pages::approvals::Approvals;
use crate::pages::complaint::{Choose, Complaints, CorrectNote, Detail, TakeNote};
use crate::pages::customers::Customers;
use crate::pages::me::Me;
use crate::pages::missing::Missing;
use crate::pages::sign_in::SignIn;
use crate::pages::sync_centre::SyncCentre;
use crate::pages::today::Today;

/// The page that belongs to the address.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=Missing>
            <Route path=path!("/") view=Today />
            <Route path=path!("/customers") view=Customers />
            <Route path=path!("/complaints/new") view=TakeNote />
            <Route path=path!("/complaints/:id/correct") view=CorrectNote />
            <ParentRoute path=path!("/complaints") view=Complaints>
                <Route path=path!("") view=Choose />
                <Route path=path!(":id") view=Detail />
            </ParentRoute>
            <Route path=path!("/approvals") view=Approvals />
            <Route path=path!("/me") view=Me />
            <Route path=path!("/sync") view=SyncCentre />
            <Route path=path!("/sign-in") view=SignIn />
        </Routes>
    }
}
